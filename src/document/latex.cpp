// SPDX-License-Identifier: Apache-2.0
#include "document/latex.hpp"

#include <array>
#include <cctype>
#include <utility>

#include "base/base.hpp"

namespace vitagraph::document {
namespace {

/// The combining mark of an accent command, 0 if it is none.
char32_t accent(std::string_view command) {
  static constexpr std::array<std::pair<char, char32_t>, 15> marks = {{{'`', 0x300},
                                                                       {'\'', 0x301},
                                                                       {'^', 0x302},
                                                                       {'~', 0x303},
                                                                       {'=', 0x304},
                                                                       {'u', 0x306},
                                                                       {'.', 0x307},
                                                                       {'"', 0x308},
                                                                       {'r', 0x30A},
                                                                       {'H', 0x30B},
                                                                       {'v', 0x30C},
                                                                       {'d', 0x323},
                                                                       {'c', 0x327},
                                                                       {'k', 0x328},
                                                                       {'b', 0x331}}};
  if (command.size() != 1) return 0;
  for (const auto& [name, mark] : marks)
    if (name == command[0]) return mark;
  return 0;
}

std::string_view letter(std::string_view command) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 26> letters = {{{"ss", "ß"},
                                                                                             {"o", "ø"},
                                                                                             {"O", "Ø"},
                                                                                             {"l", "ł"},
                                                                                             {"L", "Ł"},
                                                                                             {"ae", "æ"},
                                                                                             {"AE", "Æ"},
                                                                                             {"oe", "œ"},
                                                                                             {"OE", "Œ"},
                                                                                             {"aa", "å"},
                                                                                             {"AA", "Å"},
                                                                                             {"i", "ı"},
                                                                                             {"j", "ȷ"},
                                                                                             {"dh", "ð"},
                                                                                             {"th", "þ"},
                                                                                             {"ng", "ŋ"},
                                                                                             {"dj", "đ"},
                                                                                             {"DJ", "Đ"},
                                                                                             {"textendash", "–"},
                                                                                             {"textemdash", "—"},
                                                                                             {"textquoteright", "’"},
                                                                                             {"textquotesingle", "'"},
                                                                                             {"textregistered", "®"},
                                                                                             {"texttrademark", "™"},
                                                                                             {"ldots", "…"},
                                                                                             {"dots", "…"}}};
  for (const auto& [name, value] : letters)
    if (name == command) return value;
  return {};
}

}  // namespace

std::string from_latex(std::string_view latex) {
  std::string out;
  for (std::size_t at = 0; at < latex.size();) {
    const char c = latex[at];
    if (c == '$') {
      const std::size_t end = latex.find('$', at + 1);
      const std::size_t stop = end == std::string_view::npos ? latex.size() : end + 1;
      out += latex.substr(at, stop - at);
      at = stop;
    } else if (c == '\\' && at + 1 < latex.size()) {
      std::size_t end = at + 1;
      while (end < latex.size() && std::isalpha(static_cast<unsigned char>(latex[end]))) ++end;
      if (end == at + 1) end += code_point_at(latex, end).length;
      const std::string_view command = latex.substr(at + 1, end - at - 1);
      at = end;
      const bool word = std::isalpha(static_cast<unsigned char>(command[0])) != 0;
      if (const char32_t mark = accent(command);
          mark != 0 && (!word || at >= latex.size() || latex[at] == '{' || latex[at] == ' ')) {
        while (at < latex.size() && (latex[at] == '{' || latex[at] == ' ')) ++at;
        std::string base;
        if (latex.substr(at, 2) == "\\i" || latex.substr(at, 2) == "\\j") {
          base = latex[at + 1];
          at += 2;
        } else if (at < latex.size() && latex[at] != '}') {
          const CodePoint point = code_point_at(latex, at);
          base = latex.substr(at, point.length);
          at += point.length;
        }
        append_utf8(base, mark);
        out += nfc(base);
      } else if (const std::string_view special = letter(command); !special.empty()) {
        out += special;
        if (at < latex.size() && latex[at] == ' ') ++at;  // the blank ends the command
      } else if (!word) {
        if (std::string_view("&%$#_{}").find(command[0]) != std::string_view::npos) out += command[0];
        if (command[0] == ' ' || command[0] == '\\' || command[0] == ',' || command[0] == '\n') out += ' ';
      } else if (at < latex.size() && latex[at] == ' ') {
        ++at;  // \emph and its kin leave their argument
      }
    } else if (c == '{' || c == '}') {
      ++at;
    } else if (c == '~') {
      out += ' ';
      ++at;
    } else if (latex.substr(at, 3) == "---") {
      out += "—";
      at += 3;
    } else if (latex.substr(at, 2) == "--") {
      out += "–";
      at += 2;
    } else if (latex.substr(at, 2) == "``") {
      out += "“";
      at += 2;
    } else if (latex.substr(at, 2) == "''") {
      out += "”";
      at += 2;
    } else {
      out += c;
      ++at;
    }
  }
  return collapse_blanks(out);
}

}  // namespace vitagraph::document
