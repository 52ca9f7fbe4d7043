#include "signaling/sealed_fields.h"

#include <cstddef>

namespace moim::signaling {
namespace {

// Well beyond the longest of ours (a room id all of escapes), so that nobody has us hash a megabyte.
constexpr std::size_t kMaxLength = 4'096;

}  // namespace

std::optional<std::string> open_sealed_fields(std::string_view purpose, std::string_view token,
                                              const crypto::Sealer& sealer, WallTime now) {
  if (token.size() > kMaxLength) return std::nullopt;
  auto opened = sealer.open(purpose, token);
  if (!opened || now >= expires_field(json::View{*opened})) return std::nullopt;  // our own writing: valid
  return opened;
}

std::string text_field(json::View object, std::string_view name) {
  return object.find(name).value_or(json::View{}).string().value_or("");
}

WallTime expires_field(json::View object) {
  const auto expires = object.find(kExpiresField).value_or(json::View{}).integer();
  return WallTime{std::chrono::milliseconds{expires.value_or(0)}};
}

}  // namespace moim::signaling
