#include "engine/journal/stamp.hpp"

#include <ctime>
#include <memory>
#include <new>
#include <optional>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#include "rules/digest.hpp"

namespace termijn::engine {
namespace {

constexpr std::size_t largest_response = 262'144;

struct Free {
  void operator()(TS_REQ* request) const { TS_REQ_free(request); }
  void operator()(TS_RESP* response) const { TS_RESP_free(response); }
  void operator()(TS_MSG_IMPRINT* imprint) const { TS_MSG_IMPRINT_free(imprint); }
  void operator()(TS_VERIFY_CTX* context) const { TS_VERIFY_CTX_free(context); }
  void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bytes) const { BIO_free(bytes); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Free>;

Owned<BIO> reader(std::string_view bytes) {
  return Owned<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Owned<TS_MSG_IMPRINT> imprint_of(const rules::Digest& digest) {
  Owned<TS_MSG_IMPRINT> imprint(TS_MSG_IMPRINT_new());
  const Owned<X509_ALGOR> algorithm(X509_ALGOR_new());
  if (!imprint || !algorithm) return nullptr;
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  std::array<unsigned char, sizeof(rules::Digest)> bytes = digest;
  const bool made =
      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
      TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) == 1;
  return made ? std::move(imprint) : nullptr;
}

Owned<TS_RESP> parsed(std::string_view bytes) {
  if (bytes.size() > largest_response) return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = at + bytes.size();
  Owned<TS_RESP> response(d2i_TS_RESP(nullptr, &at, static_cast<long>(bytes.size())));
  return at == end ? std::move(response) : nullptr;
}

bool is_granted(TS_RESP* response) {
  const ASN1_INTEGER* status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response));
  const long value = ASN1_INTEGER_get(status);
  return value == TS_STATUS_GRANTED || value == TS_STATUS_GRANTED_WITH_MODS;
}

bool is_over(TS_TST_INFO* info, const rules::Digest& digest) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  const ASN1_OCTET_STRING* message = TS_MSG_IMPRINT_get_msg(imprint);
  const std::string_view bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(message)),
                               static_cast<std::size_t>(ASN1_STRING_length(message)));
  return OBJ_obj2nid(algorithm) == NID_sha256 &&
         bytes == std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size());
}

std::optional<std::time_t> time_of(TS_TST_INFO* info) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) return std::nullopt;
  return timegm(&parts);
}

/// Those who are trusted, as they were trusted at `moment`; null when there are none in the text.
Owned<X509_STORE> trusted(std::string_view authorities, std::time_t moment) {
  Owned<X509_STORE> store(X509_STORE_new());
  const Owned<BIO> bytes = reader(authorities);
  if (!store || !bytes) throw std::bad_alloc();
  int count = 0;
  while (const Owned<X509> certificate{PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr)}) {
    X509_STORE_add_cert(store.get(), certificate.get());
    ++count;
  }
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), moment);
  return count > 0 ? std::move(store) : nullptr;
}

bool verifies(TS_RESP* response, std::string_view text, Owned<X509_STORE> store) {
  const Owned<TS_VERIFY_CTX> context(TS_VERIFY_CTX_new());
  if (!context) throw std::bad_alloc();
  TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA);
  TS_VERIFY_CTX_set_data(context.get(), reader(text).release());  // both are the context's now
  TS_VERIFY_CTX_set_store(context.get(), store.release());
  return TS_RESP_verify_response(context.get(), response) == 1;
}

std::string last_error() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason == nullptr ? "" : std::string(" (") + reason + ")";
}

}  // namespace

std::string stamp_request(std::string_view text) {
  const Owned<TS_REQ> request(TS_REQ_new());
  const auto imprint = imprint_of(rules::sha256(text));
  const bool made = request && imprint && TS_REQ_set_version(request.get(), 1) == 1 &&
                    TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
                    TS_REQ_set_cert_req(request.get(), 1) == 1;
  if (!made) throw std::bad_alloc();  // it is made in memory and fails for no other cause
  unsigned char* bytes = nullptr;
  const int size = i2d_TS_REQ(request.get(), &bytes);
  if (size < 0) throw std::bad_alloc();
  std::string out(bytes, bytes + size);
  OPENSSL_free(bytes);
  return out;
}

std::variant<rules::Instant, std::string> check_stamp(std::string_view response,
                                                      std::string_view text,
                                                      std::string_view authorities) {
  ERR_clear_error();
  const Owned<TS_RESP> read = parsed(response);
  if (!read) return "it is not a response of a time-stamping authority";
  if (!is_granted(read.get())) return "the authority refused to stamp";
  TS_TST_INFO* info = TS_RESP_get_tst_info(read.get());
  if (info == nullptr) return "the response has no stamp in it";
  if (!is_over(info, rules::sha256(text))) return "the stamp is over another text";
  const auto moment = time_of(info);
  if (!moment) return "the stamp does not say a time";
  if (!authorities.empty()) {
    auto store = trusted(authorities, *moment);
    if (!store) return "the authorities given are not certificates in PEM";
    ERR_clear_error();
    if (!verifies(read.get(), text, std::move(store))) {
      return "the stamp is not signed by an authority that was given" + last_error();
    }
  }
  return rules::Instant(std::chrono::seconds(*moment));
}

}  // namespace termijn::engine
