#include "vocabulary.h"

namespace moim::bench {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

std::string_view string_member(std::string_view text, std::string_view name) {
  const std::string key = quoted(name) + ":\"";
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + key.size());
  return text.substr(0, text.find('"'));
}

std::string_view event_name(std::string_view packet) {
  constexpr std::string_view kStart = "42[\"";
  if (!packet.starts_with(kStart)) return {};
  packet.remove_prefix(kStart.size());
  return packet.substr(0, packet.find('"'));
}

std::string join_room(std::string_view room, std::string_view email) {
  return R"(42["join_room",{"room":)" + quoted(room) + R"(,"email":)" + quoted(email) + "}]";
}

std::string offer(const Ends& ends, std::string_view sdp) {
  return R"(42["offer",{"sdp":)" + std::string(sdp) + R"(,"offerSendID":)" + quoted(ends.sender_id) +
         R"(,"offerSendEmail":)" + quoted(ends.sender_email) + R"(,"offerReceiveID":)" +
         quoted(ends.receiver_id) + "}]";
}

std::string answer(const Ends& ends, std::string_view sdp) {
  return R"(42["answer",{"sdp":)" + std::string(sdp) + R"(,"answerSendID":)" + quoted(ends.sender_id) +
         R"(,"answerReceiveID":)" + quoted(ends.receiver_id) + "}]";
}

std::string candidate(const Ends& ends, std::string_view candidate) {
  return R"(42["candidate",{"candidate":)" + std::string(candidate) + R"(,"candidateSendID":)" +
         quoted(ends.sender_id) + R"(,"candidateReceiveID":)" + quoted(ends.receiver_id) + "}]";
}

}  // namespace moim::bench
