#pragma once

#include <ctime>
#include <memory>
#include <stdexcept>
#include <string>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

namespace termijn::tests {

/// A time-stamping authority of a test: a root, a certificate that the root issued, and a clock
/// that says what it is told. Both certificates are valid from `from` until `until`.
class StampAuthority {
 public:
  StampAuthority(std::time_t from, std::time_t until, const char* name = "root of a test")
      : root_key_(EVP_EC_gen("P-256")), key_(EVP_EC_gen("P-256")) {
    root_.reset(certificate(
        name, root_key_.get(), from, until,
        {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,keyCertSign"}}));
    certificate_.reset(certificate("stamps of a test", key_.get(), from, until,
                                   {{NID_ext_key_usage, "critical,timeStamping"},
                                    {NID_key_usage, "critical,digitalSignature"}}));
  }

  /// The root in PEM.
  std::string root() const {
    const std::unique_ptr<BIO, Free> out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), root_.get());
    return bytes_of(out.get());
  }

  /// The response to a request, given at `moment`.
  std::string respond(const std::string& request, std::time_t moment) const {
    const std::unique_ptr<TS_RESP_CTX, Free> context(TS_RESP_CTX_new());
    const std::unique_ptr<ASN1_OBJECT, Free> policy(OBJ_txt2obj("1.2.3.4", 1));
    TS_RESP_CTX_set_signer_cert(context.get(), certificate_.get());
    TS_RESP_CTX_set_signer_key(context.get(), key_.get());
    TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256());
    TS_RESP_CTX_set_def_policy(context.get(), policy.get());
    TS_RESP_CTX_add_md(context.get(), EVP_sha256());
    TS_RESP_CTX_set_serial_cb(context.get(), serial, nullptr);
    TS_RESP_CTX_set_time_cb(context.get(), say, &moment);
    const std::unique_ptr<BIO, Free> in(
        BIO_new_mem_buf(request.data(), static_cast<int>(request.size())));
    const std::unique_ptr<TS_RESP, Free> response(TS_RESP_create_response(context.get(), in.get()));
    if (!response) throw std::runtime_error("no response was made");
    const std::unique_ptr<BIO, Free> out(BIO_new(BIO_s_mem()));
    i2d_TS_RESP_bio(out.get(), response.get());
    return bytes_of(out.get());
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(BIO* bytes) const { BIO_free(bytes); }
    void operator()(TS_RESP_CTX* context) const { TS_RESP_CTX_free(context); }
    void operator()(TS_RESP* response) const { TS_RESP_free(response); }
    void operator()(ASN1_OBJECT* object) const { ASN1_OBJECT_free(object); }
  };
  struct Extension {
    int kind;
    const char* value;
  };

  X509* certificate(const char* name, EVP_PKEY* key, std::time_t from, std::time_t until,
                    std::initializer_list<Extension> extensions) const {
    X509* made = X509_new();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 7);
    ASN1_TIME_set(X509_getm_notBefore(made), from);
    ASN1_TIME_set(X509_getm_notAfter(made), until);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(root_ ? root_.get() : made));
    X509_set_pubkey(made, key);
    for (const auto& [kind, value] : extensions) {
      X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
      X509_add_ext(made, extension, -1);
      X509_EXTENSION_free(extension);
    }
    X509_sign(made, root_key_.get(), EVP_sha256());
    return made;
  }

  static ASN1_INTEGER* serial(TS_resp_ctx*, void*) {
    ASN1_INTEGER* number = ASN1_INTEGER_new();
    ASN1_INTEGER_set(number, 1);
    return number;
  }

  static int say(TS_resp_ctx*, void* moment, long* seconds, long* microseconds) {
    *seconds = static_cast<long>(*static_cast<const std::time_t*>(moment));
    *microseconds = 0;
    return 1;
  }

  static std::string bytes_of(BIO* out) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    return std::string(data, static_cast<std::size_t>(size));
  }

  std::unique_ptr<EVP_PKEY, Free> root_key_;
  std::unique_ptr<EVP_PKEY, Free> key_;
  std::unique_ptr<X509, Free> root_;
  std::unique_ptr<X509, Free> certificate_;
};

}  // namespace termijn::tests
