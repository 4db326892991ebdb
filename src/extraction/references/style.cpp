// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "extraction/references/segmentation.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

using Table = std::array<std::array<double, Style::values>, Style::attributes>;

/// A candidate so much worse than its entry's best has no vote that a double could hold beside the best one's.
constexpr double no_vote = -37;

double style_score(const Table& log_frequency, const Style& style) {
  const auto codes = style.codes();
  double score = 0;
  for (std::size_t a = 0; a < codes.size(); ++a) score += log_frequency[a][codes[a]];
  return weights::style * score;
}

/// The styles of a list's candidates, each once: there are hundreds of candidates and few styles.
class Styles {
 public:
  explicit Styles(const std::vector<std::vector<Segmentation>>& candidates) {
    std::vector<std::uint16_t> known(combinations, 0);  // 1 and the place in styles_
    for (const std::vector<Segmentation>& entry : candidates)
      for (const Segmentation& s : entry) {
        std::uint16_t& place = known[code_of(s.style)];
        if (place == 0) {
          styles_.push_back(s.style);
          place = static_cast<std::uint16_t>(styles_.size());
        }
        of_.push_back(place - 1U);
      }
  }
  std::size_t size() const { return styles_.size(); }
  const Style& operator[](std::size_t style) const { return styles_[style]; }
  /// Those of the candidates, entry by entry.
  const std::vector<std::uint32_t>& of() const { return of_; }
  std::vector<double> scores(const Table& log_frequency) const {
    std::vector<double> out;
    for (const Style& style : styles_) out.push_back(style_score(log_frequency, style));
    return out;
  }

 private:
  static constexpr std::size_t combinations = 5 * 6 * 9 * 9 * 2 * 2;
  static std::size_t code_of(const Style& style) {
    const auto codes = style.codes();
    return ((((codes[0] * 6U + codes[1]) * 9U + codes[2]) * 9U + codes[3]) * 2U + codes[4]) * 2U + codes[5];
  }
  std::vector<Style> styles_;
  std::vector<std::uint32_t> of_;
};

/// How often each attribute has each value, by the votes of all candidates.
Table count_votes(const std::vector<std::vector<Segmentation>>& candidates, const Styles& styles,
                  const std::vector<double>& style_scores) {
  std::vector<double> votes(styles.size(), 0), shares;
  const std::uint32_t* style = styles.of().data();
  for (const std::vector<Segmentation>& entry : candidates) {
    if (entry.empty()) continue;
    double best = -1e300, sum = 0;
    shares.clear();
    for (std::size_t c = 0; c < entry.size(); ++c) {
      shares.push_back(entry[c].score + style_scores[style[c]]);
      best = std::max(best, shares.back());
    }
    for (double& share : shares) sum += share = share - best < no_vote ? 0 : std::exp(share - best);
    for (std::size_t c = 0; c < entry.size(); ++c) votes[style[c]] += shares[c] / sum;
    style += entry.size();
  }
  Table count{};
  for (std::size_t i = 0; i < styles.size(); ++i) {
    const auto codes = styles[i].codes();
    for (std::size_t a = 0; a < codes.size(); ++a) count[a][codes[a]] += votes[i];
  }
  return count;
}

}  // namespace

std::vector<int> choose(const std::vector<std::vector<Segmentation>>& candidates) {
  const Styles styles(candidates);
  const auto total = static_cast<double>(
      std::count_if(candidates.begin(), candidates.end(), [](const auto& entry) { return !entry.empty(); }));
  std::vector<double> style_scores(styles.size(), 0);
  for (int round = 0; round < weights::rounds && total > 0; ++round) {
    Table log_frequency = count_votes(candidates, styles, style_scores);
    for (auto& attribute : log_frequency)
      for (double& value : attribute)
        value = std::log((value + weights::style_prior) / (total + weights::style_prior * Style::values));
    style_scores = styles.scores(log_frequency);
  }
  std::vector<int> chosen;
  chosen.reserve(candidates.size());
  const std::uint32_t* style = styles.of().data();
  for (const std::vector<Segmentation>& entry : candidates) {
    int best = -1;
    double best_score = 0;
    for (std::size_t c = 0; c < entry.size(); ++c) {
      const double score = entry[c].score + style_scores[style[c]];
      if (best < 0 || score > best_score + 1e-9) best = static_cast<int>(c), best_score = score;
    }
    chosen.push_back(best);
    style += entry.size();
  }
  return chosen;
}

}  // namespace vitagraph::extraction::references
