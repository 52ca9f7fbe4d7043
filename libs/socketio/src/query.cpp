#include "query.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "moim/json/write.h"
#include "moim/socketio/fields.h"

namespace moim::socketio::detail {

std::string query_to_json(std::string_view query) {
  const Fields fields = read_query(query);
  // A client makes up as many names as a packet has room for: to compare each with each other would take
  // longer than all else the packet causes.
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < fields.size(); ++i) last[fields[i].name] = i;
  std::string out;
  {
    json::ObjectWriter object{out};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (last[fields[i].name] == i) object.field(fields[i].name, fields[i].value);
    }
  }
  return out;
}

}  // namespace moim::socketio::detail
