#include "traffic.h"

namespace moim::bench {

Traffic::Traffic(Crowd& crowd, const Load& load) : crowd_(crowd), spread_(load.spread), next_(crowd.size()) {
  lanes_.reserve(crowd.size() * spread_);
  for (std::size_t sender = 0; sender < crowd.size(); ++sender) {
    for (std::size_t turn = 0; turn < spread_; ++turn) lanes_.push_back(make_lane(sender, turn, load));
  }
}

Traffic::Lane Traffic::make_lane(std::size_t sender, std::size_t turn, const Load& load) {
  const std::size_t first = sender - sender % kRoomSize;
  const std::size_t seat = (sender + 1 + turn) % kRoomSize;
  Lane lane{.receiver = first + seat, .packet = {}, .expected = turn};
  const Person& person = crowd_[sender];
  const Ends ends{person.own_id(), person.email(), person.mate(seat)};
  const auto packet_of = [&](std::string_view document) {
    return load.kind == DocumentKind::candidate ? candidate(ends, document) : offer(ends, document);
  };
  const std::size_t around = packet_of({}).size();
  const std::string document =
      make_document(load.kind, {sender, lane.receiver, 0}, load.bytes > around ? load.bytes - around : 0);
  lane.packet = packet_of(document);
  lane.document_at = lane.packet.find(document);
  lane.document_size = document.size();
  lane.mark_at = find_mark(document);
  return lane;
}

void Traffic::send(std::size_t sender) {
  const std::uint64_t number = next_[sender]++;
  Lane& lane = lanes_[sender * spread_ + number % spread_];
  write_number(lane.packet, lane.document_at + lane.mark_at, number);
  crowd_[sender].send(lane.packet);
  ++sent_;
}

std::optional<Arrival> Traffic::receive(const Person& receiver, std::string_view packet) {
  const std::size_t mark_at = find_mark(packet);
  const auto mark = read_mark(packet, mark_at);
  Lane* lane = mark ? lane_to(*mark) : nullptr;
  if (lane == nullptr || !is_intact(*lane, packet, mark_at)) {
    ++damaged_;
  } else if (mark->receiver != receiver.index) {
    ++misdelivered_;
  } else if (!names_sender(receiver, *mark, packet)) {
    ++wrong_sender_;
  } else if (mark->number != lane->expected) {
    ++reordered_;
  } else {
    lane->expected += spread_;
    ++received_;
    return Arrival{mark->sender, mark->number};
  }
  return std::nullopt;
}

Traffic::Lane* Traffic::lane_to(const Mark& mark) {
  if (mark.sender >= crowd_.size()) return nullptr;
  Lane& lane = lanes_[mark.sender * spread_ + mark.number % spread_];
  return lane.receiver == mark.receiver ? &lane : nullptr;
}

// The document must be what was sent, octet for octet; the number in it was looked at already.
bool Traffic::is_intact(const Lane& lane, std::string_view packet, std::size_t mark_at) {
  if (mark_at < lane.mark_at || packet.size() - (mark_at - lane.mark_at) < lane.document_size) return false;
  const std::string_view came = packet.substr(mark_at - lane.mark_at, lane.document_size);
  const std::string_view went = std::string_view(lane.packet).substr(lane.document_at, lane.document_size);
  const std::size_t number_end = lane.mark_at + kMarkSize;
  const std::size_t number_at = number_end - kNumberSize;
  return came.substr(0, number_at) == went.substr(0, number_at) &&
         came.substr(number_end) == went.substr(number_end);
}

// With the floor there are no ids.
bool Traffic::names_sender(const Person& receiver, const Mark& mark, std::string_view packet) {
  const std::string& id = receiver.mate(mark.sender % kRoomSize);
  return id.empty() || packet.rfind(id) != std::string_view::npos;
}

}  // namespace moim::bench
