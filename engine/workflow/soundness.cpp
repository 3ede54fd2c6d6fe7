#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/format.h>

#include "engine/candidature/act.hpp"
#include "engine/workflow/workflow.hpp"

namespace termijn::engine {
namespace {

using rules::Diagnostic;
using rules::Diagnostics;
using rules::Transition;

/// An edge carries the index of its transition.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, std::size_t>;
using Vertex = Graph::vertex_descriptor;
using Edge = Graph::edge_descriptor;

struct StageGraph {
  const rules::Flow& flow;
  std::vector<std::string> names;
  std::map<std::string, Vertex, std::less<>> vertices;
  std::set<Vertex> ends;
  Graph graph;

  explicit StageGraph(const rules::Flow& from) : flow(from), names(from.stages) {
    for (const auto& name : names) vertices[name] = boost::add_vertex(graph);
    for (std::size_t i = 0; i < flow.transitions.size(); ++i) {
      const auto& transition = flow.transitions[i];
      for (const auto& stage : transition.from) {
        boost::add_edge(vertices.at(stage), vertices.at(transition.to), i, graph);
      }
      if (transition.ends) ends.insert(vertices.at(transition.to));
    }
  }

  Vertex start() const { return vertices.at(flow.start); }
  const Transition& transition(Edge edge) const { return flow.transitions[graph[edge]]; }
};

/// The vertices that a search from `root` reaches, each with the edge it came by.
template <typename AnyGraph>
std::map<Vertex, std::optional<typename AnyGraph::edge_descriptor>> reached(const AnyGraph& graph,
                                                                            Vertex root) {
  using AnyEdge = typename AnyGraph::edge_descriptor;
  std::map<Vertex, std::optional<AnyEdge>> came_by{{root, std::nullopt}};
  std::vector<Vertex> open{root};
  for (std::size_t next = 0; next < open.size(); ++next) {
    for (auto [edge, last] = boost::out_edges(open[next], graph); edge != last; ++edge) {
      const Vertex to = boost::target(*edge, graph);
      if (came_by.emplace(to, *edge).second) open.push_back(to);
    }
  }
  return came_by;
}

/// Where a stage is first mentioned.
rules::Span span_of(const StageGraph& stages, const std::string& name) {
  for (const auto& transition : stages.flow.transitions) {
    if (transition.to == name) return transition.to_span;
    if (std::find(transition.from.begin(), transition.from.end(), name) != transition.from.end()) {
      return transition.from_span;
    }
  }
  return stages.flow.transitions.front().span;
}

Diagnostic fault(std::string code, std::string message, rules::Span span, std::string label,
                 std::string help) {
  return {.severity = rules::Severity::error,
          .code = std::move(code),
          .message = std::move(message),
          .primary = {span, std::move(label)},
          .secondary = {},
          .help = std::move(help)};
}

void check_reachable(const StageGraph& stages, Diagnostics& diagnostics) {
  const auto seen = reached(stages.graph, stages.start());
  for (const auto& name : stages.names) {
    if (seen.contains(stages.vertices.at(name))) continue;
    diagnostics.push_back(fault(
        "E0701", fmt::format("no candidature can reach stage '{}'", name), span_of(stages, name),
        "", fmt::format("add a transition that leads to '{}', or remove it", name)));
  }
}

void check_no_way_on(const StageGraph& stages, Diagnostics& diagnostics) {
  for (const Vertex end : stages.ends) {
    for (auto [edge, last] = boost::out_edges(end, stages.graph); edge != last; ++edge) {
      const auto& transition = stages.transition(*edge);
      diagnostics.push_back(fault(
          "E0706",
          fmt::format("stage '{}' ends the candidature, yet goes on to '{}'", stages.names[end],
                      transition.to),
          transition.span, "",
          "leave out this transition, or 'ends' where the stage is entered; an act that takes "
          "the end back is written 'undone by'"));
    }
  }
}

void check_can_end(const StageGraph& stages, Diagnostics& diagnostics) {
  std::set<Vertex> can_end;
  const auto backwards = boost::make_reverse_graph(stages.graph);
  for (const Vertex end : stages.ends) {
    for (const auto& [vertex, edge] : reached(backwards, end)) can_end.insert(vertex);
  }
  for (const auto& name : stages.names) {
    const Vertex vertex = stages.vertices.at(name);
    if (can_end.contains(vertex)) continue;
    const bool dead = boost::out_degree(vertex, stages.graph) == 0;
    diagnostics.push_back(
        fault(dead ? "E0702" : "E0703",
              dead ? fmt::format("stage '{}' is a dead end: nothing leads out of it", name)
                   : fmt::format("from stage '{}' no end can be reached", name),
              span_of(stages, name), "",
              dead ? "add a transition out of it, or write 'ends' on the one that leads to it"
                   : "add a transition towards a stage that ends the candidature"));
  }
}

/// A stage that waits for an applicant's act until a limit must say what happens when
/// the limit lapses; otherwise the candidature waits for ever.
void check_waiting(const StageGraph& stages, Diagnostics& diagnostics) {
  for (const auto& name : stages.names) {
    const Transition* waits = nullptr;
    bool way_out = false;
    bool exits = false;
    const auto vertex = stages.vertices.at(name);
    for (auto [edge, last] = boost::out_edges(vertex, stages.graph); edge != last; ++edge) {
      const auto& transition = stages.transition(*edge);
      if (transition.on == "withdraw") continue;
      exits = true;
      const bool applicants = transition.on && is_applicants(*transition.on);
      if (applicants) waits = &transition;
      if (!applicants) way_out = true;
    }
    if (!exits || !waits || way_out) continue;
    diagnostics.push_back(
        fault("E0704", fmt::format("stage '{}' waits for an applicant and has no way out", name),
              waits->span, fmt::format("nothing happens when no '{}' comes", *waits->on),
              fmt::format("add a line such as: {} -> … after {}", name,
                          waits->by.value_or("MILESTONE"))));
  }
}

/// Only transitions without an act and without a limit run on by themselves.
void check_cycles(const StageGraph& stages, Diagnostics& diagnostics) {
  const auto runs_on = [&](Edge edge) {
    const auto& transition = stages.transition(edge);
    return transition.automatic() && !transition.after;
  };
  const boost::filtered_graph<Graph, std::function<bool(Edge)>> automatic(stages.graph, runs_on);
  std::vector<std::size_t> component(boost::num_vertices(stages.graph));
  boost::strong_components(
      automatic, boost::make_iterator_property_map(component.begin(),
                                                   boost::get(boost::vertex_index, stages.graph)));
  std::set<std::size_t> reported;
  for (auto [edge, last] = boost::edges(automatic); edge != last; ++edge) {
    const Vertex from = boost::source(*edge, automatic);
    const Vertex to = boost::target(*edge, automatic);
    if (component[from] != component[to] || !reported.insert(component[from]).second) continue;
    diagnostics.push_back(
        fault("E0705",
              fmt::format("stages '{}' and '{}' can chase each other without end",
                          stages.names[from], stages.names[to]),
              stages.transition(*edge).span, "this transition needs no act and no limit",
              "let one of the transitions wait for an act ('on …') or a milestone ('after …')"));
  }
}

/// The transitions on the way to `to` that never touch `avoid`; empty when every way does.
std::vector<Edge> way_round(const StageGraph& stages, Vertex avoid, Vertex to) {
  if (stages.start() == avoid) return {};
  const auto elsewhere = [&](Vertex vertex) { return vertex != avoid; };
  const boost::filtered_graph<Graph, boost::keep_all, std::function<bool(Vertex)>> rest(
      stages.graph, {}, elsewhere);
  const auto came_by = reached(rest, stages.start());
  if (!came_by.contains(to)) return {};
  std::vector<Edge> path;
  for (auto edge = came_by.at(to); edge; edge = came_by.at(boost::source(*edge, rest))) {
    path.push_back(*edge);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

void check_must_pass(const StageGraph& stages, const rules::Rulebook& rulebook,
                     Diagnostics& diagnostics) {
  for (const auto& rule : rulebook.must_pass) {
    const auto middle = rule.text.find(" before ");
    if (middle == std::string::npos) {
      diagnostics.push_back(
          fault("E0708", fmt::format("'{}' does not say which stage comes first", rule.text),
                rule.span, "", "write: STAGE before STAGE"));
      continue;
    }
    const auto first = rule.text.substr(0, middle);
    const auto second = rule.text.substr(middle + 8);
    const auto a = stages.vertices.find(first);
    const auto b = stages.vertices.find(second);
    if (a == stages.vertices.end() || b == stages.vertices.end()) {
      const auto& missing = a == stages.vertices.end() ? first : second;
      const auto near = rules::nearest(missing, stages.names);
      diagnostics.push_back(
          fault("E0708", fmt::format("'{}' is no stage of the flow", missing), rule.span, "",
                near.empty() ? fmt::format("the stages are {}", fmt::join(stages.names, ", "))
                             : fmt::format("did you mean '{}'?", near)));
      continue;
    }
    const auto path = way_round(stages, a->second, b->second);
    if (path.empty()) continue;
    std::string way = stages.flow.start;
    for (const Edge edge : path) way += " -> " + stages.transition(edge).to;
    auto found =
        fault("E0707", fmt::format("stage '{}' can be reached without passing '{}'", second, first),
              rule.span, fmt::format("for example: {}", way),
              "close that way, or take the demand out of must-pass");
    for (std::size_t step = 0; step < path.size(); ++step) {
      found.secondary.push_back(
          {stages.transition(path[step]).span, fmt::format("step {} of this way", step + 1)});
    }
    diagnostics.push_back(std::move(found));
  }
}

/// An act that takes a move back must not also do something else there, nor make the
/// move in the first place.
void check_undoing(const StageGraph& stages, Diagnostics& diagnostics) {
  for (const auto& transition : stages.flow.transitions) {
    if (!transition.undone_by) continue;
    const std::string& act = *transition.undone_by;
    auto found = fault("W0703", "", transition.span, "", "let another act take it back");
    found.severity = rules::Severity::warning;
    if (transition.on == act) {
      found.message = fmt::format("'{}' both makes this move and takes it back", act);
      diagnostics.push_back(std::move(found));
      continue;
    }
    for (const auto& other : stages.flow.transitions) {
      const auto& from = other.from;
      if (other.on != act || std::find(from.begin(), from.end(), transition.to) == from.end()) {
        continue;
      }
      found.message = fmt::format("in stage '{}', '{}' both takes this back and leads on to '{}'",
                                  transition.to, act, other.to);
      found.secondary.push_back({other.span, "it leads on here"});
      diagnostics.push_back(std::move(found));
      break;
    }
  }
}

}  // namespace

Diagnostics check_workflow(const rules::Rulebook& rulebook) {
  Diagnostics diagnostics;
  if (rulebook.flow.transitions.empty()) return diagnostics;
  const StageGraph stages(rulebook.flow);
  check_reachable(stages, diagnostics);
  check_can_end(stages, diagnostics);
  check_no_way_on(stages, diagnostics);
  check_waiting(stages, diagnostics);
  check_cycles(stages, diagnostics);
  check_must_pass(stages, rulebook, diagnostics);
  check_undoing(stages, diagnostics);
  return diagnostics;
}

}  // namespace termijn::engine
