#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "moim/json/view.h"
#include "moim/json/write.h"
#include "moim/rooms/member.h"
#include "moim/rooms/room.h"

#include "signaling/fault.h"
#include "signaling/relay_kind.h"
#include "signaling/room_message.h"

// What the server sends, each written straight into the packet that carries it. All are views, valid during
// the emit.
namespace moim::signaling {

/// `{id, email, state, role, hand}`, and `away: true` while so: an entry of `all_users`, and the payload of
/// `user_enter` and `user_state`.
struct User {
  const rooms::Member& member;
};

/// The payload of `all_users`.
struct Users {
  rooms::MemberList members;
};

/// The payload of `user_exit` and `user_away`.
struct UserId {
  const rooms::Member& member;
};

/// The payload of `user_back`.
struct UserBack {
  const rooms::Member& member;
  bool fresh;
};

/// The payload of `getOffer`, `getAnswer` and `getCandidate`.
struct Relayed {
  const RelayKind& kind;
  json::View document;
  const rooms::Member& sender;
};

/// The acknowledgement of `join_room`, and the payload of `admitted`.
struct JoinAck {
  const rooms::Member& self;
  rooms::MemberList users;
  std::size_t limit;
  std::string_view ice_servers;  ///< JSON
  std::string seat;
  std::chrono::milliseconds hold;
  bool resumed;
};

/// The acknowledgement of everything else.
struct OkAck {};

/// The acknowledgement of what was not carried out.
struct FaultAck {
  const Fault& fault;
};

/// The payload of `request_error`.
struct RequestError {
  std::string_view event;
  const Fault& fault;
};

void append(std::string& out, const User& message);
void append(std::string& out, const Users& message);
void append(std::string& out, const UserId& message);
void append(std::string& out, const UserBack& message);
void append(std::string& out, const Relayed& message);
void append(std::string& out, const JoinAck& message);
void append(std::string& out, const OkAck& message);
void append(std::string& out, const FaultAck& message);
void append(std::string& out, const RequestError& message);

/// What can be written as above.
template <class T>
concept Message = requires(std::string& out, const T& message) { signaling::append(out, message); };

}  // namespace moim::signaling

template <moim::signaling::Message T>
struct moim::json::Writer<T> {
  static void append(std::string& out, const T& message) { moim::signaling::append(out, message); }
};
