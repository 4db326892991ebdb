// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/grammar.hpp"
#include "store/sparql/iris.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

}  // namespace

Variable Names::variable_named(const std::string& name) {
  const auto [found, fresh] = variables_->emplace(name, static_cast<Variable>(query_->variables.size()));
  if (fresh) query_->variables.push_back(name);
  if (query_->variables.size() > most_variables) fail("too many variables in one query");
  return found->second;
}

std::string Names::resolve(const std::string& iri) const {
  if (rdf::is_absolute_iri(iri)) return iri;
  if (base_.empty()) throw SyntaxError{token().span, fmt::format("`<{}>` is relative and there is no BASE", iri)};
  return resolve_iri(base_, iri);
}

std::string Names::iri() {
  const Token t = token();
  if (t.kind == Token::Kind::iri) {
    const std::string full = resolve(t.text);
    ++at_;
    return full;
  }
  if (t.kind != Token::Kind::prefixed) fail("an IRI is expected");
  const auto full = prefixes_.expand(t.text);
  if (!full) {
    std::vector<std::string> known;
    for (const auto& [prefix, ns] : prefixes_.all()) known.push_back(prefix);
    const std::string prefix = t.text.substr(0, t.text.find(':'));
    const std::string near = nearest_name(prefix, known);
    fail(fmt::format("no prefix `{}:` is declared{}", prefix,
                     near.empty() ? "" : fmt::format("; similar: `{}:`", near)));
  }
  ++at_;
  return *full;
}

Variable Names::take_variable(std::string_view after) {
  if (token().kind != Token::Kind::variable) fail(fmt::format("a variable is expected after {}", after));
  return variable_named(tokens_[at_++].text);
}

/// A blank node's label holds within its basic graph pattern (§4.1.4, §5.1.1); a template's labels are its own (§16.2).
Variable Names::blank_named(const std::string& label) {
  if (in_template_) return variable_named("_:t:" + label);
  const auto [at, fresh] = blocks_.emplace(label, block_);
  if (!fresh && at->second != block_)
    fail(fmt::format("`_:{}` stands in another group too; a blank node's label means one node within one only", label));
  return variable_named("_:" + label);
}

Node Names::node() {
  const Token t = token();
  Node out;
  switch (t.kind) {
    case Token::Kind::variable: out.variable = variable_named(t.text); break;
    case Token::Kind::blank: out.variable = blank_named(t.text); break;
    case Token::Kind::iri:
    case Token::Kind::prefixed: out.term = rdf::Term::iri(iri()); return out;
    default: out.term = literal(); return out;
  }
  ++at_;
  return out;
}

rdf::Term Names::literal() {
  const Token t = token();
  std::string sign;
  if ((t.kind == Token::Kind::punctuation) && (t.text == "-" || t.text == "+") &&
      (ahead(1).kind == Token::Kind::integer || ahead(1).kind == Token::Kind::decimal ||
       ahead(1).kind == Token::Kind::real)) {
    sign = t.text;
    ++at_;
    rdf::Term number = literal();
    number.value = sign + number.value;
    return number;
  }
  ++at_;
  switch (t.kind) {
    case Token::Kind::integer: return rdf::Term::typed(t.text, v::xsd_integer);
    case Token::Kind::decimal: return rdf::Term::typed(t.text, std::string(v::xsd) + "decimal");
    case Token::Kind::real: return rdf::Term::typed(t.text, v::xsd_double);
    case Token::Kind::word: {
      const std::string word = fold_case(t.text);
      if (word == "true" || word == "false") return rdf::Term::typed(word, v::xsd_boolean);
      break;
    }
    case Token::Kind::string:
      if (token().kind == Token::Kind::language) return rdf::Term::tagged(t.text, tokens_[at_++].text);
      if (take_mark("^^")) {
        const std::string datatype = iri();
        return datatype == v::xsd_string ? rdf::Term::literal(t.text) : rdf::Term::typed(t.text, datatype);
      }
      return rdf::Term::literal(t.text);
    default: break;
  }
  --at_;
  fail("a term is expected");
}

}  // namespace vitagraph::store::sparql
