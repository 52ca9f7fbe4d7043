#include "signaling/seat_token.h"

#include "moim/json/write.h"

#include "signaling/sealed_fields.h"
#include "signaling/words.h"

namespace moim::signaling {
namespace {

constexpr std::string_view kPurpose = "seat";

}  // namespace

std::string seal(const SeatToken& token, const crypto::Sealer& sealer) {
  std::string text;
  json::ObjectWriter{text}
      .field("room", token.room)
      .field("id", token.id)
      .field("call", token.call)
      .field("role", to_string(token.role))
      .field(kExpiresField, token.expires.time_since_epoch().count());
  return sealer.seal(kPurpose, text);
}

std::optional<SeatToken> open_seat_token(std::string_view text, const crypto::Sealer& sealer, WallTime now) {
  const auto opened = open_sealed_fields(kPurpose, text, sealer, now);
  if (!opened) return std::nullopt;
  const json::View fields{*opened};
  return SeatToken{.room = text_field(fields, "room"),
                   .id = text_field(fields, "id"),
                   .call = text_field(fields, "call"),
                   .role = to_role(text_field(fields, "role")),
                   .expires = expires_field(fields)};
}

}  // namespace moim::signaling
