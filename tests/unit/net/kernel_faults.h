#pragma once

#include <string_view>

namespace moim::net::test {

/// System calls whose failures only a broken machine brings about.
enum class Call { accept, send, receive, watch };

/// While it lives, `call` fails with `error`, from its next use on or after some that work. One at a time.
class KernelFault {
 public:
  KernelFault(Call call, int error, int working_before = 0);
  ~KernelFault();
  KernelFault(const KernelFault&) = delete;
  KernelFault& operator=(const KernelFault&) = delete;

  /// How often it failed so far.
  [[nodiscard]] int failures() const;
};

/// While it lives, whoever is accepted seems to come from this address: on loopback, which limits per address
/// leave out, there is no other way to be a stranger. One at a time.
class AcceptedFrom {
 public:
  /// Text of an IPv4 or IPv6 address.
  explicit AcceptedFrom(std::string_view address);
  ~AcceptedFrom();
  AcceptedFrom(const AcceptedFrom&) = delete;
  AcceptedFrom& operator=(const AcceptedFrom&) = delete;
};

}  // namespace moim::net::test
