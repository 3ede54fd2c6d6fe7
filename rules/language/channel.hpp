#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/diagnostic.hpp"
#include "rules/language/print.hpp"
#include "rules/language/words.hpp"

namespace termijn::rules {

/// How a candidature may arrive.
enum class Medium { email, post, hand, web };

/// Which instant counts as the arrival.
enum class ArrivalCounts { receipt, dispatch };

/// `e-mail to kandidatuur@zora-werkt.example, counts by receipt`; in Dutch
/// `e-mail naar …, telt bij ontvangst`. Nothing said: it counts by receipt.
struct Channel {
  std::string id;
  Medium medium = Medium::email;
  std::string address;  ///< E-mail addresses compare without regard to case.
  ArrivalCounts counts = ArrivalCounts::receipt;
  Span span;
};

/// Reads and checks one channel; empty when a fault was added. Text over 1,000
/// bytes is refused.
std::optional<Channel> compile_channel(const Excerpt& text, std::string id, Language language,
                                       Diagnostics& diagnostics);

/// Prints a channel in normal form in the language `to`; `any` keeps its own. The
/// address stays as it is. Empty when it cannot be read, which is added to
/// `diagnostics`.
std::optional<Printed> print_channel(const Excerpt& text, Language to, Diagnostics& diagnostics);

std::string_view to_string(Medium medium);  ///< `e-mail`, `post`, `hand`, `web`

}  // namespace termijn::rules
