#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""String literals in src/extraction that are words of a natural language: those belong into ontology/lexicon. A literal
counts if it holds a word of the vocabularies as people write it and is not a name in the code's own use: a scheme, a
notation, a field, a type, a rule ("career.post"), or a regular expression without a spelled-out word.

    check_words.py SOURCE_DIR
"""
import re
import sys
from pathlib import Path

LITERAL = re.compile(r'R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)"', re.S)
CODE_NAME = re.compile(r"[a-z_:.]+[a-z0-9_-]*(?:[.][a-z-]+)*|\W*")


def known_names(root):
    """Notations and schemes of the vocabularies, types, fields and enums of the facts: identifiers, not language."""
    names = set()
    for file in (root / "ontology/lexicon").glob("*.ttl"):
        names.add(file.stem)
        names.update(re.findall(r'skos:notation "([^"]+)"', file.read_text(encoding="utf-8")))
    names.update(re.findall(r"[\w-]+", (root / "ontology/facts.yml").read_text(encoding="utf-8")))
    return names


def main():
    root = Path(sys.argv[1])
    names = known_names(root)
    # Currencies' names stand beside figures in any language; parts of addresses on the web are no words, nor are the
    # vowels; dumps speak to those who write rules.
    allowed = {"million", "billion", "euros", "Euros", "https", "aeiouyAEIOUY", "inherited"}
    found = []
    for file in sorted((root / "src/extraction").rglob("*.[ch]pp")):
        text = re.sub(r"//[^\n]*|^#include[^\n]*", lambda m: " " * len(m[0]), file.read_text(encoding="utf-8"), flags=re.M)
        text = re.sub(r"'(?:\\.|[^'\\])'", "   ", text)
        for match in LITERAL.finditer(text):
            literal = match[1] if match[1] is not None else match[2]
            if match[1] is None and (literal in names or CODE_NAME.fullmatch(literal)):
                continue
            plain = re.sub(r"\\[a-zA-Z](?:\{[^}]*\})?|\(\?[:=!<imsP]+|\[[^\]]*\]|\{[^}]*\}", " ", literal) if match[1] is not None else literal
            words = [w for w in re.findall(r"[A-Za-z]{4,}", plain) if w not in names and w not in allowed]
            if words and not re.search(r"\\.[a-z(]", literal):
                found.append(f"{file.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}: {', '.join(words[:6])}")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
