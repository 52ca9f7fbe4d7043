#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/json/view.h"

namespace moim::socketio {

/// One argument of raw bytes: arrives as an ArrayBuffer, Buffer or Blob.
struct Binary {
  base::ByteView octets;
};

/// The arguments of a received event or acknowledgement, as raw JSON and binary attachments. A view: valid
/// while the handler it was given to runs; keep an OwnedArgs for longer.
///
/// Passing an Args to `emit` sends all of it on untouched: the same bytes of JSON, the same attachments.
class Args {
 public:
  using iterator = json::Elements::iterator;

  Args() = default;
  /// `list`: validated JSON values separated by commas, without brackets.
  explicit Args(std::string_view list, std::span<const base::ByteView> attachments = {})
      : list_(list), attachments_(attachments) {}

  [[nodiscard]] bool empty() const { return list_.empty(); }
  /// Counts: walks the arguments.
  [[nodiscard]] std::size_t size() const { return json::Elements{list_}.size(); }
  /// The argument at `index`; null when there are fewer.
  [[nodiscard]] json::View operator[](std::size_t index) const;
  [[nodiscard]] iterator begin() const { return json::Elements{list_}.begin(); }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  /// The bytes `value` stands for, if it is a placeholder; `value` may be an argument or anything nested in
  /// one.
  [[nodiscard]] std::optional<base::ByteView> binary(json::View value) const;

  [[nodiscard]] std::string_view list() const { return list_; }
  [[nodiscard]] std::span<const base::ByteView> attachments() const { return attachments_; }

 private:
  std::string_view list_;
  std::span<const base::ByteView> attachments_;
};

/// Arguments that outlive the handler.
class OwnedArgs {
 public:
  OwnedArgs() = default;
  explicit OwnedArgs(const Args& args)
      : list_(args.list()), attachments_(args.attachments().begin(), args.attachments().end()) {}

  /// Calls `use` with a view of it.
  template <class Use>
  decltype(auto) view(Use&& use) const {
    const std::vector<base::ByteView> attachments(attachments_.begin(), attachments_.end());
    return std::forward<Use>(use)(Args{list_, attachments});
  }

 private:
  std::string list_;
  std::vector<base::Bytes> attachments_;
};

}  // namespace moim::socketio
