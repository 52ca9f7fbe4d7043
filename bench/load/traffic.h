#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crowd.h"
#include "document.h"

namespace moim::bench {

/// What a run's messages are like.
struct Load {
  DocumentKind kind = DocumentKind::candidate;
  std::size_t bytes = 250;  ///< octets of a Socket.IO packet as it is sent, or the least there can be
  std::size_t spread = 1;   ///< room mates each person sends to in turns, 1 to 3
};

/// A message that came as it should.
struct Arrival {
  std::size_t sender = 0;    ///< its index in the crowd
  std::uint64_t number = 0;  ///< the how manyth of this sender
};

/// The messages between the people of a crowd: makes them, and checks that each arrives at the right person,
/// exactly once, in order, from the one it says it is from, and with not an octet changed.
class Traffic {
 public:
  Traffic(Crowd& crowd, const Load& load);

  /// Has this person send the next message.
  void send(std::size_t sender);
  /// nullopt: something was wrong with it, and it is counted.
  std::optional<Arrival> receive(const Person& receiver, std::string_view packet);

  [[nodiscard]] std::uint64_t sent() const { return sent_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }
  [[nodiscard]] std::uint64_t in_flight() const { return sent_ - received_; }
  /// Arrived where it was not sent to, twice or out of order, with other content, under another sender's id.
  [[nodiscard]] std::uint64_t misdelivered() const { return misdelivered_; }
  [[nodiscard]] std::uint64_t reordered() const { return reordered_; }
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }
  [[nodiscard]] std::uint64_t wrong_sender() const { return wrong_sender_; }
  /// All of these.
  [[nodiscard]] std::uint64_t wrong() const { return misdelivered_ + reordered_ + damaged_ + wrong_sender_; }

 private:
  // From one person to one other.
  struct Lane {
    std::size_t receiver = 0;
    std::string packet;           // as it is sent
    std::size_t document_at = 0;  // in the packet
    std::size_t document_size = 0;
    std::size_t mark_at = 0;     // in the document
    std::uint64_t expected = 0;  // number of the next message on it
  };

  [[nodiscard]] Lane make_lane(std::size_t sender, std::size_t turn, const Load& load);
  [[nodiscard]] Lane* lane_to(const Mark& mark);
  [[nodiscard]] static bool is_intact(const Lane& lane, std::string_view packet, std::size_t mark_at);
  [[nodiscard]] bool names_sender(const Person& receiver, const Mark& mark, std::string_view packet);

  Crowd& crowd_;
  std::size_t spread_;
  std::vector<Lane> lanes_;          // `spread_` of each person
  std::vector<std::uint64_t> next_;  // number of each person's next message
  std::uint64_t sent_ = 0;
  std::uint64_t received_ = 0;
  std::uint64_t misdelivered_ = 0;
  std::uint64_t reordered_ = 0;
  std::uint64_t damaged_ = 0;
  std::uint64_t wrong_sender_ = 0;
};

}  // namespace moim::bench
