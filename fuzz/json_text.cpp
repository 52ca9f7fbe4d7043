// JSON of strangers: accepted exactly when nlohmann's parser accepts it, read the same, and any text written
// as a string is read back the same.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "moim/base/check.h"
#include "moim/json/nlohmann.h"
#include "moim/json/validator.h"
#include "moim/json/view.h"
#include "moim/json/write.h"

#include "support/input.h"

namespace moim::fuzz {
namespace {

using moim::json::Invalid;
using moim::json::Validator;
using moim::json::View;
using nlohmann::json;

/// What nlohmann's parser says, with the depth we count: of containers that hold something.
class Judge final : public nlohmann::json_sax<json> {
 public:
  [[nodiscard]] std::size_t depth() const { return deepest_; }
  /// A number beyond the range of double is JSON, but not for nlohmann.
  [[nodiscard]] bool out_of_range() const { return out_of_range_; }

  bool null() override { return scalar(); }
  bool boolean(bool) override { return scalar(); }
  bool number_integer(number_integer_t) override { return scalar(); }
  bool number_unsigned(number_unsigned_t) override { return scalar(); }
  bool number_float(number_float_t, const string_t&) override { return scalar(); }
  bool string(string_t&) override { return scalar(); }
  bool binary(binary_t&) override { return scalar(); }
  bool key(string_t&) override { return scalar(); }
  bool start_object(std::size_t) override { return start(); }
  bool start_array(std::size_t) override { return start(); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    out_of_range_ = error.id == 406;
    return false;
  }

 private:
  bool scalar() {
    deepest_ = std::max(deepest_, open_);
    return true;
  }
  bool start() {
    deepest_ = std::max(deepest_, open_++);
    return true;
  }
  bool end() {
    --open_;
    return true;
  }

  std::size_t open_ = 0;
  std::size_t deepest_ = 0;
  bool out_of_range_ = false;
};

// Marks that nlohmann skips or takes for the end.
bool has_quirk(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") || text.find('\0') != std::string_view::npos;
}

void check_same(View view, const json& expected);

void check_object(View view, const json& expected) {
  std::size_t fields = 0;
  for (const auto& field : view.fields()) {
    const auto key = field.key.string();
    MOIM_CHECK(key && expected.contains(*key));
    check_same(*view.find(*key), expected[*key]);
    if (++fields > 8) break;  // find() walks the object
  }
  MOIM_CHECK(expected.empty() == (fields == 0));
}

void check_same(View view, const json& expected) {
  switch (view.kind()) {
    case moim::json::Kind::null:
      return MOIM_CHECK(expected.is_null());
    case moim::json::Kind::boolean:
      return MOIM_CHECK(expected.is_boolean() && view.boolean() == expected.get<bool>());
    case moim::json::Kind::number:
      MOIM_CHECK(expected.is_number());
      // What is too small for a double is 0 to nlohmann's parser.
      if (const auto number = view.number()) {
        MOIM_CHECK(number == expected.get<double>());
      } else {
        MOIM_CHECK(std::abs(expected.get<double>()) < std::numeric_limits<double>::min());
      }
      if (const auto integer = view.integer()) MOIM_CHECK(expected == json(*integer));
      return;
    case moim::json::Kind::string:
      return MOIM_CHECK(expected.is_string() && view.string() == expected.get<std::string>());
    case moim::json::Kind::array: {
      MOIM_CHECK(expected.is_array() && view.elements().size() == expected.size());
      std::size_t at = 0;
      for (const View element : view.elements()) check_same(element, expected[at++]);
      return;
    }
    case moim::json::Kind::object:
      MOIM_CHECK(expected.is_object());
      return check_object(view, expected);
  }
}

void check_document(std::string_view text) {
  static Validator validator;
  const auto view = validator.validate(text);
  if (view) MOIM_CHECK(moim::json::valid_utf8(text));
  if (has_quirk(text)) return MOIM_CHECK(!view);
  Judge judge;
  const bool accepted = json::sax_parse(text, &judge);
  if (judge.out_of_range()) return;
  if (accepted && judge.depth() > moim::json::kMaxDepth)
    return MOIM_CHECK(!view && view.error() == Invalid::depth);
  MOIM_CHECK(view.has_value() == accepted);
  if (view) check_same(*view, json::parse(text));
}

void check_string(std::string_view text) {
  std::string written;
  moim::json::append_string(written, text);
  const auto read = json::parse(written, nullptr, false);
  MOIM_CHECK(read.is_string());
  if (moim::json::valid_utf8(text)) {
    MOIM_CHECK(read.get_ref<const std::string&>() == text);
    MOIM_CHECK(View{written}.string() == text && View{written}.equals(text));
  }
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  const Exact text{text_of(data, size)};
  check_document(text.view());
  check_string(text.view());
  return 0;
}
