#include "signaling/invitation.h"

#include "moim/json/write.h"

#include "signaling/sealed_fields.h"
#include "signaling/words.h"

namespace moim::signaling {
namespace {

constexpr std::string_view kPurpose = "invitation";

}  // namespace

std::string seal(const Invitation& invitation, const crypto::Sealer& sealer) {
  std::string text;
  json::ObjectWriter{text}
      .field("room", invitation.room)
      .field("role", to_string(invitation.role))
      .field(kExpiresField, invitation.expires.time_since_epoch().count());
  return sealer.seal(kPurpose, text);
}

std::optional<Invitation> open_invitation(std::string_view text, const crypto::Sealer& sealer, WallTime now) {
  const auto opened = open_sealed_fields(kPurpose, text, sealer, now);
  if (!opened) return std::nullopt;
  const json::View fields{*opened};
  return Invitation{.room = text_field(fields, "room"),
                    .role = to_role(text_field(fields, "role")),
                    .expires = expires_field(fields)};
}

}  // namespace moim::signaling
