#pragma once

#include <optional>

#include "moim/base/bytes.h"
#include "moim/engineio/ids.h"

namespace moim::engineio {

/// The parameters of a request that the protocol knows; others are left alone.
struct Query {
  std::optional<Version> version;          ///< `EIO`, if it is exactly 3 or 4
  std::optional<TransportKind> transport;  ///< `transport`, if it is one we know
  base::ByteView sid;                      ///< empty: a handshake
  bool base64 = false;                     ///< `b64`: no binary frames or payloads to this client
  bool call = false;                       ///< `heartbeat=call`: the pace of a call
  bool jsonp = false;                      ///< `j`: a client that cannot do better than JSONP
};

/// Of a parameter given twice the first counts. No value the protocol knows needs percent-encoding.
[[nodiscard]] Query parse_query(base::ByteView text);

}  // namespace moim::engineio
