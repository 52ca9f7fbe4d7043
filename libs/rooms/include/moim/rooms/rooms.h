#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "moim/base/counters.h"
#include "moim/base/deadline_queue.h"
#include "moim/base/time.h"
#include "moim/rooms/effect.h"
#include "moim/rooms/join_request.h"
#include "moim/rooms/member.h"
#include "moim/rooms/options.h"
#include "moim/rooms/refusal.h"
#include "moim/rooms/room.h"

namespace moim::rooms {

/// Where one member was found last, so that it need not be searched for again: with a thousand people every
/// search goes through memory that is in nobody's cache. Good until anybody leaves any room, then the next
/// question searches again.
class Sighting {
  friend class Rooms;
  const Member* member_ = nullptr;
  std::uint64_t departures_ = 0;
};

/// One end of a message to be relayed: whose, and where the asker keeps what was found of just that id.
struct RelayEnd {
  std::string_view id;
  Sighting& sighting;
};

/// Both ends of a message that may be relayed.
struct RelayPath {
  const Member* from;
  const Member* to;
};

/// What a room let go of because it may hold no more of it.
enum class Forgotten : std::uint8_t {
  ban,           ///< whom it was about may come back
  demotion,      ///< whose it was may come back as a host
  chat_message,  ///< who comes later does not see it
  count_,
};
[[nodiscard]] std::string_view to_string(Forgotten what);

/// All rooms and everybody in them. A member is in one room at a time, or waits for one; a room appears with
/// its first member and goes with its last. Commands return what follows from them as effects and send
/// nothing. A refused command changes nothing (but a wrong password is counted).
class Rooms {
 public:
  using Result = std::expected<Effects, Refusal>;

  explicit Rooms(Options options);

  /// Other limits from now on. Nobody loses what they have: a room with more people than it may hold keeps
  /// them and is full, and what was begun (a wait, the patience with a host) ends when it was going to. Chat
  /// beyond a limit goes when somebody writes in its room. Bans and wrong passwords of a room that is open
  /// stay under the limits it was opened with.
  void set_options(const Options& options);

  // Places (entry.cpp, seats.cpp)

  /// Takes a place: `Snapshot`, `Entered`; or asks for one: `Waits`, `WaitingChanged`. Joining the room one
  /// is in answers the `Snapshot` again and changes nothing, not even label or state; who was away is `Back`.
  /// Joining another leaves the first: `Exited` comes before. Refused: the seat held before is kept, and so
  /// is a place among those who wait.
  ///
  /// Who opens a room is its host, but for one who is known to be a guest; such a room gets a host after
  /// `Options::host_patience`.
  [[nodiscard]] Result join(const MemberId& id, const JoinRequest& request);

  /// Whoever proved to be `id` takes its seat in `request.room`, from a connection that is lost or that has
  /// not been seen to be: `Snapshot`, `Back`, and `StateChanged` if label or state did. Without such a seat:
  /// as join().
  [[nodiscard]] Result resume(const MemberId& id, const JoinRequest& request);

  /// Gives the place up: `Exited`, and when the last host goes `StateChanged` of the next. Who waits, waits
  /// no longer. Otherwise `not_in_room`.
  [[nodiscard]] Result leave(const MemberId& id);

  /// The connection of `id` ended, or the time of somebody away is over: as leave(), or nothing for somebody
  /// in no room.
  [[nodiscard]] Effects disconnect(const MemberId& id);

  /// The connection of `id` is lost and may come back: `Away`, or nothing for somebody away or in no room.
  /// The seat counts as before, until `back`, `resume` or `disconnect`.
  [[nodiscard]] Effects away(const MemberId& id);

  /// The connection of somebody away is back as it was: `Back`, or nothing for somebody who is not away.
  [[nodiscard]] Effects back(const MemberId& id);

  /// Changes what the others see: `StateChanged`, or nothing when all is as it was. `not_allowed`: a screen
  /// where only hosts share theirs.
  [[nodiscard]] Result update_state(const MemberId& id, const StateChange& change);

  /// Whether join() would give `id` a seat now, or has: not where it would have to wait. A wrong password is
  /// counted as there; nothing else changes.
  [[nodiscard]] bool lets_in(const MemberId& id, const JoinRequest& request);

  // Hosts (moderation.cpp, waiting.cpp). Refused with `not_allowed` when `host` is none.

  /// `SettingsChanged`, when anything did. Screens that may not be shared any more: `StateChanged`,
  /// `StateAsked`. Without a lobby nobody waits: who finds a place is `Admitted`, the rest `Denied`.
  [[nodiscard]] Result update_room(const MemberId& host, const SettingsChange& change);

  /// Puts a member, or one who waits, out and bans them for as long as the room lives: `Removed`, `Exited`.
  [[nodiscard]] Result remove_user(const MemberId& host, std::string_view target);

  /// `StateAsked`. Nobody is switched on by another.
  [[nodiscard]] Result ask_state(const MemberId& host, std::string_view target, Source source, bool on);

  /// `StateChanged`. The `last_host` stays one.
  [[nodiscard]] Result set_role(const MemberId& host, std::string_view target, Role role);

  /// Lets one of those who wait in: `Admitted`, `Snapshot`, `Entered`, `WaitingChanged`. When the room is
  /// full they go on waiting.
  [[nodiscard]] Result admit(const MemberId& host, std::string_view target);
  /// The same with all, in order of arrival, as far as there are places; refused when there is none.
  [[nodiscard]] Result admit_all(const MemberId& host);
  /// Sends one of those who wait away: `Denied`, `WaitingChanged`.
  [[nodiscard]] Result deny(const MemberId& host, std::string_view target);
  [[nodiscard]] Result deny_all(const MemberId& host);

  // Conversation (conversation.cpp)

  /// Raises or lowers one's own hand: `StateChanged`, or nothing when it is as it was.
  [[nodiscard]] Result raise_hand(const MemberId& id, bool raised);
  [[nodiscard]] Result lower_hand(const MemberId& host, std::string_view target);
  [[nodiscard]] Result lower_all_hands(const MemberId& host);

  /// What somebody says in the chat.
  struct Utterance {
    /// Valid UTF-8 of 1 to `Options::max_chat_text` code points, whatever they are.
    std::string_view text;
    /// Chosen by the sender, at most `Options::max_chat_key` bytes: the same message sent again, because its
    /// answer was lost, is said once. Empty: none.
    std::string_view key{};
  };
  /// `Said`, to nobody when it is the last message of `id` again.
  [[nodiscard]] Result say(const MemberId& id, const Utterance& words, base::TimePoint now, WallTime at);

  /// `Reacted`.
  [[nodiscard]] Result react(const MemberId& id, Reaction reaction, base::TimePoint now);

  // Time

  /// When handle_timeout() has work, or base::kNever.
  [[nodiscard]] base::TimePoint next_deadline() const {
    return std::min(waiting_until_.next(), hosts_awaited_until_.next());
  }
  /// `Denied` for whom nobody let in, `StateChanged` for whoever becomes the host that did not come.
  [[nodiscard]] Effects handle_timeout(base::TimePoint now);

  // Questions

  /// Where a message of `sender` to `receiver` goes: to another member of the same room. Takes no memory.
  /// Valid until the next command.
  [[nodiscard]] std::expected<RelayPath, Refusal> relay_path(RelayEnd sender, RelayEnd receiver) const;

  /// The member of that id, or null for somebody in no room. Valid until the next command.
  [[nodiscard]] const Member* find(std::string_view id) const;
  /// The room of that name, or null. Valid until the next command.
  [[nodiscard]] const Room* find_room(std::string_view name) const;
  /// The room that `id` is in and a host of.
  [[nodiscard]] std::expected<const Room*, Refusal> hosted_by(const MemberId& id) const;

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::size_t member_count() const { return members_.size(); }
  /// Whether they wait to be let in somewhere.
  [[nodiscard]] bool waits(std::string_view id) const { return waiting_.contains(id); }
  [[nodiscard]] std::size_t waiting_count() const { return waiting_.size(); }
  [[nodiscard]] std::size_t chat_bytes() const { return chat_bytes_; }
  [[nodiscard]] const base::Counters<Forgotten>& forgotten() const { return forgotten_; }

 private:
  using Checked = std::expected<void, Refusal>;
  enum class Entry : std::uint8_t { enter, wait };

  // entry.cpp
  [[nodiscard]] Checked check(const JoinRequest& request) const;
  [[nodiscard]] std::expected<Entry, Refusal> check_entry(const MemberId& id, const JoinRequest& request);
  [[nodiscard]] Checked check_opening(const Member* member, const JoinRequest& request) const;
  [[nodiscard]] static Checked check_password(Room& room, const JoinRequest& request);
  [[nodiscard]] static bool returns_to(const Room& room, const JoinRequest& request);
  [[nodiscard]] static Role entry_role(const Room& room, const MemberId& id, const JoinRequest& request);
  void vacate(const MemberId& id);
  Room& open(const JoinRequest& request);
  void enter(Room& room, std::unique_ptr<Member> member);
  void sit_again(Member& member);

  // seats.cpp
  [[nodiscard]] Member* seat_of(const MemberId& id);
  void update(Member& member, const StateChange& change);
  void exit(const Member& member, ExitReason reason);
  void close(Room& room);

  // moderation.cpp
  [[nodiscard]] std::expected<Member*, Refusal> host(const MemberId& id);
  [[nodiscard]] std::expected<Member*, Refusal> addressed(const Member& host, std::string_view target);
  [[nodiscard]] static Ban ban_of(const Member& member);
  void ban(const Member& member);
  void settle_hosts(Room& room);
  void make_host(Member& member);
  void stop_sharing(Member& member, const Member& by);

  // waiting.cpp
  void wait(Room& room, std::unique_ptr<Member> member, base::TimePoint now);
  [[nodiscard]] Member* waiter(const Member& host, std::string_view target);
  [[nodiscard]] std::unique_ptr<Member> take_waiter(Member& member);
  void let_in(Member& member);
  void let_in_all(Room& room);
  void dismiss(Member& member, std::optional<Denial> denial);
  void end_lobby(Room& room);
  void tell_waiting(const Room& room);
  void tell_waiting_to(const Member& host);

  // conversation.cpp
  void keep(Room& room, const ChatMessage& message);

  // rooms.cpp
  [[nodiscard]] const Member* find(RelayEnd end) const;
  void forget_last_command();
  [[nodiscard]] MemberList others(const Member& member);
  [[nodiscard]] MemberList everybody(const Room& room);
  [[nodiscard]] MemberList hosts(const Room& room);
  [[nodiscard]] MemberList list(std::vector<const Member*> members);

  // Keys are views of the id inside the value.
  template <class Value>
  using Index = std::unordered_map<std::string_view, std::unique_ptr<Value>>;

  Options options_;
  Index<Member> members_;
  Index<Member> waiting_;
  Index<Room> rooms_;
  base::DeadlineQueue<std::string> waiting_until_;        // by public id
  base::DeadlineQueue<std::string> hosts_awaited_until_;  // by name of the room
  std::size_t chat_bytes_ = 0;                            // kept in all rooms
  std::uint64_t departures_ = 0;                          // members that left since the beginning
  base::Counters<Forgotten> forgotten_;
  // What the effects of the last command point to, kept until the next one.
  std::vector<Effect> effects_;
  std::deque<std::vector<const Member*>> lists_;
  std::vector<std::unique_ptr<Member>> departed_;
  std::vector<std::unique_ptr<Room>> closed_;
};

}  // namespace moim::rooms
