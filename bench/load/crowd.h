#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "loop.h"
#include "person.h"

namespace moim::bench {

/// A number of people in rooms of four: number i sits in room i / 4 on seat i % 4.
class Crowd final : public Person::Observer {
 public:
  /// `size` must be a multiple of 4.
  Crowd(Loop& loop, Place place, std::size_t size);

  /// Returns when everyone has joined, and knows the others if the place says so. Throws if somebody could
  /// not.
  void gather();

  /// Starts at most `count` more people, and says whether there are any left to start.
  bool start_some(std::size_t count);
  /// Closes at most `count` more connections, from the first on, and says whether there are any left to
  /// close.
  bool dismiss_some(std::size_t count);
  /// Has everyone say now and then that they are still there, as their protocol has it. Call it every turn.
  void keep_alive(Nanos time);

  [[nodiscard]] std::size_t size() const { return people_.size(); }
  [[nodiscard]] std::size_t joined() const { return joined_; }
  /// Connections that have ended, and those of them that nobody had closed from here.
  [[nodiscard]] std::size_t gone() const { return gone_; }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  [[nodiscard]] Person& operator[](std::size_t index) { return *people_[index]; }
  [[nodiscard]] const Place& place() const { return place_; }

  /// Called with every relayed message that comes once everyone is introduced.
  std::function<void(Person& receiver, std::string_view packet)> relayed;

 private:
  void on_joined(Person&) override { ++joined_; }
  void on_introduced(Person&) override { ++introduced_; }
  void on_relayed(Person& receiver, std::string_view packet) override;
  void on_gone(Person& person, bool clean) override;
  [[nodiscard]] bool complete() const;
  void sort_by_slot();

  Loop& loop_;
  Place place_;
  std::vector<std::unique_ptr<Person>> people_;
  std::size_t started_ = 0;
  std::size_t joined_ = 0;
  std::size_t introduced_ = 0;
  std::size_t dismissed_ = 0;
  std::size_t gone_ = 0;
  std::size_t dropped_ = 0;
  Nanos alive_since_ = 0;       // when the round of pings began
  std::size_t kept_alive_ = 0;  // people who had their ping in it
};

}  // namespace moim::bench
