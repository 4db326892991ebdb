// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/grammar.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

bool is_repetition(Path::Kind kind) {
  return kind == Path::Kind::zero_or_one || kind == Path::Kind::zero_or_more || kind == Path::Kind::one_or_more;
}

/// A repetition of a repetition is one: ((p+)?)* is p*. Nested ones would take a walk for each step of a walk.
Path repeated(Path::Kind kind, Path of) {
  if (is_repetition(of.kind)) {
    const bool none = kind != Path::Kind::one_or_more || of.kind != Path::Kind::one_or_more;
    const bool many = kind != Path::Kind::zero_or_one || of.kind != Path::Kind::zero_or_one;
    of.kind = !many ? Path::Kind::zero_or_one : none ? Path::Kind::zero_or_more : Path::Kind::one_or_more;
    return of;
  }
  Path out;
  out.kind = kind;
  out.parts.push_back(std::move(of));
  return out;
}

}  // namespace

void Triples::triples_block(std::vector<TriplePattern>& out) {
  while (!is_mark("}") && !at_end()) {
    triples_same_subject(out);
    if (!take_mark(".")) break;
  }
}

void Triples::triples_same_subject(std::vector<TriplePattern>& out) {
  const bool made = is_mark("[") || is_mark("(");
  const std::size_t before = out.size();
  const Node subject = made ? collection_or_blank(out) : node();
  // [ ex:p 1 ] and (1 2) say something by themselves; [] and () do not.
  if (out.size() > before && (is_mark(".") || is_mark("}"))) return;
  property_list(subject, out);
}

void Triples::property_list(const Node& subject, std::vector<TriplePattern>& out) {
  bool first = true;
  do {
    // "a ; ; b" and a trailing ";"
    const bool verb = token().kind == Token::Kind::variable || at_iri() || is_mark("^") || is_mark("!") ||
                      is_mark("(") || (token().kind == Token::Kind::word && token().text == "a");
    if (!first && !verb) continue;
    first = false;
    TriplePattern pattern;
    pattern.subject = subject;
    if (token().kind == Token::Kind::variable) {
      pattern.predicate.variable = variable_named(token().text);
      ++at_;
    } else {
      Path path = path_alternative();
      if (path.kind == Path::Kind::iri)
        pattern.predicate.term = rdf::Term::iri(path.iri);
      else if (in_template_)
        fail("a template takes predicates, not paths");
      else
        pattern.path = std::move(path);
    }
    do {
      pattern.object = is_mark("[") || is_mark("(") ? collection_or_blank(out) : node();
      out.push_back(pattern);
    } while (take_mark(","));
  } while (take_mark(";"));
}

Node Triples::collection_or_blank(std::vector<TriplePattern>& out) {
  const Depth depth(*this);
  Node self;
  if (take_mark("[")) {
    self.variable = fresh_variable();
    if (!is_mark("]")) property_list(self, out);
    expect_mark("]");
    return self;
  }
  expect_mark("(");
  std::vector<Node> items;
  while (!take_mark(")")) items.push_back(is_mark("[") || is_mark("(") ? collection_or_blank(out) : node());
  Node list;
  list.term = rdf::Term::iri(std::string(v::rdf) + "nil");
  for (std::size_t i = items.size(); i-- > 0;) {
    Node cell;
    cell.variable = fresh_variable();
    const auto link = [&](const char* name, const Node& object) {
      TriplePattern t;
      t.subject = cell;
      t.predicate.term = rdf::Term::iri(std::string(v::rdf) + name);
      t.object = object;
      out.push_back(std::move(t));
    };
    link("first", items[i]);
    link("rest", list);
    list = cell;
  }
  return list;
}

Path Triples::path_alternative() {
  const Depth depth(*this);
  Path first = path_sequence();
  if (!is_mark("|")) return first;
  Path out;
  out.kind = Path::Kind::alternative;
  out.parts.push_back(std::move(first));
  while (take_mark("|")) out.parts.push_back(path_sequence());
  return out;
}

Path Triples::path_sequence() {
  Path first = path_step();
  if (!is_mark("/")) return first;
  Path out;
  out.kind = Path::Kind::sequence;
  out.parts.push_back(std::move(first));
  while (take_mark("/")) out.parts.push_back(path_step());
  return out;
}

Path Triples::path_step() {
  const bool inverse = take_mark("^");
  Path out = path_primary();
  for (const auto& [mark, kind] : {std::pair{"?", Path::Kind::zero_or_one}, std::pair{"*", Path::Kind::zero_or_more},
                                   std::pair{"+", Path::Kind::one_or_more}})
    if (take_mark(mark)) {
      out = repeated(kind, std::move(out));
      break;
    }
  if (!inverse) return out;
  Path turned;
  turned.kind = Path::Kind::inverse;
  turned.parts.push_back(std::move(out));
  return turned;
}

std::string Triples::path_iri() {
  if (token().kind == Token::Kind::word && token().text == "a") {  // in lower case only (§19.8, note 4)
    ++at_;
    return std::string(v::rdf_type);
  }
  if (!at_iri()) fail("a predicate is expected");
  return iri();
}

Path Triples::path_primary() {
  if (take_mark("(")) {
    Path out = path_alternative();
    expect_mark(")");
    return out;
  }
  Path out;
  if (take_mark("!")) {
    out.kind = Path::Kind::negated;
    const bool several = take_mark("(");
    do {
      if (several && is_mark(")")) break;
      const bool back = take_mark("^");
      (back ? out.backward : out.forward).push_back(path_iri());
    } while (several && take_mark("|"));
    if (several) expect_mark(")");
    return out;
  }
  out.iri = path_iri();
  return out;
}

}  // namespace vitagraph::store::sparql
