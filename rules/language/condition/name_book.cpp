#include "rules/language/condition/detail/name_book.hpp"

#include <algorithm>
#include <utility>

#include "rules/language/condition/detail/names.hpp"

namespace termijn::rules::syntax {
namespace {

/// Singulars that are aliases of their own, since no ending makes the plural of
/// them.
struct Pair {
  std::string_view en;
  std::string_view nl;
};
constexpr Pair singulars[] = {{"criterion", "criterium"}};

const Pair* irregular(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(singulars), std::end(singulars),
                   [&](const Pair& one) { return one.en == name || one.nl == name; });
  return found == std::end(singulars) ? nullptr : found;
}

const FactDeclaration* at(const std::vector<FactDeclaration>& facts, int place) {
  return place < 0 ? nullptr : &facts[static_cast<std::size_t>(place)];
}

}  // namespace

const FactDeclaration* NameBook::fact(std::string_view name) const {
  return at(schema_.facts, schema_.slot(name));
}

const FactDeclaration* NameBook::list(std::string_view name) const {
  return at(schema_.facts, list_slot(schema_, name));
}

const FactDeclaration* NameBook::field(std::string_view name) const {
  return records_ ? at(records_->fields, field_of(*records_, name)) : nullptr;
}

const FactDeclaration* NameBook::enter(const Token& subject) {
  return std::exchange(records_, list(subject.text));
}

std::string NameBook::translated(const FactDeclaration& declared, std::string_view written) const {
  if (to_ == Language::any) return std::string(written);
  if (const Pair* pair = irregular(written)) {
    return std::string(to_ == Language::en ? pair->en : pair->nl);
  }
  const bool alias = !declared.aliases.empty() && !irregular(declared.aliases.front());
  return to_ == Language::nl && alias ? declared.aliases.front() : declared.name;
}

std::string NameBook::name(const Token& token) const {
  const FactDeclaration* meant = field(token.text);
  if (!meant) meant = fact(token.text);
  return meant ? translated(*meant, token.text) : std::string(token.text);
}

bool NameBook::is_plural(const Token& subject) const {
  return fact(subject.text) != nullptr && irregular(subject.text) == nullptr;
}

std::string NameBook::subject(const Token& token) const {
  const FactDeclaration* meant = list(token.text);
  if (!meant || to_ == Language::any) return std::string(token.text);
  return fact(token.text) ? translated(*meant, token.text) : singular_subject(token);
}

std::string NameBook::singular_subject(const Token& token) const {
  const FactDeclaration* meant = list(token.text);
  if (!meant) return std::string(token.text);
  std::string plural = translated(*meant, token.text);
  for (const std::string_view ending : {"en", "s", "n", "'s"}) {
    if (!plural.ends_with(ending)) continue;
    std::string singular = plural.substr(0, plural.size() - ending.size());
    if (list(singular) == meant) return singular;
  }
  return plural;
}

std::string NameBook::declared(const Token& name) const {
  if (const FactDeclaration* own = field(name.text)) return "." + own->name;
  const FactDeclaration* meant = fact(name.text);
  return meant ? meant->name : std::string(name.text);
}

std::string NameBook::declared_subject(const Token& subject) const {
  const FactDeclaration* meant = list(subject.text);
  return meant ? meant->name : std::string(subject.text);
}

}  // namespace termijn::rules::syntax
