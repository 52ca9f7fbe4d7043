#include "moim/socketio/packet_writer.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "moim/base/check.h"

#include "placeholders.h"

namespace moim::socketio {
namespace {

// A buffer that one huge packet has grown beyond this is given back.
constexpr std::size_t kRetainedBytes = 64 * 1024;

PacketType with_attachments(PacketType type) {
  return type == PacketType::ack ? PacketType::binary_ack : PacketType::binary_event;
}

struct Edit {
  std::string_view old;  // in the list
  std::string text;
};

// What must change in `list`, which brings `own` attachments along, when `before` others stand before them in
// the packet: its placeholders count on. One that points to nothing came in as plain data and must not become
// a placeholder here, for it would end the receiver's connection: it is no longer marked by `true`.
std::vector<Edit> edits_of(std::string_view list, std::size_t own, std::size_t before) {
  std::vector<Edit> edits;
  for (const auto& [marker, number] : detail::find_placeholders(list)) {
    if (const auto index = detail::attachment_index(number, own)) {
      edits.push_back({number, std::to_string(*index + before)});
    } else {
      edits.push_back({marker, "1"});
    }
  }
  std::ranges::sort(edits, std::less<>{}, [](const Edit& edit) { return edit.old.data(); });
  return edits;
}

void append_edited(std::string& out, std::string_view list, const std::vector<Edit>& edits) {
  const char* copied = list.data();
  for (const auto& [old, text] : edits) {
    out.append(copied, old.data());
    out += text;
    copied = old.data() + old.size();
  }
  out.append(copied, list.data() + list.size());
}

}  // namespace

void PacketWriter::begin(Packet header, std::optional<std::string_view> name) {
  if (text_.capacity() > kRetainedBytes) text_ = {};
  text_.clear();
  attachments_.clear();
  expected_ = header.attachments;
  recoverable_ = header.is_event() && !header.id;
  if (header.attachments > 0) header.type = with_attachments(header.type);
  append_header(text_, header);
  text_ += '[';
  first_ = true;
  if (name) json::append_string(next(), *name);
}

EncodedPacket PacketWriter::finish() {
  MOIM_CHECK(attachments_.size() == expected_);
  text_ += ']';
  return {text_, attachments_, recoverable_};
}

std::string& PacketWriter::next() {
  if (!first_) text_ += ',';
  first_ = false;
  return text_;
}

void PacketWriter::add_binary(base::ByteView octets) {
  std::string& out = next();
  out += R"({"_placeholder":true,"num":)";
  json::append(out, attachments_.size());
  out += '}';
  attachments_.push_back(octets);
}

void PacketWriter::add_args(const Args& args) {
  if (!args.empty()) add_list(args.list(), args.attachments().size());
  attachments_.insert(attachments_.end(), args.attachments().begin(), args.attachments().end());
}

void PacketWriter::add_list(std::string_view list, std::size_t own) {
  if (own == expected_) {  // nothing else has attachments: untouched
    next() += list;
  } else {
    append_edited(next(), list, edits_of(list, own, attachments_.size()));
  }
}

}  // namespace moim::socketio
