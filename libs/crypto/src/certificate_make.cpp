#include <array>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>

#include "moim/base/check.h"
#include "moim/crypto/certificate.h"

#include "openssl.h"

namespace moim::crypto {
namespace {

constexpr std::size_t kSerialOctets = 16;  // at most 20 by RFC 5280 4.1.2.2, unguessable by custom
constexpr std::size_t kMaxDnsName = 253;
constexpr std::size_t kMaxCommonName = 64;  // ub-common-name, RFC 5280 appendix A

bool is_label_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_dns_name(std::string_view name) {
  if (name.starts_with("*.")) name.remove_prefix(2);
  if (name.empty() || name.size() > kMaxDnsName) return false;
  std::size_t label = 0;
  for (const char c : name) {
    if (c == '.' ? label == 0 : !is_label_character(c)) return false;
    label = c == '.' ? 0 : label + 1;
    if (label > 63) return false;
  }
  return label > 0;
}

// A checked OpenSSL call that only fails when memory is out or we misuse it.
void must(int result) { MOIM_CHECK(result == 1); }

using Made = std::expected<GeneralNamesPtr, CertificateError>;

Made make_names(const CertificateNames& names) {
  GeneralNamesPtr list{GENERAL_NAMES_new()};
  const auto add = [&](int type, void* value) {
    GENERAL_NAME* name = GENERAL_NAME_new();
    MOIM_CHECK(list && name != nullptr && value != nullptr);
    GENERAL_NAME_set0_value(name, type, value);
    MOIM_CHECK(sk_GENERAL_NAME_push(list.get(), name) > 0);
  };
  for (const std::string& dns : names.dns) {
    if (!is_dns_name(dns)) return std::unexpected(CertificateError{"\"" + dns + "\" is not a host name"});
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    must(ASN1_STRING_set(text, dns.data(), static_cast<int>(dns.size())));
    add(GEN_DNS, text);
  }
  for (const std::string& address : names.addresses) {
    ASN1_OCTET_STRING* octets = a2i_IPADDRESS(address.c_str());
    if (octets == nullptr)
      return std::unexpected(CertificateError{"\"" + address + "\" is not an IP address"});
    add(GEN_IPADD, octets);
  }
  return list;
}

void set_serial(X509& certificate, base::RandomSource& random) {
  std::array<std::byte, kSerialOctets> octets{};
  random.fill(octets);
  octets[0] = (octets[0] & std::byte{0x7f}) | std::byte{0x40};  // positive, and never shorter
  const auto* raw = static_cast<const unsigned char*>(static_cast<const void*>(octets.data()));
  const BignumPtr number{BN_bin2bn(raw, static_cast<int>(octets.size()), nullptr)};
  MOIM_CHECK(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr);
}

void set_validity(X509& certificate, const SelfSignedOptions& options) {
  const auto set = [](ASN1_TIME* field, WallTime time) {
    MOIM_CHECK(ASN1_TIME_set(field, std::chrono::system_clock::to_time_t(time)) != nullptr);
  };
  set(X509_getm_notBefore(&certificate), options.now - options.clock_tolerance);
  set(X509_getm_notAfter(&certificate), options.now + options.validity);
}

void set_name(X509& certificate, const std::string& common_name) {
  X509_NAME* name = X509_get_subject_name(&certificate);
  const auto* text = static_cast<const unsigned char*>(static_cast<const void*>(common_name.data()));
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, static_cast<int>(common_name.size()), -1,
                                  0));
  must(X509_set_issuer_name(&certificate, name));
}

void add_extension(X509& certificate, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  MOIM_CHECK(extension != nullptr);
  must(X509_add_ext(&certificate, extension, -1));
  X509_EXTENSION_free(extension);
}

// A leaf for TLS servers: some systems refuse a server certificate that calls itself an authority.
void add_extensions(X509& certificate, GENERAL_NAMES& names) {
  add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, NID_ext_key_usage, "serverAuth");
  add_extension(certificate, NID_subject_key_identifier, "hash");
  if (sk_GENERAL_NAME_num(&names) > 0)
    must(X509_add1_ext_i2d(&certificate, NID_subject_alt_name, &names, 0, 0));
}

template <class Write>
std::string to_pem(Write write) {
  const BioPtr bio{BIO_new(BIO_s_mem())};
  MOIM_CHECK(bio);
  must(write(bio.get()));
  return contents_of(*bio);
}

}  // namespace

std::expected<KeyAndCertificate, CertificateError> make_self_signed(const SelfSignedOptions& options,
                                                                    base::RandomSource& random) {
  if (options.common_name.empty() || options.common_name.size() > kMaxCommonName) {
    return std::unexpected(CertificateError{"the common name must have 1 to 64 octets"});
  }
  const Made names = make_names(options.names);
  if (!names) return std::unexpected(names.error());
  const KeyPtr key{EVP_EC_gen("P-256")};
  const X509Ptr certificate{X509_new()};
  MOIM_CHECK(key && certificate);

  must(X509_set_version(certificate.get(), X509_VERSION_3));
  set_serial(*certificate, random);
  set_validity(*certificate, options);
  set_name(*certificate, options.common_name);
  must(X509_set_pubkey(certificate.get(), key.get()));
  add_extensions(*certificate, **names);
  MOIM_CHECK(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

  return KeyAndCertificate{
      .key = to_pem([&](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
      }),
      .certificate = to_pem([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); }),
  };
}

}  // namespace moim::crypto
