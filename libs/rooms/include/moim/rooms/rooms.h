#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "moim/rooms/effect.h"
#include "moim/rooms/member.h"
#include "moim/rooms/options.h"
#include "moim/rooms/refusal.h"
#include "moim/rooms/room.h"

namespace moim::rooms {

/// What a joiner asks for. All text is valid UTF-8: whoever reads it off the wire checks that.
struct JoinRequest {
  /// 1 to `Options::max_room_id` bytes, NUL and all. Names are the same when their bytes are.
  std::string_view room;
  /// 0 to `Options::max_label` bytes.
  std::string_view label;
  ParticipantState state{};
  /// Names the life of the room, should it begin with this member: random, for logs and statistics.
  std::string_view call{};
};

/// Both ends of a message that may be relayed.
struct RelayPath {
  const Member* from;
  const Member* to;
};

/// All rooms and everybody in them. A member is in one room at a time; a room appears with its first member
/// and goes with its last. Commands return what follows from them as effects and send nothing. A refused
/// command changes nothing.
class Rooms {
 public:
  using Result = std::expected<Effects, Refusal>;

  explicit Rooms(Options options);

  /// Takes a place: `Snapshot`, `Entered`. Joining the room one is in answers the `Snapshot` again and
  /// changes nothing, not even label or state; who was away is `Back`. Joining another leaves the first:
  /// `Exited`, `Snapshot`, `Entered`. Refused: the seat held before is kept.
  [[nodiscard]] Result join(const MemberId& id, const JoinRequest& request);

  /// Gives the place up: `Exited`, or `not_in_room`.
  [[nodiscard]] Result leave(const MemberId& id);

  /// The connection of `id` ended, or the time of somebody away is over: `Exited`, or nothing for somebody in
  /// no room.
  [[nodiscard]] Effects disconnect(const MemberId& id);

  /// The connection of `id` is lost and may come back: `Away`, or nothing for somebody away or in no room.
  /// The seat counts as before, until `back`, `resume` or `disconnect`.
  [[nodiscard]] Effects away(const MemberId& id);

  /// The connection of somebody away is back as it was: `Back`, or nothing for somebody who is not away.
  [[nodiscard]] Effects back(const MemberId& id);

  /// Whoever proved to be `id` takes its seat in `request.room`, from a connection that is lost or that has
  /// not been seen to be: `Snapshot`, `Back`, and `StateChanged` if label or state did. Without such a seat:
  /// as join().
  [[nodiscard]] Result resume(const MemberId& id, const JoinRequest& request);

  /// Changes what the others see: `StateChanged`, or nothing when all is as it was.
  [[nodiscard]] Result update_state(const MemberId& id, const StateChange& change);

  /// Where a message of `sender` to `receiver` goes: to another member of the same room. Takes no memory.
  /// Valid until the next command.
  [[nodiscard]] std::expected<RelayPath, Refusal> relay_path(const MemberId& sender,
                                                             std::string_view receiver) const;

  /// The member of that id, or null for somebody in no room. Valid until the next command.
  [[nodiscard]] const Member* find(std::string_view id) const;

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::size_t member_count() const { return members_.size(); }

 private:
  void forget_last_command();
  [[nodiscard]] std::expected<void, Refusal> check(const JoinRequest& request) const;
  [[nodiscard]] Member* seat_of(const MemberId& id);
  void sit_again(Member& member);
  void update(Member& member, const StateChange& change);
  [[nodiscard]] std::expected<void, Refusal> check_entry(const Member* member, std::string_view room) const;
  const Member& enter(const MemberId& id, const JoinRequest& request);
  void exit(const Member& member, ExitReason reason);
  [[nodiscard]] MemberList others(const Member& member);

  // Keys are views of the id inside the value.
  template <class Value>
  using Index = std::unordered_map<std::string_view, std::unique_ptr<Value>>;

  Options options_;
  Index<Member> members_;
  Index<Room> rooms_;
  // What the effects of the last command point to, kept until the next one.
  std::vector<Effect> effects_;
  std::vector<const Member*> others_;
  std::unique_ptr<Member> departed_;
  std::unique_ptr<Room> closed_;
};

}  // namespace moim::rooms
