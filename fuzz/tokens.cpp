// What strangers carry for us: seat tokens and invitations. What was sealed reads back the same until it
// expires; under another key, as the other kind, or with an octet of it touched it is nothing, and so is what
// we never sealed. The input is a script: a number for kind and role; a line each for room, id, call, when it
// expires and what time it is; a change; and a text that is tried as a token and sealed as one.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "moim/base/check.h"
#include "moim/json/validator.h"

#include "signaling/invitation.h"
#include "signaling/seat_token.h"
#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace signaling;
using std::chrono::milliseconds;

constexpr std::size_t kMaxRoom = 128;  // as rooms::Options has it
constexpr std::size_t kMaxId = 64;

const crypto::Sealer& own_sealer() {
  static const crypto::Sealer sealer{std::string(32, 'k')};
  return sealer;
}

const crypto::Sealer& foreign_sealer() {
  static const crypto::Sealer sealer{std::string(32, 'K')};
  return sealer;
}

// How each kind is opened, and under what purpose it is sealed.
struct SeatKind {
  static constexpr std::string_view kPurpose = "seat";
  static auto open(std::string_view text, const crypto::Sealer& sealer, WallTime now) {
    return open_seat_token(text, sealer, now);
  }
};
struct InvitationKind {
  static constexpr std::string_view kPurpose = "invitation";
  static auto open(std::string_view text, const crypto::Sealer& sealer, WallTime now) {
    return open_invitation(text, sealer, now);
  }
};

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

WallTime take_time(std::string_view& rest) {
  return WallTime{milliseconds{number_of(take_until(rest, '\n'))}};
}

// All that is put into a token came out of validated JSON, so it is UTF-8.
std::string take_text(std::string_view& rest, std::size_t most) {
  const std::string text{take_until(rest, '\n').substr(0, most)};
  return json::valid_utf8(text) ? text : "not UTF-8";
}

void check_opens_nothing(std::string_view text) {
  const Exact token{text};
  const WallTime early{milliseconds{std::numeric_limits<std::int64_t>::min()}};
  MOIM_CHECK(!open_seat_token(token.view(), own_sealer(), early));
  MOIM_CHECK(!open_invitation(token.view(), own_sealer(), early));
}

/// One octet replaced, put in, or taken out, and what is behind it cut off.
struct Change {
  unsigned how = 0;
  std::size_t where = 0;
  char octet = 0;

  static Change take(std::string_view& rest) {
    Change change;
    change.how = take_number(rest);
    change.octet = static_cast<char>(take_number(rest) + '0');
    change.where = static_cast<std::size_t>(number_of(take_until(rest, '\n')));
    return change;
  }
  [[nodiscard]] std::string of(std::string text) const {
    const std::size_t at = where % text.size();
    switch (how % 4) {
      case 0:
        return text.replace(at, 1, 1, octet);
      case 1:
        return text.insert(at, 1, octet);
      case 2:
        return text.erase(at, 1);
      default:
        return text.substr(0, at);
    }
  }
};

// The text of one with the signature of another.
std::string spliced(std::string_view token, std::string_view other) {
  return std::string{token.substr(0, token.find('.'))} += other.substr(other.find('.'));
}

struct Script {
  WallTime now;
  Change change;
  std::string_view rest;
};

template <class Kind, class Other, class Token>
void check(const Token& token, const Script& script) {
  const std::string sealed = seal(token, own_sealer());
  const Exact text{sealed};
  const auto opened = Kind::open(text.view(), own_sealer(), script.now);
  MOIM_CHECK(opened.has_value() == (script.now < token.expires));
  MOIM_CHECK(!opened || *opened == token);
  MOIM_CHECK(!Kind::open(text.view(), own_sealer(), token.expires));
  MOIM_CHECK(!Kind::open(text.view(), foreign_sealer(), script.now));
  MOIM_CHECK(!Other::open(text.view(), own_sealer(), script.now));

  Token another = token;
  another.room += '.';
  const std::string touched = script.change.of(sealed);
  if (touched != sealed) check_opens_nothing(touched);
  check_opens_nothing(spliced(sealed, seal(another, own_sealer())));
  check_opens_nothing(script.rest);

  // A run of the server before or after this one may put other things into its tokens.
  static json::Validator validator;
  if (!validator.validate(script.rest)) return;
  const std::string foreign = own_sealer().seal(Kind::kPurpose, script.rest);
  if (const auto read = Kind::open(foreign, own_sealer(), script.now))
    MOIM_CHECK(Kind::open(seal(*read, own_sealer()), own_sealer(), script.now) == read);
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim;
  using namespace moim::fuzz;
  std::string_view rest = text_of(data, size);
  const unsigned choice = take_number(rest);
  const auto role = (choice & 2U) != 0 ? rooms::Role::host : rooms::Role::guest;
  std::string room = take_text(rest, kMaxRoom);
  std::string id = take_text(rest, kMaxId);
  std::string call = take_text(rest, kMaxId);
  const WallTime expires = take_time(rest);
  const WallTime now = take_time(rest);
  const Change change = Change::take(rest);
  const Script script{now, change, rest};
  if ((choice & 1U) != 0) {
    check<SeatKind, InvitationKind>(SeatToken{std::move(room), std::move(id), std::move(call), role, expires},
                                    script);
  } else {
    check<InvitationKind, SeatKind>(Invitation{std::move(room), role, expires}, script);
  }
  return 0;
}
