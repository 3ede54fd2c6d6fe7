#include "rules/language/channel.hpp"

#include <algorithm>

#include "rules/language/detail/channel_ast.hpp"

namespace termijn::rules {
namespace channel_syntax {
namespace {

constexpr lexis::Spelling spellings[] = {
    {email, Language::any, "e-mail"},
    {email, Language::any, "email"},
    {email, Language::any, "mail"},
    {post, Language::any, "post"},
    {hand, Language::en, "hand"},
    {hand, Language::nl, "afgifte"},
    {web, Language::any, "web"},
    {web, Language::en, "web form"},
    {web, Language::nl, "webformulier"},
    {to, Language::en, "to"},
    {to, Language::en, "at"},
    {to, Language::nl, "naar"},
    {to, Language::nl, "aan"},
    {to, Language::nl, "op"},
    {counts_by, Language::en, "counts by"},
    {counts_by, Language::nl, "telt bij"},
    {receipt, Language::en, "receipt"},
    {receipt, Language::nl, "ontvangst"},
    {dispatch, Language::en, "dispatch"},
    {dispatch, Language::nl, "verzending"},
};

}  // namespace

lexis::Lexicon words() { return spellings; }

}  // namespace channel_syntax

namespace {

using channel_syntax::Rule;

Medium medium_of(int word) {
  switch (word) {
    case channel_syntax::post:
      return Medium::post;
    case channel_syntax::hand:
      return Medium::hand;
    case channel_syntax::web:
      return Medium::web;
    default:
      return Medium::email;
  }
}

/// The shape of RFC 5321's mailbox, without quotes and comments, which no
/// coordinator publishes: one `@`, a dot in what follows, nothing blank.
bool is_mailbox(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
  const std::string_view domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  const bool dotted = dot != std::string_view::npos && dot > 0 && !domain.ends_with('.') &&
                      domain.find("..") == std::string_view::npos;
  return dotted && domain.find('@') == std::string_view::npos &&
         text.find_first_of(" \t,;<>()\"'") == std::string_view::npos;
}

bool is_web_address(std::string_view text) {
  const bool scheme = text.starts_with("https://") || text.starts_with("http://");
  return scheme && text.size() > text.find("//") + 2 &&
         text.find_first_of(" \t\n") == std::string_view::npos;
}

Diagnostic fault(std::string code, std::string message, Span span, std::string help) {
  return {.severity = Severity::error,
          .code = std::move(code),
          .message = std::move(message),
          .primary = {span, ""},
          .help = std::move(help)};
}

/// `counts by` within an address, where its comma was forgotten: what is behind it would
/// be kept as part of the address and mean nothing.
std::optional<Span> forgotten_clause(const lexis::Token& address) {
  for (std::size_t at = 1; at < address.text.size(); ++at) {
    if (!lexis::is_blank(address.text[at - 1])) continue;
    const auto match =
        lexis::match_word(address.text.substr(at), channel_syntax::words(), Language::any);
    if (match.word != channel_syntax::counts_by) continue;
    const auto begin = address.span.begin + static_cast<std::uint32_t>(at);
    return Span{address.span.source, begin, begin + static_cast<std::uint32_t>(match.length)};
  }
  return {};
}

bool check(const Rule& rule, const Channel& channel, Diagnostics& diagnostics) {
  if (const auto clause = forgotten_clause(rule.address)) {
    diagnostics.push_back(fault("E0601", "a comma is missing before 'counts by'", *clause,
                                "write for example: post to Dorpsstraat 1, counts by dispatch"));
    return false;
  }
  if (channel.medium == Medium::email && !is_mailbox(channel.address)) {
    diagnostics.push_back(fault("E0602", "this is not one e-mail address", rule.address.span,
                                "write for example: e-mail to kandidatuur@regio.example"));
    return false;
  }
  if (channel.medium == Medium::web && !is_web_address(channel.address)) {
    diagnostics.push_back(fault("E0603", "this is not a web address", rule.address.span,
                                "write for example: web to https://regio.example/indienen"));
    return false;
  }
  if (channel.medium == Medium::hand && channel.counts == ArrivalCounts::dispatch) {
    diagnostics.push_back(fault("E0604", "what is handed over has no dispatch", rule.counts->span,
                                "leave it out: what is handed over counts by receipt"));
    return false;
  }
  return true;
}

}  // namespace

std::optional<Channel> compile_channel(const Excerpt& text, std::string id, Language language,
                                       Diagnostics& diagnostics) {
  constexpr std::size_t most_bytes = 1'000;
  if (text.text().size() > most_bytes) {
    diagnostics.push_back(fault("E0605", "this channel is longer than 1,000 bytes",
                                {text.span.source, text.span.begin, text.span.begin + 1},
                                "write the medium and the address only"));
    return std::nullopt;
  }
  const auto rule = channel_syntax::parse(text, language, diagnostics);
  if (!rule) return std::nullopt;
  Channel channel;
  channel.id = std::move(id);
  channel.medium = medium_of(rule->medium.word);
  channel.address = std::string(rule->address.text);
  if (rule->counts && rule->counts->word == channel_syntax::dispatch) {
    channel.counts = ArrivalCounts::dispatch;
  }
  channel.span = rule->span;
  if (!check(*rule, channel, diagnostics)) return std::nullopt;
  return channel;
}

std::string_view to_string(Medium medium) {
  switch (medium) {
    case Medium::email:
      return "e-mail";
    case Medium::post:
      return "post";
    case Medium::hand:
      return "hand";
    case Medium::web:
      return "web";
  }
  return "e-mail";
}

}  // namespace termijn::rules
