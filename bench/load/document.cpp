#include "document.h"

#include <charconv>

namespace moim::bench {
namespace {

// A mark looks like ~000012>000013#000000000042. No id that a server makes up has a tilde in it.
constexpr char kMarkStart = '~';
constexpr std::size_t kPersonSize = 6;
static_assert(kMarkSize == 1 + kPersonSize + 1 + kPersonSize + 1 + kNumberSize);

std::string digits(std::uint64_t value, std::size_t width) {
  const std::string plain = std::to_string(value);
  return std::string(width - plain.size(), '0') + plain;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string mark_text(const Mark& mark) {
  return kMarkStart + digits(mark.sender, kPersonSize) + '>' + digits(mark.receiver, kPersonSize) + '#' +
         digits(mark.number, kNumberSize);
}

std::string make_candidate(const std::string& mark, std::size_t size) {
  const std::string start =
      R"({"candidate":"candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx ufrag )" + mark;
  const std::string end = R"(","sdpMid":"0","sdpMLineIndex":0})";
  const std::size_t least = start.size() + end.size();
  return start + std::string(size > least ? size - least : 0, 'x') + end;
}

std::string make_offer(const std::string& mark, std::size_t size) {
  std::string sdp = R"({"type":"offer","sdp":"v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=)" +
                    mark + R"(\r\nt=0 0\r\na=group:BUNDLE 0 1\r\nm=video 9 UDP/TLS/RTP/SAVPF)";
  const std::string end = R"(\r\n"})";
  for (int payload_type = 96;; payload_type = payload_type == 127 ? 96 : payload_type + 1) {
    const std::string line = R"(\r\na=rtpmap:)" + std::to_string(payload_type) + R"( VP8/90000\r\na=fmtp:)" +
                             std::to_string(payload_type) + " apt=96;x-google-profile-id=0";
    if (sdp.size() + line.size() + end.size() > size) break;
    sdp += line;
  }
  const std::size_t least = sdp.size() + end.size();
  return sdp + std::string(size > least ? size - least : 0, 'x') + end;
}

}  // namespace

std::string make_document(DocumentKind kind, const Mark& mark, std::size_t size) {
  const std::string text = mark_text(mark);
  return kind == DocumentKind::candidate ? make_candidate(text, size) : make_offer(text, size);
}

std::size_t find_mark(std::string_view text) { return text.find(kMarkStart); }

std::optional<Mark> read_mark(std::string_view text, std::size_t at) {
  if (at > text.size() || text.size() - at < kMarkSize) return std::nullopt;
  text = text.substr(at, kMarkSize);
  if (text[0] != kMarkStart || text[1 + kPersonSize] != '>' || text[kMarkSize - kNumberSize - 1] != '#')
    return std::nullopt;
  const auto sender = read_number(text.substr(1, kPersonSize));
  const auto receiver = read_number(text.substr(2 + kPersonSize, kPersonSize));
  const auto number = read_number(text.substr(kMarkSize - kNumberSize));
  if (!sender || !receiver || !number) return std::nullopt;
  return Mark{*sender, *receiver, *number};
}

void write_number(std::string& text, std::size_t at, std::uint64_t number) {
  char* digit = text.data() + at + kMarkSize;
  for (std::size_t i = 0; i < kNumberSize; ++i, number /= 10) *--digit = static_cast<char>('0' + number % 10);
}

}  // namespace moim::bench
