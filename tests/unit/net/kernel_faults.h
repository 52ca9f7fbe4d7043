#pragma once

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

}  // namespace moim::net::test
