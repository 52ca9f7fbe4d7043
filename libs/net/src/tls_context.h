#pragma once

#include <expected>
#include <memory>
#include <string>

#include "moim/net/options.h"

struct ssl_ctx_st;

namespace moim::net {

/// Certificate, key and TLS settings of a listener.
class TlsContext {
 public:
  /// Reads the files. The message says which of them is wrong and why.
  [[nodiscard]] static std::expected<TlsContext, std::string> load(const TlsFiles& files);

  [[nodiscard]] ssl_ctx_st* get() const { return context_.get(); }

 private:
  struct Deleter {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Deleter> context_;
};

}  // namespace moim::net
