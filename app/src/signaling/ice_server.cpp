#include "signaling/ice_server.h"

#include "moim/json/write.h"

namespace moim::signaling {

std::string to_json(std::span<const IceServer> servers) {
  std::string out;
  json::ArrayWriter list{out};
  for (const IceServer& server : servers) {
    json::ObjectWriter object{list.next()};
    object.field("urls", server.urls);
    if (!server.username.empty()) object.field("username", server.username);
    if (!server.credential.empty()) object.field("credential", server.credential);
  }
  return out;
}

}  // namespace moim::signaling
