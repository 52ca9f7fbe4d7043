#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

namespace moim::crypto {

template <auto* free_function>
struct OpensslDeleter {
  template <class T>
  void operator()(T* object) const {
    free_function(object);
  }
};

using BioPtr = std::unique_ptr<BIO, OpensslDeleter<&BIO_free_all>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslDeleter<&EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, OpensslDeleter<&X509_free>>;
using BignumPtr = std::unique_ptr<BIGNUM, OpensslDeleter<&BN_free>>;
using GeneralNamesPtr = std::unique_ptr<GENERAL_NAMES, OpensslDeleter<&GENERAL_NAMES_free>>;

/// A BIO to read `text` from; valid as long as `text`.
[[nodiscard]] BioPtr reader_of(std::string_view text);

/// What was written to a memory BIO.
[[nodiscard]] std::string contents_of(BIO& bio);

/// The latest reason in OpenSSL's queue of errors, which is emptied.
[[nodiscard]] std::string take_openssl_error();

}  // namespace moim::crypto
