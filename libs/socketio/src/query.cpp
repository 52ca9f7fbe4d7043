#include "query.h"

#include <cstddef>

#include "moim/json/write.h"
#include "moim/socketio/fields.h"

namespace moim::socketio::detail {
namespace {

bool comes_again(const Fields& fields, std::size_t index) {
  for (std::size_t later = index + 1; later < fields.size(); ++later) {
    if (fields[later].name == fields[index].name) return true;
  }
  return false;
}

}  // namespace

std::string query_to_json(std::string_view query) {
  const Fields fields = read_query(query);
  std::string out;
  {
    json::ObjectWriter object{out};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!comes_again(fields, i)) object.field(fields[i].name, fields[i].value);
    }
  }
  return out;
}

}  // namespace moim::socketio::detail
