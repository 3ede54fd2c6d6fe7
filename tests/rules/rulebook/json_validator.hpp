#pragma once

#include <regex>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace termijn::tests {

/// Validates a value against the part of JSON Schema 2020-12 that the rulebook's
/// schema uses. A keyword that it does not know is a fault, so that none is
/// passed over in silence.
class JsonValidator {
 public:
  /// What is wrong, a line each, with the path to it; empty: nothing.
  std::vector<std::string> faults(const boost::json::value& value,
                                  const boost::json::object& schema) {
    faults_.clear();
    check(value, schema, "");
    return faults_;
  }

 private:
  using Json = boost::json::value;
  using Object = boost::json::object;

  void fault(const std::string& path, const std::string& what) {
    faults_.push_back((path.empty() ? "/" : path) + ": " + what);
  }

  static bool matches(const std::string& text, const Json& pattern) {
    return std::regex_search(text, std::regex(std::string(pattern.as_string())));
  }

  static std::string text_of(const Json& value) { return std::string(value.as_string()); }

  static bool is(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    return type == "integer" && (value.is_int64() || value.is_uint64());
  }

  void check(const Json& value, const Object& schema, const std::string& path) {
    for (const auto& [name, rule] : schema) keyword(value, schema, path, std::string(name), rule);
  }

  void keyword(const Json& value, const Object& schema, const std::string& path,
               const std::string& name, const Json& rule) {
    static const std::vector<std::string> remarks{
        "$schema", "title", "description", "examples", "default", "x-termijn-rule", "properties"};
    if (name == "type") {
      if (!is(value, text_of(rule))) fault(path, "is no " + text_of(rule));
    } else if (name == "const") {
      if (value != rule) fault(path, "is not the one value");
    } else if (name == "enum") {
      const auto& all = rule.as_array();
      if (std::find(all.begin(), all.end(), value) == all.end())
        fault(path, "is none of the words");
    } else if (name == "anyOf") {
      any_of(value, rule.as_array(), path);
    } else if (name == "required") {
      required(value, rule.as_array(), path);
    } else if (name == "additionalProperties") {
      members(value, schema, path);
    } else if (name == "propertyNames") {
      if (!value.is_object()) return;
      for (const auto& member : value.as_object()) {
        if (!matches(std::string(member.key()), rule.at("pattern"))) {
          fault(path, "has a wrong name: " + std::string(member.key()));
        }
      }
    } else if (name == "items") {
      if (!value.is_array()) return;
      for (const Json& item : value.as_array()) check(item, rule.as_object(), path + "/*");
    } else {
      size(value, path, name, rule, remarks);
    }
  }

  void size(const Json& value, const std::string& path, const std::string& name, const Json& rule,
            const std::vector<std::string>& remarks) {
    if (name == "minItems") {
      const auto least = static_cast<std::size_t>(rule.as_int64());
      if (value.is_array() && value.as_array().size() < least) fault(path, "is too short");
    } else if (name == "minLength") {
      if (value.is_string() && value.as_string().empty()) fault(path, "is empty");
    } else if (name == "pattern") {
      if (value.is_string() && !matches(text_of(value), rule)) fault(path, "does not match");
    } else if (name == "format") {
      const bool date = value.is_string() && matches(text_of(value), "^\\d{4}-\\d{2}-\\d{2}$");
      if (!date) fault(path, "is no date");
    } else if (name == "minimum") {
      if (value.is_int64() && value.as_int64() < rule.as_int64()) fault(path, "is too small");
    } else if (name == "maximum") {
      if (value.is_int64() && value.as_int64() > rule.as_int64()) fault(path, "is too large");
    } else if (std::find(remarks.begin(), remarks.end(), name) == remarks.end()) {
      fault(path, "the validator does not know the keyword " + name);
    }
  }

  void any_of(const Json& value, const boost::json::array& choices, const std::string& path) {
    for (const Json& choice : choices) {
      if (JsonValidator().faults(value, choice.as_object()).empty()) return;
    }
    fault(path, "fits none of the forms");
  }

  void required(const Json& value, const boost::json::array& names, const std::string& path) {
    if (!value.is_object()) return;
    for (const Json& name : names) {
      if (!value.as_object().contains(name.as_string())) fault(path, "lacks " + text_of(name));
    }
  }

  /// `properties` and `additionalProperties`, which only say something together.
  void members(const Json& value, const Object& schema, const std::string& path) {
    if (!value.is_object()) return;
    const Json* known = schema.if_contains("properties");
    const Json& rest = schema.at("additionalProperties");
    for (const auto& member : value.as_object()) {
      const std::string key(member.key());
      const Json* own = known ? known->as_object().if_contains(key) : nullptr;
      if (own) {
        check(member.value(), own->as_object(), path + "/" + key);
      } else if (rest.is_object()) {
        check(member.value(), rest.as_object(), path + "/" + key);
      } else if (!rest.as_bool()) {
        fault(path, "has a key that is not known: " + key);
      }
    }
  }

  std::vector<std::string> faults_;
};

}  // namespace termijn::tests
