#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace termijn::tests {

/// An element of a document without text between elements, as an event log is.
struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<Element> children;
};

/// Reads XML 1.0 as far as an event log uses it and throws what is not well formed: no
/// declarations of types, no text between elements, double quotes only.
class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  Element document() {
    take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Element root = element();
    blanks();
    if (at_ != text_.size()) fail("something behind the root");
    return root;
  }

 private:
  Element element() {
    Element read;
    blanks();
    take("<");
    read.name = name();
    while (next() == ' ') attribute(read);
    if (next() == '/') return take("/>"), read;
    take(">");
    blanks();
    while (!text_.substr(at_).starts_with("</")) {
      read.children.push_back(element());
      blanks();
    }
    take("</" + read.name + ">");
    return read;
  }

  void attribute(Element& element) {
    take(" ");
    const std::string key = name();
    take("=\"");
    if (!element.attributes.emplace(key, value()).second) fail("twice the attribute " + key);
    take("\"");
  }

  std::string name() {
    const std::size_t start = at_;
    while (std::isalnum(next()) ||
           std::string_view(":._-").find(static_cast<char>(next())) != std::string_view::npos)
      ++at_;
    if (start == at_ || std::isdigit(static_cast<unsigned char>(text_[start]))) fail("no name");
    return std::string(text_.substr(start, at_ - start));
  }

  std::string value() {
    std::string read;
    while (next() != '"') {
      const unsigned char c = next();
      if (c == '<' || c < 0x20) fail("a character that no value may have");
      read += c == '&' ? reference() : std::string(1, static_cast<char>(text_[at_++]));
    }
    return read;
  }

  std::string reference() {
    static const std::map<std::string, std::string> known{
        {"&amp;", "&"}, {"&lt;", "<"},   {"&gt;", ">"},  {"&quot;", "\""},
        {"&#9;", "\t"}, {"&#10;", "\n"}, {"&#13;", "\r"}};
    const std::size_t end = text_.find(';', at_);
    const auto found = known.find(std::string(text_.substr(at_, end - at_ + 1)));
    if (found == known.end()) fail("an unknown reference");
    at_ = end + 1;
    return found->second;
  }

  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  unsigned char next() const {
    if (at_ >= text_.size()) fail("the document breaks off");
    return static_cast<unsigned char>(text_[at_]);
  }
  void take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) fail("expected " + std::string(expected));
    at_ += expected.size();
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " at " + std::to_string(at_) + ": " +
                             std::string(text_.substr(std::min(at_, text_.size()), 40)));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace termijn::tests
