#include "startup/banner.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "startup/qr.h"

namespace moim::app {
namespace {

constexpr std::size_t kLabelWidth = 20;
constexpr std::size_t kMaxLinks = 4;         // of one kind; more would hide the one that works
constexpr std::size_t kComfortableMesh = 6;  // people whose videos most uplinks and laptops still carry

void append_line(std::string& out, std::string_view label, std::string_view text) {
  out.append("  ").append(label);
  out.append(kLabelWidth - label.size(), ' ').append(text).append("\n");
}

void append_links(std::string& out, std::string_view label, std::span<const std::string> links) {
  for (const std::string& link : links.first(std::min(links.size(), kMaxLinks))) {
    append_line(out, label, link);
    label = {};
  }
}

void append_network(std::string& out, const BannerFacts& facts) {
  const Links& links = facts.links;
  append_links(out, "On your network", links.network);
  if (!links.network.empty() && facts.self_signed_fingerprint) {
    append_line(out, "", "Browsers warn about it once, because moim made the certificate itself (SHA-256");
    append_line(out, "", *facts.self_signed_fingerprint + ")");
  }
  if (!links.network.empty() || links.public_url) return;
  if (links.insecure.empty()) {
    append_line(out, "On your network",
                "not reachable; --tls-self-signed opens it for phones and others nearby");
    return;
  }
  append_links(out, "On your network", links.insecure);
  append_line(
      out, "",
      "Browsers give no camera there without HTTPS: add --tls-self-signed, or a proxy and --public-url");
}

std::string qr_target(const Links& links) {
  if (links.public_url) return *links.public_url;
  return links.network.empty() ? "" : links.network.front();
}

void append_qr(std::string& out, const BannerFacts& facts) {
  const std::string target = qr_target(facts.links);
  if (!facts.terminal || target.empty()) return;
  out.append("\n").append(draw_qr(target, facts.colors ? QrColors::set : QrColors::inherit));
}

void append_notes(std::string& out, const BannerFacts& facts) {
  std::string people = "up to " + std::to_string(facts.max_participants) + " (--max-participants)";
  if (facts.max_participants > kComfortableMesh) {
    people += "; everybody uploads to everybody, so beyond " + std::to_string(kComfortableMesh) +
              " turn cameras off";
  }
  append_line(out, "People in a room", people);
  if (facts.has_ice_servers) return;
  append_line(out, "Beyond one network",
              "calls may not connect: no STUN or TURN server is set (--ice-server)");
}

}  // namespace

std::string banner_text(const BannerFacts& facts) {
  std::string out = "\nmoim " + facts.version + "\n\n";
  if (facts.links.public_url) append_line(out, "Open", *facts.links.public_url);
  if (!facts.links.here.empty()) append_line(out, "On this computer", facts.links.here);
  append_network(out, facts);
  append_qr(out, facts);
  out += '\n';
  append_notes(out, facts);
  return out + "\n";
}

}  // namespace moim::app
