// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "extraction/references/segmentation.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

using Table = std::array<std::array<double, Style::values>, Style::attributes>;

double style_score(const Table& log_frequency, const Style& style) {
  const auto codes = style.codes();
  double score = 0;
  for (std::size_t a = 0; a < codes.size(); ++a) score += log_frequency[a][codes[a]];
  return weights::style * score;
}

}  // namespace

std::vector<int> choose(const std::vector<std::vector<Segmentation>>& candidates) {
  Table log_frequency{};
  for (int round = 0; round < weights::rounds; ++round) {
    Table count{};
    double total = 0;
    for (const std::vector<Segmentation>& entry : candidates) {
      if (entry.empty()) continue;
      double best = -1e300;
      std::vector<double> scores;
      scores.reserve(entry.size());
      for (const Segmentation& s : entry) {
        scores.push_back(s.score + style_score(log_frequency, s.style));
        best = std::max(best, scores.back());
      }
      double sum = 0;
      for (double& score : scores) sum += score = std::exp(score - best);
      for (std::size_t c = 0; c < entry.size(); ++c) {
        const auto codes = entry[c].style.codes();
        const double share = scores[c] / sum;
        for (std::size_t a = 0; a < codes.size(); ++a) count[a][codes[a]] += share;
      }
      total += 1;
    }
    if (total == 0) break;
    for (std::size_t a = 0; a < Style::attributes; ++a)
      for (std::size_t v = 0; v < Style::values; ++v)
        log_frequency[a][v] =
            std::log((count[a][v] + weights::style_prior) / (total + weights::style_prior * Style::values));
  }
  std::vector<int> chosen;
  chosen.reserve(candidates.size());
  for (const std::vector<Segmentation>& entry : candidates) {
    int best = -1;
    double best_score = 0;
    for (std::size_t c = 0; c < entry.size(); ++c) {
      const double score = entry[c].score + style_score(log_frequency, entry[c].style);
      if (best < 0 || score > best_score + 1e-9) best = static_cast<int>(c), best_score = score;
    }
    chosen.push_back(best);
  }
  return chosen;
}

}  // namespace vitagraph::extraction::references
