// SPDX-License-Identifier: Apache-2.0
#include "extraction/initials.hpp"

#include "base/base.hpp"

namespace vitagraph::extraction {

bool begins_with_initials(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !is_letter(code_point_at(text, at).value)) at += code_point_at(text, at).length;
  at = text.find(',', at);
  if (at == std::string_view::npos) return false;
  at += text.substr(at + 1, 1) == " " ? 2 : 1;
  if (at >= text.size()) return false;
  const CodePoint initial = code_point_at(text, at);
  return is_upper(initial.value) && text.substr(at + initial.length, 1) == ".";
}

}  // namespace vitagraph::extraction
