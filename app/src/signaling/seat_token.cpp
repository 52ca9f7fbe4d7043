#include "signaling/seat_token.h"

#include <cstddef>

#include "moim/json/view.h"
#include "moim/json/write.h"

namespace moim::signaling {
namespace {

constexpr std::string_view kPurpose = "seat";
// Well beyond the longest of ours (a room id all of escapes), so that nobody has us hash a megabyte.
constexpr std::size_t kMaxLength = 4'096;

std::string text_of(json::View object, std::string_view name) {
  return object.find(name).value_or(json::View{}).string().value_or("");
}

}  // namespace

std::string seal(const SeatToken& token, const crypto::Sealer& sealer) {
  std::string text;
  json::ObjectWriter{text}
      .field("room", token.room)
      .field("id", token.id)
      .field("call", token.call)
      .field("expires", token.expires.time_since_epoch().count());
  return sealer.seal(kPurpose, text);
}

std::optional<SeatToken> open_seat_token(std::string_view text, const crypto::Sealer& sealer, WallTime now) {
  if (text.size() > kMaxLength) return std::nullopt;
  const auto opened = sealer.open(kPurpose, text);
  if (!opened) return std::nullopt;
  const json::View object{*opened};  // our own writing: valid
  SeatToken token{.room = text_of(object, "room"),
                  .id = text_of(object, "id"),
                  .call = text_of(object, "call"),
                  .expires = {}};
  const auto expires = object.find("expires").value_or(json::View{}).integer();
  token.expires = WallTime{std::chrono::milliseconds{expires.value_or(0)}};
  if (token.id.empty() || now >= token.expires) return std::nullopt;
  return token;
}

}  // namespace moim::signaling
