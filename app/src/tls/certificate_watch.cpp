#include "tls/certificate_watch.h"

#include <system_error>
#include <utility>

#include <spdlog/spdlog.h>

namespace moim::app {

CertificateWatch::CertificateWatch(const net::TlsFiles& files, Reload reload)
    : files_{files}, reload_{std::move(reload)}, in_use_{look()}, seen_{in_use_} {}

CertificateWatch::Stamp CertificateWatch::stamp_of(const std::string& file) {
  std::error_code error;
  Stamp stamp;
  stamp.size = std::filesystem::file_size(file, error);
  if (error) return {};
  stamp.changed = std::filesystem::last_write_time(file, error);
  stamp.there = !error;
  return stamp;
}

CertificateWatch::Stamps CertificateWatch::look() const {
  return {stamp_of(files_.certificate), stamp_of(files_.key)};
}

void CertificateWatch::check() {
  const Stamps now = look();
  if (now == in_use_) {
    seen_ = now;
  } else if (std::exchange(seen_, now) == now) {
    reload();
  }
}

void CertificateWatch::reload() {
  in_use_ = seen_ = look();
  const auto reloaded = reload_();
  if (reloaded) return spdlog::info("the certificate was read again");
  spdlog::error(
      "the certificate could not be read again, the old one stays in use: {}. Put a certificate and its key "
      "where "
      "they were; they are read when they change, and at SIGHUP.",
      reloaded.error());
}

}  // namespace moim::app
