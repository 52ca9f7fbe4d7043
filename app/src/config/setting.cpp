#include "config/setting.h"

#include "config/ice_server.h"

namespace moim::app {

ConfigError refuse(std::string_view origin, std::string_view value, std::string_view allowed) {
  std::string message = "\"" + hide_credential(value) + "\" is not allowed. Allowed: ";
  return {std::string{origin}, message.append(allowed)};
}

}  // namespace moim::app
