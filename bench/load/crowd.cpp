#include "crowd.h"

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace moim::bench {
namespace {

// On their way into a room at the same time, when nobody is in a hurry: fewer than any server's backlog.
constexpr std::size_t kEntering = 100;

// Between two pings of one person; Engine.IO 3 servers give up after 25 + 5 s.
constexpr Nanos kPingInterval = 15 * kSecond;

}  // namespace

Crowd::Crowd(Loop& loop, Place place, std::size_t size) : loop_(loop), place_(std::move(place)) {
  if (size % kRoomSize != 0) throw std::invalid_argument("the number of connections must be a multiple of 4");
  people_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    people_.push_back(std::make_unique<Person>(loop_, place_, *this));
    people_.back()->index = i;
  }
}

void Crowd::gather() {
  while (!complete()) {
    const std::size_t entering = started_ - std::min(started_, joined_);
    if (entering < kEntering) start_some(kEntering - entering);
    loop_.turn(10 * kMillisecond);
    keep_alive(now());
    if (gone_ > 0) throw std::runtime_error("the server closed a connection while people were joining");
  }
  if (place_.dialect == Dialect::floor) sort_by_slot();
}

bool Crowd::complete() const { return joined_ == size() && (!place_.introduce || introduced_ == size()); }

bool Crowd::start_some(std::size_t count) {
  for (; count > 0 && started_ < size(); --count, ++started_) {
    if (!people_[started_]->enter(started_ / kRoomSize, started_ % kRoomSize)) {
      throw std::system_error(errno, std::generic_category(), "connect");
    }
  }
  return started_ < size();
}

bool Crowd::dismiss_some(std::size_t count) {
  for (; count > 0 && dismissed_ < size(); --count, ++dismissed_) people_[dismissed_]->leave();
  return dismissed_ < size();
}

void Crowd::keep_alive(Nanos time) {
  if (place_.dialect != Dialect::engineio3) return;
  if (time - alive_since_ > kPingInterval) {
    alive_since_ = time;
    kept_alive_ = 0;
  }
  // Spread over the first half of the interval, so that no burst of them disturbs what is measured.
  const Nanos elapsed = std::min(2 * (time - alive_since_), kPingInterval);
  const auto due = static_cast<std::size_t>(static_cast<double>(size()) * static_cast<double>(elapsed) /
                                            static_cast<double>(kPingInterval));
  for (; kept_alive_ < due; ++kept_alive_) people_[kept_alive_]->ping();
}

void Crowd::on_relayed(Person& receiver, std::string_view packet) {
  if (relayed) relayed(receiver, packet);
}

void Crowd::on_gone(Person&, bool clean) {
  ++gone_;
  if (!clean) ++dropped_;
}

// The floor seats people by itself, in the order it accepted them.
void Crowd::sort_by_slot() {
  std::ranges::sort(people_, {}, [](const auto& person) { return person->slot(); });
  const std::size_t first = people_.front()->slot();
  for (std::size_t i = 0; i < size(); ++i) {
    people_[i]->index = i;
    if (first % kRoomSize != 0 || people_[i]->slot() != first + i) {
      throw std::runtime_error("the floor has gaps in its rooms: slot " + std::to_string(people_[i]->slot()) +
                               " where " + std::to_string(first + i) + " should be");
    }
  }
}

}  // namespace moim::bench
