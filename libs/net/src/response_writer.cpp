#include "response_writer.h"

#include <array>
#include <charconv>

namespace moim::net {
namespace {

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

bool has_length(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) {
    const auto octet = static_cast<unsigned char>(c);
    out += octet < 0x20 || octet == 0x7f ? ' ' : c;
  }
  out += "\r\n";
}

bool sends_body(const HttpResponse& response, const ResponseFraming& framing) {
  return !framing.head && has_length(response.status);
}

void append_head(std::string& out, const HttpResponse& response, const ResponseFraming& framing) {
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" ").append(reason_phrase(response.status)).append("\r\n");
  if (!framing.date.empty()) append_header(out, "Date", framing.date);
  if (!response.content_type.empty()) append_header(out, "Content-Type", response.content_type);
  if (has_length(response.status)) {
    out += "Content-Length: ";
    append_number(out, response.body.octets().size());
    out += "\r\n";
  }
  if (!framing.keep_alive) {
    out += "Connection: close\r\n";
  } else if (!framing.http_1_1) {
    out += "Connection: keep-alive\r\n";
  }
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  out.append(framing.extra).append("\r\n");
}

}  // namespace moim::net
