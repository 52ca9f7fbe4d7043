#include "support/witness.h"

#include <algorithm>
#include <charconv>

#include "moim/base/check.h"
#include "moim/socketio/packet_writer.h"

namespace moim::fuzz {
namespace {

using nlohmann::json;

std::size_t session_of(std::string_view address) {
  std::size_t session = 0;
  const auto end = address.data() + address.size();
  MOIM_CHECK(std::from_chars(address.data(), end, session).ptr == end);
  return session;
}

const std::string& text_in(const json& object, const char* name) {
  MOIM_CHECK(object.contains(name) && object[name].is_string());
  return object[name].get_ref<const std::string&>();
}

}  // namespace

void Witness::entered(const rooms::Member& member, std::string_view address) {
  const std::size_t session = session_of(address);
  const std::string id{member.id.view()};
  const std::string room{member.room->id()};
  MOIM_CHECK(!seats_.contains(session));
  const Ids others = others_in(room, id);
  MOIM_CHECK(others.size() < max_participants_);
  MOIM_CHECK(known_[session] == others);  // all_users came before
  seats_[session] = {id, room};
}

void Witness::exited(const rooms::Member& member, rooms::ExitReason) {
  const auto seat =
      std::ranges::find_if(seats_, [&](const auto& s) { return s.second.id == member.id.view(); });
  MOIM_CHECK(seat != seats_.end() && seat->second.room == member.room->id());
  known_.erase(seat->first);
  seats_.erase(seat);
}

void Witness::moderated(const rooms::Member& host, signaling::Act, std::string_view) {
  MOIM_CHECK(std::ranges::any_of(seats_, [&](const auto& s) { return s.second.id == host.id.view(); }));
}

std::string_view Witness::id_of(std::size_t session) const {
  const auto seat = seats_.find(session);
  return seat == seats_.end() ? std::string_view{} : seat->second.id;
}

void Witness::sent(std::size_t session, bool binary, std::string_view payload) {
  MOIM_CHECK(!binary);  // documents with attachments are refused
  const auto packet = socketio::parse_packet(payload, limits_);
  MOIM_CHECK(packet.has_value() && packet->attachments == 0);
  if (packet->data.empty()) return;
  const json data = json::parse(packet->data, nullptr, false);
  MOIM_CHECK(!data.is_discarded());
  if (packet->is_ack()) {
    MOIM_CHECK(data.is_array() && data.size() == 1 && data[0].contains("ok") && data[0]["ok"].is_boolean());
    MOIM_CHECK(data[0]["ok"].get<bool>() || data[0]["error"]["code"].is_string());
  } else if (packet->is_event()) {
    MOIM_CHECK(data.is_array() && !data.empty() && data[0].is_string());
    event(session, data[0].get<std::string>(), data.size() > 1 ? data[1] : json{});
  }
}

void Witness::event(std::size_t session, const std::string& name, const json& payload) {
  if (name == "room_full" || name == "request_error") return;
  Ids& known = known_[session];
  if (name == "all_users") {
    known.clear();
    for (const json& user : payload) MOIM_CHECK(known.insert(text_in(user, "id")).second);
    return;
  }
  if (name == "admitted" || name == "denied" || name == "removed") return door_event(name, payload);
  MOIM_CHECK(seats_.contains(session));
  room_event(session, name, payload);
}

// What also who waits is told, who has no seat.
void Witness::door_event(const std::string& name, const json& payload) const {
  if (name == "admitted") {
    MOIM_CHECK(payload["ok"] == true && payload["users"].size() < max_participants_);
  } else {
    static_cast<void>(text_in(payload, name == "denied" ? "reason" : "by"));
  }
}

void Witness::room_event(std::size_t session, const std::string& name, const json& payload) {
  Ids& known = known_[session];
  if (name == "user_enter") {
    const std::string& id = text_in(payload, "id");
    MOIM_CHECK(others_in(seats_[session].room, seats_[session].id).contains(id));
    MOIM_CHECK(known.insert(id).second);
  } else if (name == "user_exit") {
    MOIM_CHECK(known.erase(text_in(payload, "id")) == 1);
  } else if (name == "user_state") {
    const std::string& id = text_in(payload, "id");
    MOIM_CHECK(known.contains(id) || id == seats_[session].id);
  } else if (name == "room_settings") {
    MOIM_CHECK(payload["locked"].is_boolean() && payload["chat"].is_string());
  } else if (name == "waiting") {
    for (const json& waiter : payload) MOIM_CHECK(!known.contains(text_in(waiter, "id")));
  } else if (name == "chat") {
    MOIM_CHECK(known.contains(text_in(payload, "from")) && !text_in(payload, "text").empty());
  } else if (name == "reaction") {
    MOIM_CHECK(known.contains(text_in(payload, "id")));
  } else if (name == "state_asked") {
    const std::string& by = text_in(payload, "by");  // oneself, where a host steps down while sharing
    MOIM_CHECK((known.contains(by) || by == seats_[session].id) && payload["on"].is_boolean());
  } else if (name == "getOffer") {
    MOIM_CHECK(payload.contains("sdp") && known.contains(text_in(payload, "offerSendID")));
  } else if (name == "getAnswer") {
    MOIM_CHECK(payload.contains("sdp") && known.contains(text_in(payload, "answerSendID")));
  } else {
    MOIM_CHECK(name == "getCandidate" && payload.contains("candidate"));
    MOIM_CHECK(known.contains(text_in(payload, "candidateSendID")));
  }
}

void Witness::check(const signaling::Statistics& statistics) const {
  MOIM_CHECK(statistics.members == seats_.size());
  MOIM_CHECK(statistics.entered - statistics.exited == seats_.size());
  Ids rooms;
  for (const auto& [session, seat] : seats_) {
    rooms.insert(seat.room);
    if (ending_) continue;
    const auto known = known_.find(session);
    MOIM_CHECK((known == known_.end() ? Ids{} : known->second) == others_in(seat.room, seat.id));
  }
  MOIM_CHECK(statistics.rooms == rooms.size());
}

Witness::Ids Witness::others_in(const std::string& room, std::string_view but) const {
  Ids ids;
  for (const auto& [session, seat] : seats_) {
    if (seat.room == room && seat.id != but) ids.insert(seat.id);
  }
  return ids;
}

}  // namespace moim::fuzz
