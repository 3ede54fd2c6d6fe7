#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "rules/time/calendar.hpp"

namespace termijn::rules::detail {

/// Collects what is wrong in one data file, with its place.
class DataFaults {
 public:
  explicit DataFaults(std::vector<DataFault>& faults) : faults_(faults), before_(faults.size()) {}

  void add(const toml::source_region& where, std::string message) {
    faults_.push_back({where.begin.line, where.begin.column, std::move(message)});
  }
  /// Whether anything was added since this object was made.
  bool any() const { return faults_.size() > before_; }

 private:
  std::vector<DataFault>& faults_;
  std::size_t before_;
};

/// One table of a data file, read key by key. Whatever is not as asked is a
/// fault and reads as empty (or as the fallback).
class DataTable {
 public:
  DataTable(const toml::table& table, DataFaults& faults) : table_(table), faults_(faults) {}

  void fault(std::string_view key, std::string message) const {
    const toml::node* node = table_.get(key);
    faults_.add(node ? node->source() : table_.source(), std::move(message));
  }

  bool has(std::string_view key) const { return table_.contains(key); }

  void allow(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, node] : table_) {
      if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
      faults_.add(key.source(), fmt::format("unknown key '{}'; known here: {}", key.str(),
                                            fmt::join(keys, ", ")));
    }
  }

  std::string text(std::string_view key) const {
    const auto value = table_[key].value_exact<std::string>();
    if (!value || value->empty()) fault(key, fmt::format("'{}' must be a text", key));
    return value.value_or("");
  }

  bool flag(std::string_view key) const {
    const auto value = table_[key].value_exact<bool>();
    if (!value) fault(key, fmt::format("'{}' must be true or false", key));
    return value.value_or(false);
  }

  int number(std::string_view key, int least, int most) const {
    const auto value = table_[key].value_exact<std::int64_t>();
    if (value && *value >= least && *value <= most) return static_cast<int>(*value);
    fault(key, fmt::format("'{}' must be a whole number from {} to {}", key, least, most));
    return least;
  }

  int number_or(std::string_view key, int least, int most, int fallback) const {
    return has(key) ? number(key, least, most) : fallback;
  }

  std::optional<Date> date(std::string_view key) const {
    const auto value = table_[key].value_exact<toml::date>();
    if (!value) {
      fault(key, fmt::format("'{}' must be a date such as 2008-05-02, without quotes", key));
      return std::nullopt;
    }
    return Date{std::chrono::year{value->year}, std::chrono::month{value->month},
                std::chrono::day{value->day}};
  }

  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> found;
    const toml::array* array = table_[key].as_array();
    if (!array) fault(key, fmt::format("'{}' must be a list of texts", key));
    if (!array) return found;
    for (const toml::node& node : *array) {
      const auto value = node.value_exact<std::string>();
      if (!value) faults_.add(node.source(), fmt::format("'{}' must be a list of texts", key));
      if (value) found.push_back(*value);
    }
    return found;
  }

  /// The table behind `[key]`, or an empty optional and a fault.
  std::optional<DataTable> table(std::string_view key) const {
    const toml::table* found = table_[key].as_table();
    if (!found) fault(key, fmt::format("a table [{}] is needed", key));
    if (!found) return std::nullopt;
    return DataTable(*found, faults_);
  }

  /// The tables behind `[[key]]`; none when the key is not there.
  std::vector<DataTable> tables(std::string_view key) const {
    std::vector<DataTable> found;
    if (!has(key)) return found;
    const toml::array* array = table_[key].as_array();
    if (!array) fault(key, fmt::format("write [[{}]] above each entry", key));
    if (!array) return found;
    for (const toml::node& node : *array) {
      const toml::table* entry = node.as_table();
      if (!entry) faults_.add(node.source(), fmt::format("write [[{}]] above each entry", key));
      if (entry) found.emplace_back(*entry, faults_);
    }
    return found;
  }

 private:
  const toml::table& table_;
  DataFaults& faults_;
};

}  // namespace termijn::rules::detail
