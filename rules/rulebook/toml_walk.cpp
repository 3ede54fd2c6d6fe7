#include "rules/rulebook/detail/toml_walk.hpp"

#include <algorithm>
#include <string>

namespace termijn::rules::book {
namespace {

class Walk {
 public:
  Walk(std::string_view text, std::size_t stop) : text_(text), stop_(std::min(stop, text.size())) {}

  Reached reached() {
    at_ = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    begin_statement();
    while (at_ < stop_ && !state_.quote) step();
    return state_;
  }

 private:
  void begin_statement() {
    while (at_ < stop_ && (is_blank(text_[at_]) || text_[at_] == '\n')) ++at_;
    state_ = {};
    state_.statement = at_;
  }

  void step() {
    const char c = text_[at_];
    if (is_quote(c)) return quoted(c);
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), stop_);
      return;
    }
    ++at_;
    if (c == '\n' && state_.brackets.empty()) return begin_statement();
    if (!state_.equals) {
      if (c == '=') state_.equals = at_ - 1;
      return;
    }
    if (c == '[' || c == '{') state_.brackets.push_back(at_ - 1);
    if ((c == ']' || c == '}') && !state_.brackets.empty()) {
      state_.brackets.pop_back();
      state_.end_of_value = at_;
    }
  }

  void quoted(char quote) {
    const std::string three(3, quote);
    const std::size_t open = at_;
    const std::size_t length = text_.substr(at_).starts_with(three) ? 3 : 1;
    const auto close = closing(quote, open + length, length);
    if (!close || *close > stop_) {
      state_.quote = open;
      state_.quote_length = length;
      return;
    }
    at_ = *close;
    if (state_.equals) state_.end_of_value = at_;
  }

  /// Behind the closing quotes.
  std::optional<std::size_t> closing(char quote, std::size_t from, std::size_t length) const {
    for (std::size_t at = from; at < text_.size(); ++at) {
      if (text_[at] == '\\' && quote == '"') {
        ++at;
      } else if (text_[at] == '\n' && length == 1) {
        return {};
      } else if (text_.substr(at).starts_with(std::string(length, quote))) {
        at += length;
        // Up to two quotes may stand right before the closing three.
        for (int more = 0; length == 3 && more < 2 && at < text_.size() && text_[at] == quote;
             ++more)
          ++at;
        return at;
      }
    }
    return {};
  }

  std::string_view text_;
  std::size_t stop_;
  std::size_t at_ = 0;
  Reached state_;
};

}  // namespace

Reached walk(std::string_view text, std::size_t stop) { return Walk(text, stop).reached(); }

}  // namespace termijn::rules::book
