// SPDX-License-Identifier: Apache-2.0
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "document/pdf_page.hpp"

namespace vitagraph::document {
namespace {

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return to_valid_utf8(std::string_view(bytes.data(), bytes.size()));
}

/// The combining mark for an accent that TeX's old fonts draw before its letter, 0 for any other character.
char32_t combining(char32_t c) {
  switch (c) {
    case 0xB4: return 0x301;
    case 0x60: return 0x300;
    case 0xA8: return 0x308;
    case 0x2C6: return 0x302;
    case 0x2DC: return 0x303;
    case 0x2C7: return 0x30C;
    case 0x2DA: return 0x30A;
    case 0xB8: return 0x327;
    case 0x2D8: return 0x306;
    case 0x2DD: return 0x30B;
    default: return 0;
  }
}

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

/// By the font's name, the only thing a PDF tells: "ABCDEF+NimbusRomNo9L-Medi", "Calibri,Bold", "CMBX10".
bool is_bold_font(std::string_view name) {
  return contains(name, "Bold") || contains(name, "bold") || contains(name, "Black") || contains(name, "Heavy") ||
         contains(name, "Demi") || contains(name, "CMBX") || contains(name, "CMB1") || contains(name, "SFBX") ||
         contains(name, "-Medi") || contains(name, "Semib") || contains(name, "BX1") || contains(name, "-Bd");
}

bool is_italic_font(std::string_view name) {
  return contains(name, "Ital") || contains(name, "ital") || contains(name, "Obli") || contains(name, "CMTI") ||
         contains(name, "CMSL") || contains(name, "SFTI") || contains(name, "-It") || contains(name, "Slant");
}

/// Fonts of pictures, which have a small circle or the like where others have the brace. Not TeX's symbols (CMSY):
/// their brace is one.
bool is_picture_font(std::string_view name) {
  return contains(name, "MarVoSym") || contains(name, "Dingbats") || contains(name, "dings") ||
         contains(name, "Awesome");
}

}  // namespace

std::string as_typed(std::string_view drawn) {
  static constexpr std::array<std::string_view, 7> ligatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  std::string out;
  for (std::size_t at = 0; at < drawn.size();) {
    const CodePoint c = code_point_at(drawn, at);
    at += c.length;
    if (c.value >= 0x80 && c.value <= 0x9F) {  // a sign of a font that names none of its glyphs: bullets mostly
      out += "•";
      continue;
    }
    if (c.value >= 0xFB00 && c.value <= 0xFB06) {
      out += ligatures[c.value - 0xFB00];
      continue;
    }
    if (const char32_t mark = combining(c.value); mark != 0 && at < drawn.size()) {
      CodePoint letter = code_point_at(drawn, at);
      const char32_t base = letter.value == 0x131 ? U'i' : letter.value;
      if (is_letter(base)) {
        std::string pair;
        append_utf8(pair, base);
        append_utf8(pair, mark);
        const std::string composed = nfc(pair);
        if (code_point_at(composed, 0).length == composed.size()) {
          out += composed;
          at += letter.length;
          continue;
        }
      }
    }
    append_utf8(out, c.value);
  }
  return out;
}

void measure(PdfLine& line) {
  line.left = line.words.front().left;
  line.right = line.words.back().right;
  line.top = 1e9;
  line.bottom = -1e9;
  line.bold = line.italic = true;
  double best = 0;
  for (const PdfWord& word : line.words) {
    line.right = std::max(line.right, word.right);
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
    line.bold = line.bold && word.bold;
    line.italic = line.italic && word.italic;
    const double letters = static_cast<double>(word.text.size());
    if (letters > best) {
      best = letters;
      line.size = word.size;
    }
  }
}

namespace {

/// What a word tells of small capitals of a font that keeps the dot ("CANDiDATE iN ECONOMiCS").
struct Dotted {
  bool capitals = false;   ///< no lower-case letter but "i"
  bool capital_i = false;  ///< such a word that has the capital "I" behind its first letter
  bool inside = false;     ///< such a word with a capital right behind an "i": not "Li", whose "i" is one
  bool sure = false;       ///< such a word that no name of a method or of a substance is ("LiDAR")
};

Dotted dotted(std::string_view text) {
  Dotted out;
  std::size_t dots = 0;
  bool behind_i = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_lower(c.value) && c.value != 'i') return {};
    if (c.value == 'i') ++dots;
    out.capitals = out.capitals || is_upper(c.value);
    out.capital_i = out.capital_i || (c.value == 'I' && at > 0);
    out.inside = out.inside || (behind_i && is_upper(c.value));
    behind_i = c.value == 'i';
    at += c.length;
  }
  out.sure = out.inside && (text.front() == 'i' || dots > 1);
  return out;
}

/// Puts the capitals back into such words, only where several of a page's words show that their font has them.
void mend_small_capitals(std::vector<PdfWord>& words, const std::vector<std::string>& fonts) {
  std::set<std::string_view> with_capital_i;
  std::set<std::string_view> sure;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (dotted(words[i].text).capital_i) with_capital_i.insert(fonts[i]);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (with_capital_i.count(fonts[i]) == 0 && dotted(words[i].text).sure) sure.insert(words[i].text);
  constexpr std::size_t least = 2;
  if (sure.size() < least) return;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (with_capital_i.count(fonts[i]) == 0 && dotted(words[i].text).inside)
      std::replace(words[i].text.begin(), words[i].text.end(), 'i', 'I');
}

std::vector<PdfWord> words_of(const poppler::page& page) {
  std::vector<PdfWord> words;
  std::vector<std::string> fonts;
  for (const poppler::text_box& box : page.text_list(poppler::page::text_list_include_font)) {
    if (box.rotation() != 0) continue;  // stamps along the margin
    PdfWord word;
    word.text = as_typed(utf8(box.text()));
    if (trim(word.text).empty()) continue;
    const std::string font = box.has_font_info() ? box.get_font_name() : std::string();
    if (word.text == "{" && is_picture_font(font)) word.text = "•";
    const poppler::rectf frame = box.bbox();
    word.left = frame.left();
    word.right = frame.right();
    word.top = frame.top();
    word.bottom = frame.bottom();
    if (!std::isfinite(word.left) || !std::isfinite(word.right) || !std::isfinite(word.top) ||
        !std::isfinite(word.bottom))
      continue;
    word.size = box.has_font_info() && box.get_font_size() > 0 ? box.get_font_size() : word.bottom - word.top;
    word.bold = is_bold_font(font);
    word.italic = is_italic_font(font);
    word.space_after = box.has_space_after();
    fonts.push_back(font);
    words.push_back(std::move(word));
  }
  mend_small_capitals(words, fonts);
  return words;
}

/// Whether a word stands right behind (or before) one of the line's, overlapping its height.
bool attaches(const PdfWord& small, const PdfLine& line) {
  for (const PdfWord& word : line.words)
    if (small.size <= 0.85 * word.size &&
        std::min(std::abs(small.left - word.right), std::abs(word.left - small.right)) < 0.4 * word.size &&
        std::min(small.bottom, word.bottom) - std::max(small.top, word.top) > 0.2 * (small.bottom - small.top))
      return true;
  return false;
}

/// Superscripts and subscripts ("1st", "(TM)") are drawn off the line: lines of such words only go into the line they
/// touch.
void join_raised(std::vector<PdfLine>& lines) {
  std::vector<PdfLine> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto goes_into = [&](const PdfLine& line) {
      return lines[i].words.size() < 20 && line.words.size() < 200 &&
             std::all_of(lines[i].words.begin(), lines[i].words.end(),
                         [&](const PdfWord& w) { return attaches(w, line); });
    };
    PdfLine* target = nullptr;
    if (!out.empty() && goes_into(out.back())) {
      target = &out.back();
    } else if (i + 1 < lines.size() && goes_into(lines[i + 1])) {
      target = &lines[i + 1];
    }
    if (target == nullptr) {
      out.push_back(std::move(lines[i]));
    } else {
      for (PdfWord& word : lines[i].words) target->words.push_back(std::move(word));
    }
  }
  lines = std::move(out);
}

/// Words whose middles lie within a line's height stand on it, whatever column they are in.
std::vector<PdfLine> lines_across(std::vector<PdfWord> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const PdfWord& a, const PdfWord& b) { return a.middle() < b.middle(); });
  std::vector<PdfLine> lines;
  double top = 0, bottom = 0;
  for (PdfWord& word : words) {
    const double middle = word.middle();
    const bool inside = !lines.empty() && middle > top && middle < bottom;
    if (!inside) {
      lines.emplace_back();
      top = word.top;
      bottom = word.bottom;
      // Only the core of the box counts: ascenders and descenders of close lines overlap.
      const double margin = (bottom - top) * 0.22;
      top += margin;
      bottom -= margin;
    }
    lines.back().words.push_back(std::move(word));
  }
  for (PdfLine& line : lines) measure(line);
  join_raised(lines);
  for (PdfLine& line : lines) {
    std::stable_sort(line.words.begin(), line.words.end(),
                     [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
    measure(line);
  }
  return lines;
}

}  // namespace

bool is_column_gap(const PdfWord& left, const PdfWord& right) {
  const double em = std::max(1.0, std::min(left.size, right.size));
  if (left.column_after) return true;
  // poppler ends a run of words where columns part, but also before every change of line.
  return right.left - left.right > (left.space_after ? 1.6 : 0.7) * em;
}

std::string text_of(const PdfLine& line) {
  std::string out;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const PdfWord& word = line.words[i];
    if (i > 0) {
      const PdfWord& before = line.words[i - 1];
      if (is_column_gap(before, word)) {
        out += '\t';
      } else if (word.left - before.right >
                 0.1 * std::min(before.size, word.size)) {  // small capitals: "S" "EEMA" are one word
        out += ' ';
      }
    }
    out += word.text;
  }
  return out;
}

PdfPage read_pdf_page(const poppler::page& page, std::uint16_t number) {
  PdfPage out;
  const poppler::rectf frame = page.page_rect();
  out.width = frame.width();
  out.height = frame.height();
  out.lines = in_reading_order(lines_across(words_of(page)), out.width);
  for (PdfLine& line : out.lines) line.page = number;
  mark_label_columns(out);
  return out;
}

}  // namespace vitagraph::document
