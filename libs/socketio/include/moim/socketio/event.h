#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "moim/socketio/args.h"
#include "moim/socketio/packet_writer.h"

namespace moim::socketio {

class Socket;

/// Why a request to the client brought no answer.
enum class AckError : std::uint8_t {
  timeout,
  disconnected,    // the socket ended first, or had ended before
  too_many,        // Options::max_pending_acks
  reserved_event,  // a name the clients keep for themselves
};
[[nodiscard]] std::string_view to_string(AckError error);

/// The client's answer, valid during the call, or why there is none. Called exactly once, unless the Server
/// is destroyed first.
using AckHandler = std::move_only_function<void(std::expected<Args, AckError>)>;

/// The right to acknowledge one event, once, now or later: `ack("ok", 3);`. Movable. Does nothing when there
/// is nothing to acknowledge, when it was used, or when the socket or the whole Server has gone meanwhile.
class Ack {
 public:
  Ack() = default;
  Ack(std::weak_ptr<Socket> socket, std::uint64_t id) : socket_(std::move(socket)), id_(id) {}
  Ack(Ack&& other) noexcept
      : socket_(std::move(other.socket_)), id_(std::exchange(other.id_, std::nullopt)) {}
  Ack& operator=(Ack&& other) noexcept {
    socket_ = std::move(other.socket_);
    id_ = std::exchange(other.id_, std::nullopt);
    return *this;
  }
  ~Ack() = default;

  /// Whether the client still waits for it.
  explicit operator bool() const;

  template <class... T>
  void operator()(const T&... args) {
    if (PacketWriter* writer = begin((std::size_t{0} + ... + attachment_count(args)))) {
      (writer->add(args), ...);
      finish(*writer);
    }
  }

 private:
  PacketWriter* begin(std::size_t attachments);
  void finish(PacketWriter& writer);

  std::weak_ptr<Socket> socket_;
  std::optional<std::uint64_t> id_;
};

/// A received event, as handlers see it.
class Event {
 public:
  Event(Socket& socket, std::string_view name, Args args, std::optional<std::uint64_t> id)
      : socket_(socket), name_(name), args_(args), id_(id) {}
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  [[nodiscard]] Socket& socket() const { return socket_; }
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] const Args& args() const { return args_; }
  /// The argument at `index`; null when there are fewer.
  [[nodiscard]] json::View arg(std::size_t index = 0) const { return args_[index]; }

  /// Whether the client asked for an acknowledgement and none was given or taken.
  [[nodiscard]] bool wants_ack() const { return id_.has_value(); }
  /// Acknowledges, once. Nothing happens when none is wanted.
  template <class... T>
  void ack(const T&... args) {
    take_ack()(args...);
  }
  /// Takes the acknowledgement along to answer after the handler has returned.
  [[nodiscard]] Ack take_ack();

 private:
  Socket& socket_;
  std::string_view name_;
  Args args_;
  std::optional<std::uint64_t> id_;
};

/// Handles an event of one socket, or of any socket of a namespace (which Event::socket tells).
using EventHandler = std::function<void(Event&)>;

}  // namespace moim::socketio
