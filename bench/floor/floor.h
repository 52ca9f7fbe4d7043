#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace moim::bench {

/// The least a relay can do: one `read` takes what has come, one `write` passes it on to each receiver.
/// Nothing is parsed beyond the frame headers and nothing is allocated once a connection stands.
///
/// Room and seat of a connection follow from its file descriptor: four in a row are a room. The first message
/// of a connection is its `join_room` and is answered by an `all_users` that names its slot; the n-th after
/// it goes to the n-th other seat, in turns over as many as `spread` says, exactly as it came.
class Floor {
 public:
  static constexpr std::size_t kSeats = 4;

  struct Options {
    std::uint16_t port = 0;
    std::size_t spread = 1;  ///< room mates that one connection sends to in turns, 1 to 3
  };

  explicit Floor(const Options& options);

  /// Serves until the process is ended.
  [[noreturn]] void run();

 private:
  enum class Stage : std::uint8_t { free, upgrading, open, joined };

  static constexpr std::size_t kMaxPeers = 20'000;
  static constexpr std::size_t kMaxPartial = 32 * 1024;  // a request, or a frame not yet whole
  static constexpr std::size_t kBuffer = 256 * 1024;

  struct Peer {
    Stage stage = Stage::free;
    std::uint32_t relayed = 0;  // of it so far: decides who is next
    std::uint32_t partial_size = 0;
  };

  struct Out {
    std::size_t size = 0;
    std::array<char, kBuffer> octets;
  };

  struct Frame {
    std::uint8_t first = 0;  // FIN and opcode
    std::size_t header = 0;  // octets before the payload, the mask included
    std::size_t payload = 0;
  };

  void accept_all();
  void read_from(std::size_t slot);
  std::size_t handle(std::size_t slot, std::size_t size);
  std::size_t upgrade(std::size_t slot, std::string_view received);
  std::size_t take_frames(std::size_t slot, std::size_t size);
  void relay(std::size_t slot, const char* frame, const Frame& header);
  void join(std::size_t slot);
  void leave(std::size_t slot, bool answer);
  void tell_mates(std::size_t slot, std::string_view frame);
  void flush(std::size_t slot);
  void write(std::size_t slot, std::string_view octets);
  [[nodiscard]] int descriptor(std::size_t slot) const { return static_cast<int>(slot) + first_descriptor_; }

  Options options_;
  int listener_ = -1;
  int epoll_ = -1;
  int first_descriptor_ = 0;  // of the first connection
  std::array<char, kBuffer> input_;
  std::array<Out, kSeats> outs_;  // by seat, of the room being served
  std::array<Peer, kMaxPeers> peers_;
  std::array<std::array<char, kMaxPartial>, kMaxPeers>
      partials_;  // pages that are never touched cost nothing
};

}  // namespace moim::bench
