// Hands, chat and reactions.
#include <utility>

#include "moim/rooms/rooms.h"

namespace moim::rooms {
namespace {

// Of valid UTF-8: every octet but the continuing ones begins a code point (RFC 3629 section 3).
std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char octet) { return (static_cast<unsigned char>(octet) & 0xc0U) != 0x80U; }));
}

bool includes(Audience audience, Role role) {
  return audience == Audience::everyone || (audience == Audience::hosts && role == Role::host);
}

}  // namespace

Rooms::Result Rooms::raise_hand(const MemberId& id, bool raised) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if ((member->hand != 0) == raised) return effects_;
  member->hand = raised ? ++member->room->hands_ : 0;
  effects_.push_back(StateChanged{.to = everybody(*member->room), .who = member});
  return effects_;
}

Rooms::Result Rooms::lower_hand(const MemberId& host_id, std::string_view target) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  const auto member = addressed(**by, target);
  if (!member) return std::unexpected{member.error()};
  if (std::exchange((*member)->hand, 0) != 0)
    effects_.push_back(StateChanged{.to = everybody(*(*member)->room), .who = *member});
  return effects_;
}

Rooms::Result Rooms::lower_all_hands(const MemberId& host_id) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  const Room& room = *(*by)->room;
  const MemberList all = everybody(room);
  for (const Member* each : all) {
    Member& member = *members_.at(each->id.view());
    if (std::exchange(member.hand, 0) != 0) effects_.push_back(StateChanged{.to = all, .who = &member});
  }
  return effects_;
}

Rooms::Result Rooms::say(const MemberId& id, const Utterance& words, base::TimePoint now, WallTime at) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (words.text.empty() || code_points(words.text) > options_.max_chat_text)
    return std::unexpected{Refusal::chat_length};
  if (words.key.size() > options_.max_chat_key) return std::unexpected{Refusal::chat_key_length};
  if (member->last_said && !words.key.empty() && words.key == member->last_said->key) {
    effects_.push_back(Said{.to = list({}), .message = &member->last_said->message});
    return effects_;
  }
  Room& room = *member->room;
  if (!includes(room.settings_.chat, member->role)) return std::unexpected{Refusal::not_allowed};
  if (!member->chat_rate.take(options_.chat_rate, now)) return std::unexpected{Refusal::too_fast};
  member->last_said = std::make_unique<const LastSaid>(LastSaid{.key = std::string{words.key},
                                                                .message = {.number = ++room.messages_,
                                                                            .from = std::string{id.view()},
                                                                            .label = member->label,
                                                                            .text = std::string{words.text},
                                                                            .at = at}});
  const ChatMessage& message = member->last_said->message;
  keep(room, message);
  effects_.push_back(Said{.to = others(*member), .message = &message});
  return effects_;
}

void Rooms::keep(Room& room, const ChatMessage& message) {
  const std::size_t elsewhere = chat_bytes_ - room.chat_.bytes();
  const std::size_t in_all = options_.max_chat_bytes_in_all;
  const std::size_t left = in_all - std::min(elsewhere, in_all);
  forgotten_.add(Forgotten::chat_message, room.chat_.keep(message, options_.max_chat_messages,
                                                          std::min(options_.max_chat_bytes, left)));
  chat_bytes_ = elsewhere + room.chat_.bytes();
}

Rooms::Result Rooms::react(const MemberId& id, Reaction reaction, base::TimePoint now) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (!member->reaction_rate.take(options_.reaction_rate, now)) return std::unexpected{Refusal::too_fast};
  effects_.push_back(Reacted{.to = others(*member), .who = member, .reaction = reaction});
  return effects_;
}

}  // namespace moim::rooms
