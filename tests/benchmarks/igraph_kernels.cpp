// SPDX-License-Identifier: Apache-2.0
// igraph's side of graph_benchmark.py: the same steps on the same input by igraph's C library (Debian's libigraph-dev).
// Where igraph has two ways for a step, the faster counts.
#include <igraph/igraph.h>

#include <algorithm>
#include <numeric>

#include "measure.hpp"

namespace {

constexpr igraph_integer_t searches = 100;
constexpr igraph_integer_t lines_asked = 1000;

/// An igraph_vector_int_t that frees itself.
struct Integers {
  igraph_vector_int_t of;
  Integers() { igraph_vector_int_init(&of, 0); }
  Integers(const Integers&) = delete;
  Integers& operator=(const Integers&) = delete;
  ~Integers() { igraph_vector_int_destroy(&of); }
  igraph_integer_t size() const { return igraph_vector_int_size(&of); }
};

struct Reals {
  igraph_vector_t of;
  Reals() { igraph_vector_init(&of, 0); }
  Reals(const Reals&) = delete;
  Reals& operator=(const Reals&) = delete;
  ~Reals() { igraph_vector_destroy(&of); }
};

igraph_integer_t read_count(const std::string& path) {
  igraph_integer_t count = 0;
  std::ifstream(path) >> count;
  return count;
}

void load(const std::string& path, igraph_integer_t vertices, bool directed, igraph_t& graph) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file || igraph_read_graph_edgelist(&graph, file, vertices, directed) != IGRAPH_SUCCESS) std::exit(2);
  std::fclose(file);
}

/// By igraph_bfs_simple: igraph_bfs takes three times as long.
double search_each(const igraph_t& graph) {
  double sum = 0;
  Integers order, layers;
  for (igraph_integer_t source = 0; source < searches; ++source) {
    igraph_bfs_simple(&graph, source, IGRAPH_ALL, &order.of, &layers.of, nullptr);
    for (igraph_integer_t layer = 0; layer + 1 < layers.size(); ++layer)
      sum += static_cast<double>(layer * (VECTOR(layers.of)[layer + 1] - VECTOR(layers.of)[layer]));
  }
  return sum;
}

void network(const std::string& folder) {
  benchmark::Measure measure;
  const igraph_integer_t people = read_count(folder + "/count.txt");
  igraph_t graph;
  measure("load", [&] {
    load(folder + "/edges.txt", people, false, graph);
    return static_cast<double>(igraph_ecount(&graph));
  });
  measure("components", [&] {
    Integers of, sizes;
    igraph_integer_t count = 0;
    igraph_connected_components(&graph, &of.of, &sizes.of, &count, IGRAPH_WEAK);
    return static_cast<double>(count);
  });
  measure("core", [&] {
    Integers core;
    igraph_coreness(&graph, &core.of, IGRAPH_ALL);
    return static_cast<double>(igraph_vector_int_max(&core.of));
  });
  measure("clustering", [&] {
    igraph_real_t mean = 0;
    igraph_transitivity_avglocal_undirected(&graph, &mean, IGRAPH_TRANSITIVITY_ZERO);
    return mean;
  });
  measure("pagerank", [&] {
    Reals rank;
    igraph_pagerank(&graph, IGRAPH_PAGERANK_ALGO_PRPACK, &rank.of, nullptr, igraph_vss_all(), false, 0.85, nullptr,
                    nullptr);
    return igraph_vector_max(&rank.of);
  });
  measure("bfs", [&] { return search_each(graph); });
  const igraph_vs_t sources = [] {
    igraph_vs_t first;
    igraph_vs_range(&first, 0, searches);
    return first;
  }();
  measure("betweenness", [&] {
    Reals scores;
    igraph_betweenness_subset(&graph, &scores.of, igraph_vss_all(), false, sources, igraph_vss_all(), nullptr);
    const auto n = static_cast<double>(people);
    return igraph_vector_max(&scores.of) * 2 * n / searches / (n - 1) / (n - 2);
  });
  measure("closeness", [&] {
    Reals values;
    Integers reached;
    igraph_closeness(&graph, &values.of, &reached.of, nullptr, sources, IGRAPH_ALL, nullptr, true);
    double best = 0;
    for (igraph_integer_t i = 0; i < searches; ++i) {
      const auto others = static_cast<double>(VECTOR(reached.of)[i]);
      if (others > 0) best = std::max(best, VECTOR(values.of)[i] * others / static_cast<double>(people - 1));
    }
    return best;
  });
  measure("leiden", [&] {
    Integers of;
    Reals degrees;
    Integers counts;
    igraph_degree(&graph, &counts.of, igraph_vss_all(), IGRAPH_ALL, true);
    igraph_vector_resize(&degrees.of, counts.size());
    for (igraph_integer_t v = 0; v < counts.size(); ++v)
      VECTOR(degrees.of)[v] = static_cast<double>(VECTOR(counts.of)[v]);
    igraph_integer_t communities = 0;
    igraph_real_t quality = 0;
    igraph_community_leiden(&graph, nullptr, &degrees.of, 0.5 / static_cast<double>(igraph_ecount(&graph)), 0.01, false,
                            2, &of.of, &communities, &quality);
    return quality;
  });
  igraph_destroy(&graph);
}

/// By igraph_bipartite_projection, which tells the weights.
double project_bipartite(const benchmark::Lists& lists, igraph_integer_t people) {
  Integers edges;
  igraph_vector_int_reserve(&edges.of, 2 * static_cast<igraph_integer_t>(lists.values.size()));
  std::size_t at = 0;
  for (std::size_t paper = 0; paper < lists.ends.size(); ++paper)
    for (; at < lists.ends[paper]; ++at) {
      igraph_vector_int_push_back(&edges.of, people + static_cast<igraph_integer_t>(paper));
      igraph_vector_int_push_back(&edges.of, lists.values[at]);
    }
  const igraph_integer_t all = people + static_cast<igraph_integer_t>(lists.ends.size());
  igraph_t bipartite, authors;
  igraph_create(&bipartite, &edges.of, all, false);
  igraph_vector_bool_t types;
  igraph_vector_bool_init(&types, all);
  for (igraph_integer_t v = people; v < all; ++v) VECTOR(types)[v] = true;
  Integers weights;
  igraph_bipartite_projection(&bipartite, &types, &authors, nullptr, &weights.of, nullptr, -1);
  const auto sum = static_cast<double>(igraph_vector_int_sum(&weights.of));
  igraph_destroy(&authors);
  igraph_destroy(&bipartite);
  igraph_vector_bool_destroy(&types);
  return sum;
}

/// By a multigraph of all pairs and igraph_simplify, which adds up a weight.
double project_pairs(const benchmark::Lists& lists, igraph_integer_t people) {
  Integers pairs;
  for (std::size_t paper = 0, begin = 0; paper < lists.ends.size(); begin = lists.ends[paper++])
    for (std::size_t i = begin; i < lists.ends[paper]; ++i)
      for (std::size_t j = i + 1; j < lists.ends[paper]; ++j) {
        igraph_vector_int_push_back(&pairs.of, lists.values[i]);
        igraph_vector_int_push_back(&pairs.of, lists.values[j]);
      }
  igraph_t graph;
  igraph_create(&graph, &pairs.of, people, false);
  Reals ones;
  igraph_vector_resize(&ones.of, igraph_ecount(&graph));
  igraph_vector_fill(&ones.of, 1);
  SETEANV(&graph, "weight", &ones.of);
  igraph_attribute_combination_t sums;
  igraph_attribute_combination(&sums, "weight", IGRAPH_ATTRIBUTE_COMBINE_SUM, IGRAPH_NO_MORE_ATTRIBUTES);
  igraph_simplify(&graph, true, false, &sums);
  EANV(&graph, "weight", &ones.of);
  const double sum = igraph_vector_sum(&ones.of);
  igraph_attribute_combination_destroy(&sums);
  igraph_destroy(&graph);
  return sum;
}

void projection(const std::string& folder) {
  igraph_set_attribute_table(&igraph_cattribute_table);
  benchmark::Measure measure;
  const benchmark::Lists lists = benchmark::read_lists(folder + "/lists.txt");
  const igraph_integer_t people = read_count(folder + "/count.txt");
  measure.begin();
  measure("projection", [&] { return project_bipartite(lists, people); });
  measure("projection", [&] { return project_pairs(lists, people); });
}

/// Common ancestors that have no student among them; igraph has no function for it, so from its parts.
double lowest_common(const igraph_t& graph, igraph_integer_t a, igraph_integer_t b, std::vector<char>& mark) {
  Integers above_a, above_b, students;
  igraph_subcomponent(&graph, &above_a.of, a, IGRAPH_OUT);
  igraph_subcomponent(&graph, &above_b.of, b, IGRAPH_OUT);
  for (igraph_integer_t i = 0; i < above_a.size(); ++i) mark[VECTOR(above_a.of)[i]] |= 1;
  for (igraph_integer_t i = 0; i < above_b.size(); ++i) mark[VECTOR(above_b.of)[i]] |= 2;
  std::vector<igraph_integer_t> beneath;
  for (igraph_integer_t i = 0; i < above_a.size(); ++i) {
    const igraph_integer_t person = VECTOR(above_a.of)[i];
    if (mark[person] != 3) continue;
    igraph_neighbors(&graph, &students.of, person, IGRAPH_OUT);
    for (igraph_integer_t k = 0; k < students.size(); ++k) beneath.push_back(VECTOR(students.of)[k]);
  }
  for (const igraph_integer_t person : beneath) mark[person] |= 4;
  double count = 0;
  for (igraph_integer_t i = 0; i < above_a.size(); ++i) count += mark[VECTOR(above_a.of)[i]] == 3;
  for (const igraph_integer_t person : beneath) mark[person] = 0;
  for (const Integers* list : {&above_a, &above_b})
    for (igraph_integer_t i = 0; i < list->size(); ++i) mark[VECTOR(list->of)[i]] = 0;
  return count;
}

void advisors(const std::string& folder) {
  benchmark::Measure measure;
  const igraph_integer_t people = read_count(folder + "/people.txt");
  const benchmark::Lists first = benchmark::read_lists(folder + "/advisors.txt", 2 * searches);
  igraph_t graph;
  measure("load", [&] {
    load(folder + "/advisors.txt", people, true, graph);
    return static_cast<double>(igraph_ecount(&graph));
  });
  measure("ancestors", [&] {
    Integers found;
    double sum = 0;
    for (igraph_integer_t i = 0; i < lines_asked; ++i) {
      igraph_subcomponent(&graph, &found.of, people / lines_asked * i, IGRAPH_OUT);
      sum += static_cast<double>(found.size() - 1);
    }
    return sum;
  });
  measure("descendants", [&] {
    Integers found;
    double sum = 0;
    for (igraph_integer_t i = 0; i < searches; ++i) {
      igraph_subcomponent(&graph, &found.of, first.values[2 * i + 1], IGRAPH_IN);
      sum += static_cast<double>(found.size() - 1);
    }
    return sum;
  });
  measure("topological order", [&] {
    Integers order;
    igraph_topological_sorting(&graph, &order.of, IGRAPH_IN);
    return static_cast<double>(order.size());
  });
  measure("longest lines", [&] {
    Integers order, above;
    igraph_topological_sorting(&graph, &order.of, IGRAPH_IN);
    std::vector<igraph_integer_t> length(people, 0);
    for (igraph_integer_t i = 0; i < order.size(); ++i) {
      const igraph_integer_t person = VECTOR(order.of)[i];
      igraph_neighbors(&graph, &above.of, person, IGRAPH_OUT);
      for (igraph_integer_t k = 0; k < above.size(); ++k)
        length[person] = std::max(length[person], length[VECTOR(above.of)[k]] + 1);
    }
    return static_cast<double>(*std::max_element(length.begin(), length.end()));
  });
  measure("common ancestors", [&] {
    std::vector<char> mark(people, 0);
    double sum = 0;
    for (igraph_integer_t i = 0; i + 1 < lines_asked; ++i)
      sum += lowest_common(graph, people / lines_asked * i, people / lines_asked * (i + 1), mark);
    return sum;
  });
  igraph_destroy(&graph);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string task = argc == 3 ? argv[1] : "";
  if (task == "network")
    network(argv[2]);
  else if (task == "projection")
    projection(argv[2]);
  else if (task == "advisors")
    advisors(argv[2]);
  else {
    std::fprintf(stderr, "igraph_kernels network|projection|advisors FOLDER\n");
    return 2;
  }
}
