#include <array>

#include "moim/engineio/close_reason.h"
#include "moim/engineio/metric.h"
#include "moim/engineio/packet.h"

namespace moim::engineio {
namespace {

template <class Enum>
using Names = std::array<std::string_view, static_cast<std::size_t>(Enum::count_)>;

constexpr Names<CloseReason> kCloseReasons = {
    "client_close", "transport_close",     "going_away",     "poll_aborted", "overlapping_polls",
    "ping_timeout", "heartbeat_direction", "parse_error",    "orphaned",     "overflow",
    "rate_limited", "forced_close",        "server_shutdown"};

constexpr Names<ParseError> kParseErrors = {"empty",      "unknown_type", "bad_base64",      "bad_utf8",
                                            "bad_length", "truncated",    "too_many_packets"};

constexpr Names<Metric> kMetrics = {"handshakes_polling",
                                    "handshakes_websocket",
                                    "handshakes_refused_full",
                                    "handshakes_refused_subscriber",
                                    "upgrades_started",
                                    "upgrades_done",
                                    "upgrades_failed",
                                    "sockets_refused",
                                    "messages_in",
                                    "messages_out",
                                    "bytes_in",
                                    "bytes_out",
                                    "sends_dropped",
                                    "pings_sent",
                                    "polls",
                                    "posts",
                                    "packets_over_rate",
                                    "packets_over_subscriber_rate",
                                    "payloads_too_large",
                                    "payloads_invalid",
                                    "errors_unknown_transport",
                                    "errors_unknown_sid",
                                    "errors_bad_handshake_method",
                                    "errors_bad_request",
                                    "errors_unsupported_version",
                                    "errors_jsonp"};

// A name too few would leave the last one empty.
static_assert(!kCloseReasons.back().empty() && !kParseErrors.back().empty() && !kMetrics.back().empty());

template <class Enum>
std::string_view name_of(const Names<Enum>& names, Enum which) {
  return which < Enum::count_ ? names[static_cast<std::size_t>(which)] : std::string_view{"unknown"};
}

}  // namespace

std::string_view to_string(CloseReason reason) { return name_of(kCloseReasons, reason); }
std::string_view to_string(ParseError error) { return name_of(kParseErrors, error); }
std::string_view to_string(Metric metric) { return name_of(kMetrics, metric); }

}  // namespace moim::engineio
