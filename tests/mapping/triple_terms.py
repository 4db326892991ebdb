# SPDX-License-Identifier: Apache-2.0
"""Statements with triple terms, read for comparison: N-Triples of RDF 1.2, or N-Triples-star (see star_test.py)."""
import re

REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
TOKEN = re.compile(r'\s*(?:(?P<open><<\(?)|(?P<close>\)?>>)|(?P<iri><[^<>\s]*>)|(?P<blank>_:[\w.-]*\w)|'
                   r'(?P<literal>"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)|(?P<end>\.))')


class Reader:
    """Statements of one text; `triples` maps the nodes that stand for quoted triples to what they quote."""

    def __init__(self, text, star):
        self.text, self.at, self.star, self.triples = text, 0, star, {}

    def token(self):
        match = TOKEN.match(self.text, self.at)
        if not match:
            raise ValueError(f"cannot read {self.text[self.at:self.at + 60]!r}")
        self.at = match.end()
        return match.lastgroup, match[match.lastgroup]

    def term(self):
        kind, text = self.token()
        if kind != "open":
            if kind in ("close", "end"):
                raise ValueError(f"a term is missing before {text}")
            return ("b" if kind == "blank" else "t", text)
        if (text == "<<") != self.star:
            raise ValueError(f"`{text}` is of another syntax")
        triple = (self.term(), self.term(), self.term())
        if self.token() != ("close", ">>" if self.star else ")>>"):
            raise ValueError("a triple that does not end")
        if not self.star:
            return ("triple", triple)
        self.triples[triple] = ("b", f"_:quoted{len(self.triples)}") if triple not in self.triples else self.triples[triple]
        return self.triples[triple]

    def statements(self):
        while self.text[self.at:].strip():
            yield self.term(), self.term(), self.term()
            if self.token()[0] != "end":
                raise ValueError("more than three terms")


def graph(text, star):
    """Plain triples: what a node reifies becomes three of them."""
    reader, out = Reader(text, star), set()

    def reify(node, triple):
        for name, term in zip(("subject", "predicate", "object"), triple):
            out.add((node, ("t", name), term, ("d",)))

    for s, p, o in reader.statements():
        if o[0] == "triple":
            if p[1] != REIFIES:
                raise ValueError(f"a triple term behind {p[1]}")
            reify(s, o[1])
        else:
            out.add((s, p, o, ("d",)))
    for triple, node in reader.triples.items():
        reify(node, triple)
    return out
