// SPDX-License-Identifier: Apache-2.0
// Rules as RML in Turtle. RML is narrower than YARRRML: a triples map has one source and one subject, so a mapping with
// several becomes as many; an inverse predicate becomes a triples map with subject and object changed over.
#include <algorithm>
#include <set>

#include "mapping/describe.hpp"
#include "mapping/mapping.hpp"
#include "mapping/rml/writer_parts.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::string_view rml = "http://w3id.org/rml/";
constexpr std::string_view extensions = "https://w3id.org/imec/rml/ns/extensions#";
constexpr std::string_view equal_function = "https://w3id.org/imec/idlab/function#equal";
constexpr std::string_view and_function = "http://users.ugent.be/~bjdmeest/function/grel.ttl#boolean_and";

class RmlWriter {
 public:
  RmlWriter(const RuleSet& rules, DiagnosticSink& diagnostics) : data_(rules.data()), diagnostics_(diagnostics) {}

  std::string run() {
    for (const Rule& rule : data_.rules) write(rule);
    for (const TargetDescription& target : data_.targets)
      if (target.path.is_constant()) write(target);
    for (const auto& [target, source] : described_) describe(data_.targets[target], data_.sources[source], source);
    return "@prefix rml: <" + std::string(rml) + "> .\n" + out_;
  }

 private:
  static std::string iri(const std::string& text) { return turtle_iri(text); }

  /// Names of triples maps and targets; what is no letter or digit is written as its hexadecimal byte.
  static std::string name(const char* kind, const std::string& text) {
    std::string out = std::string("<urn:vitagraph:") + kind + ":";
    for (const char c : text) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      out += plain ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
    return out + ">";
  }
  static std::string map_name(const Rule& rule, std::size_t source, std::size_t subject) {
    return name("map", fmt::format("{}-{}-{}", rule.name, source + 1, subject + 1));
  }

  void untranslatable(const Location& place, const char* what) {
    diagnostics_.report(Kind::mapping_untranslatable, place, what);
  }

  void write(const Rule& rule) {
    for (std::size_t source = 0; source < rule.sources.size(); ++source)
      for (std::size_t subject = 0; subject < rule.subjects.size(); ++subject) {
        out_ += "\n" + map_name(rule, source, subject) + " a rml:" + (rule.asserted ? "" : "NonAsserted") +
                "TriplesMap ;\n";
        head(rule, data_.sources[rule.sources[source]]);
        subject_map(rule, rule.subjects[subject], rule.conditions);
        for (const PredicateObjectMap& po : rule.predicate_objects)
          if (!po.predicates.empty()) predicate_object(rule, po, po.predicates, po.objects);
        end();
        inverse_maps(rule, source, subject);
      }
  }

  void head(const Rule& rule, const SourceDescription& source) {
    const std::string& base = rule.base.empty() ? data_.base : rule.base;
    if (!base.empty()) out_ += "  rml:baseIRI " + iri(base) + " ;\n";
    source_ = static_cast<std::size_t>(&source - data_.sources.data());
    only_texts_ = !source.natural_types;
    write(source);
  }
  void end() {
    out_.erase(out_.rfind(" ;\n"));
    out_ += " .\n";
  }

  void write(const SourceDescription& source) {
    out_ += "  rml:logicalSource [ ";
    std::string formulation;
    switch (source.formulation) {
      case Formulation::csv: formulation = "rml:CSV"; break;
      case Formulation::json: formulation = "rml:JSONPath"; break;
      case Formulation::json_lines: formulation = "rml:JSONLines"; break;
      case Formulation::xml: formulation = xml_formulation(source); break;
      case Formulation::sql: formulation = "rml:SQL2008Query"; break;
      case Formulation::sparql: formulation = "<http://www.w3.org/ns/formats/SPARQL_Results_CSV>"; break;
      case Formulation::facts: untranslatable(source.location, "the facts of this program"); break;
      case Formulation::view: untranslatable(source.location, "a logical view of another file"); break;
    }
    access(source);
    if (!formulation.empty()) out_ += "; rml:referenceFormulation " + formulation + " ";
    const bool both = source.web.service && source.formulation != Formulation::sparql;
    if (both) out_ += "; rml:query " + turtle_string(source.query) + " ";
    const std::string& iterator = source.query.empty() || both ? source.iterator : source.query;
    if (!iterator.empty()) out_ += "; rml:iterator " + turtle_string(iterator) + " ";
    for (const std::string& null : source.nulls) out_ += "; rml:null " + turtle_string(null) + " ";
    out_ += "] ;\n";
  }

  static std::string xml_formulation(const SourceDescription& source) {
    if (source.namespaces.empty()) return "rml:XPath";
    std::string out = "[ a rml:XPathReferenceFormulation";
    for (const auto& [prefix, uri] : source.namespaces)
      out += " ; rml:namespace [ rml:namespacePrefix " + turtle_string(prefix) + " ; rml:namespaceURL " +
             turtle_string(uri) + " ]";
    return out + " ]";
  }

  void access(const SourceDescription& source) {
    if (source.formulation == Formulation::sql) {
      const bool sqlite =
          source.type == "sqlite" || (source.type.empty() && source.access.find(':') == std::string::npos);
      out_ += "rml:source [ a <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#Database>";
      const auto put = [&](const char* property, const std::string& value) {
        if (!value.empty())
          out_ += fmt::format(" ; <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#{}> {}", property,
                              turtle_string(value));
      };
      put("jdbcDSN", sqlite ? "jdbc:sqlite:" + source.access : source.access);
      put("username", source.user);
      put("password", source.password);
      out_ += " ] ";
      return;
    }
    web_losses(source);
    const bool dialect = !source.delimiter.empty() || !source.quote.empty() || !source.comment_prefix.empty() ||
                         source.trim || !source.has_header;
    std::string out =
        "a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path " + turtle_string(source.access);
    if (source.web.service) {
      out = fmt::format("a <{0}Service> ; <{0}endpoint> {1} ; <{0}supportedLanguage> <{0}SPARQL11Query>",
                        "http://www.w3.org/ns/sparql-service-description#", iri(source.access));
    } else if (!source.web.headers.empty() || !source.web.keys.empty()) {
      out = thing_in_turtle(source.access, source.web);
      if (dialect) untranslatable(source.location, "the dialect of a source that is asked with headers or keys");
    } else if (dialect) {
      out = table_in_turtle(source);
    } else if (is_on_web(source.access)) {
      out =
          "a <http://www.w3.org/ns/dcat#Distribution> ; <http://www.w3.org/ns/dcat#downloadURL> " + iri(source.access);
    }
    // Of a table, the dialect says it.
    if (!dialect && !source.encoding.empty()) out += " ; rml:encoding " + iri(std::string(rml) + source.encoding);
    if (!source.compression.empty()) out += " ; rml:compression " + iri(std::string(rml) + source.compression);
    out_ += "rml:source [ " + out + " ] ";
  }

  void web_losses(const SourceDescription& source) {
    if (!is_on_web(source.access)) return;
    if (!source.user.empty() || !source.password.empty())
      untranslatable(source.location, "credentials of a source on the web");
    if (source.web.service && !(source.web.headers.empty() && source.web.keys.empty()))
      untranslatable(source.location, "headers and keys of a SPARQL service");
  }

  /// rml:template, rml:reference, rml:constant or rml:functionExecution with its value; `constant` as Turtle writes it.
  std::string expression(const Expression& e, const std::string& constant) {
    switch (e.kind) {
      case Expression::Kind::constant: return "rml:constant " + constant;
      case Expression::Kind::reference: return "rml:reference " + turtle_string(e.text);
      case Expression::Kind::pattern: return "rml:template " + turtle_string(template_text(e));
      case Expression::Kind::function: {
        std::string out = "rml:functionExecution [ rml:function " + iri(e.function);
        for (const Argument& argument : e.arguments)
          out += " ; rml:input [ rml:parameter " + iri(argument.parameter) + " ; rml:inputValueMap [ " +
                 expression(argument.value, turtle_string(argument.value.text)) + " ] ]";
        out += " ]";
        if (!e.output.empty()) out += " ; rml:return " + iri(e.output);
        return out;
      }
    }
    return {};
  }

  std::string term(const TermMap& map, const std::vector<Expression>& more_conditions = {}) {
    if (map.gather) untranslatable(map.location, "collections that come from another file");
    if (map.quoted) return quoted(map, more_conditions);
    std::string out = "[ ";
    const bool literal = map.type == TermType::literal;
    if (!map.fresh_blank && map.has_expression) {
      std::string constant = literal ? turtle_string(map.expression.text) : iri(map.expression.text);
      // A relative constant must stay one: Turtle would make it absolute by the file's own place.
      const bool relative = !literal && map.expression.is_constant() && !rdf::is_absolute_iri(map.expression.text);
      out += relative ? "rml:template " + turtle_string(escaped(map.expression.text))
                      : expression(map.expression, constant);
      out += " ; ";
    }
    out += std::string("rml:termType ") + term_type(map.type);
    for (const Expression& e : map.datatypes) out += " ; rml:datatypeMap [ " + expression(e, iri(e.text)) + " ]";
    if (only_texts_ && literal && map.expression.kind == Expression::Kind::reference && map.datatypes.empty() &&
        map.languages.empty())
      out += " ; rml:datatype " + iri(std::string(rdf::vocabulary::xsd_string));
    for (const Expression& e : map.languages)
      out += " ; rml:languageMap [ " + expression(e, turtle_string(e.text)) + " ]";
    for (const auto* list : {&map.conditions, &more_conditions}) out += conditions(*list);
    out += targets(map.targets);
    return out + " ]";
  }

  /// RML-star has one triples map in a star map; a mapping with inverse predicates, or with several sources or
  /// subjects, is several.
  std::string quoted(const TermMap& map, const std::vector<Expression>& more_conditions) {
    std::string out = "[ ";
    std::size_t maps = 0;
    for (const Rule& rule : data_.rules) {
      if (std::find(map.quoted->rules.begin(), map.quoted->rules.end(), rule.name) == map.quoted->rules.end()) continue;
      maps += rule.sources.size() * rule.subjects.size();
      for (const PredicateObjectMap& po : rule.predicate_objects) maps += po.inverse_predicates.size();
      out += "rml:quotedTriplesMap " + map_name(rule, 0, 0);
    }
    if (maps != 1) untranslatable(map.location, "a quoted mapping that is several triples maps");
    for (const Expression& join : map.quoted->joins) out += join_condition(join);
    for (const auto* list : {&map.conditions, &more_conditions}) out += conditions(*list);
    out += targets(map.targets);
    return out + " ]";
  }

  static std::string escaped(const std::string& text) {
    Expression whole;
    whole.pieces.push_back({text, false, -1});
    return template_text(whole);
  }

  std::string conditions(const std::vector<Expression>& list) {
    std::string out;
    for (const Expression& e : list) out += " ; rml:condition [ " + expression(e, turtle_string(e.text)) + " ]";
    return out;
  }

  void subject_map(const Rule& rule, const TermMap& subject, const std::vector<Expression>& conditions) {
    std::string text = term(subject, conditions);
    text.resize(text.size() - 2);
    for (const TermMap& graph : rule.graphs) text += " ; rml:graphMap " + term(graph);
    out_ += "  rml:subjectMap " + text + " ] ;\n";
  }

  void predicate_object(const Rule& rule, const PredicateObjectMap& po, const std::vector<TermMap>& predicates,
                        const std::vector<ObjectMap>& objects) {
    out_ += "  rml:predicateObjectMap [";
    for (const TermMap& predicate : predicates) out_ += " rml:predicateMap " + term(predicate) + " ;";
    for (const ObjectMap& object : objects) object_maps(rule, object);
    for (const TermMap& graph : po.graphs) out_ += " rml:graphMap " + term(graph) + " ;";
    out_.pop_back();
    out_ += conditions(po.conditions) + " ] ;\n";
  }

  void object_maps(const Rule& rule, const ObjectMap& object) {
    if (object.parents.empty()) {
      out_ += " rml:objectMap " + term(object.term) + " ;";
      return;
    }
    std::string tail;
    for (const Expression& join : object.joins) tail += join_condition(join);
    tail += conditions(object.term.conditions);
    tail += targets(object.term.targets);
    for (const Rule& parent : data_.rules) {
      if (std::find(object.parents.begin(), object.parents.end(), parent.name) == object.parents.end()) continue;
      if (parent.name == rule.name && !object.joins.empty() && parent.subjects.empty()) continue;
      for (std::size_t source = 0; source < parent.sources.size(); ++source)
        for (std::size_t subject = 0; subject < parent.subjects.size(); ++subject)
          out_ += " rml:objectMap [ rml:parentTriplesMap " + map_name(parent, source, subject) + tail + " ] ;";
    }
  }

  /// A call looks where its arguments do.
  static Side side_of(const Expression& e) {
    for (const Argument& argument : e.arguments)
      if (side_of(argument.value) == Side::parent) return Side::parent;
    return e.side;
  }

  /// RML-Core knows joins of equal values only.
  std::string join_condition(const Expression& join) {
    std::string out;
    if (join.function == and_function) {
      for (const Argument& argument : join.arguments) out += join_condition(argument.value);
      return out;
    }
    if (join.function != equal_function || join.arguments.size() != 2) {
      untranslatable(join.location, "a join that is no equality");
      return out;
    }
    const Expression *child = &join.arguments[0].value, *parent = &join.arguments[1].value;
    if (side_of(*child) == Side::parent) std::swap(child, parent);
    if (side_of(*child) == side_of(*parent)) untranslatable(join.location, "a join that compares one side with itself");
    return " ; rml:joinCondition [ rml:childMap [ " + expression(*child, turtle_string(child->text)) +
           " ] ; rml:parentMap [ " + expression(*parent, turtle_string(parent->text)) + " ] ]";
  }

  void inverse_maps(const Rule& rule, std::size_t source, std::size_t subject) {
    std::size_t count = 0;
    for (const PredicateObjectMap& po : rule.predicate_objects) {
      if (po.inverse_predicates.empty()) continue;
      for (const ObjectMap& object : po.objects) {
        if (!object.parents.empty()) {
          untranslatable(object.term.location, "the inverse of a statement about another mapping's subject");
          continue;
        }
        out_ += "\n" + name("map", fmt::format("{}-{}-{}-inverse-{}", rule.name, source + 1, subject + 1, ++count)) +
                " a rml:TriplesMap ;\n";
        head(rule, data_.sources[rule.sources[source]]);
        subject_map(rule, object.term, rule.conditions);
        ObjectMap turned;
        turned.term = rule.subjects[subject];
        predicate_object(rule, po, po.inverse_predicates, {turned});
        end();
      }
    }
  }

  /// What a term says of where its statements go.
  std::string targets(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& target : names) {
      const auto found = std::find_if(data_.targets.begin(), data_.targets.end(),
                                      [&](const TargetDescription& one) { return one.name == target; });
      if (found == data_.targets.end() || found->path.is_constant()) {
        out += " ; rml:logicalTarget " + name("target", target);
        continue;
      }
      described_.insert({static_cast<std::size_t>(found - data_.targets.begin()), source_});
      out += fmt::format(" ; <{}logicalTargetMap> [ rml:template {} ]", extensions, made_name("target", *found));
    }
    return out;
  }

  /// The template by which rows name a target, or the place where it lies.
  static std::string made_name(const char* kind, const TargetDescription& target) {
    const std::string begin = name(kind, target.name);
    return turtle_string(begin.substr(1, begin.size() - 2) + ":" + path_text(target));
  }
  static std::string path_text(const TargetDescription& target) {
    return target.path.kind == Expression::Kind::pattern ? template_text(target.path)
                                                         : "{" + escaped(target.path.text) + "}";
  }

  const char* format_of(const TargetDescription& target) {
    static const std::map<std::string, const char*> formats = {
        {"nquads", "N-Quads"}, {"ntriples", "N-Triples"}, {"turtle", "Turtle"},  {"trig", "TriG"},
        {"n3", "N3"},          {"jsonld", "JSON-LD"},     {"rdfxml", "RDF_XML"}, {"rdfjson", "RDF_JSON"}};
    const auto format = formats.find(target.serialization);
    if (format == formats.end()) untranslatable(target.location, "the serialization of this target");
    const WebDescription& web = target.web;
    if (!web.user.empty() || !web.password.empty() || !web.unknown_login.empty() || !web.keys.empty())
      untranslatable(target.location, "the login of this target");
    if (web.service && !web.headers.empty()) untranslatable(target.location, "headers of a SPARQL service");
    return format == formats.end() ? "" : format->second;
  }

  /// RML has targets named by rows only in rmlmapper's extensions: triples maps describe them.
  void describe(const TargetDescription& target, const SourceDescription& source, std::size_t number) {
    if (!target.encoding.empty()) untranslatable(target.location, "the encoding of a target that rows name");
    const auto map = [&](const char* kind) {
      out_ += "\n" + name("map", fmt::format("{}-{}-{}", target.name, kind, number + 1)) + " a rml:TriplesMap ;\n";
      write(source);
      out_ += fmt::format("  rml:subjectMap [ rml:template {} ; rml:logicalTarget <{}ThisMapping> ] ;\n",
                          made_name(kind, target), extensions);
    };
    const auto say = [&](const std::string& property, const std::string& object) {
      out_ += "  rml:predicateObjectMap [ rml:predicate " + property + " ; rml:objectMap [ " + object + " ] ] ;\n";
    };
    map("target");
    say("rml:target", "rml:template " + made_name("access", target));
    say("rml:serialization", fmt::format("rml:constant <http://www.w3.org/ns/formats/{}>", format_of(target)));
    if (!target.compression.empty())
      say("rml:compression", "rml:constant " + iri(std::string(rml) + target.compression));
    end();
    map("access");
    const bool web = target.on_web();
    std::string where = "<http://rdfs.org/ns/void#dataDump>";
    if (target.web.service)
      where = "<http://www.w3.org/ns/sparql-service-description#endpoint>";
    else if (!target.web.relation.empty())
      where = fmt::format("<{}linkingAbsoluteURI>", extensions);
    else if (web)
      where = "<http://www.w3.org/2011/http#absoluteURI>";
    // A reference is the address or path as it is; in a template its value would be encoded.
    const bool whole = target.path.kind == Expression::Kind::reference;
    say(where, (whole ? "rml:reference " + turtle_string(target.path.text)
                      : "rml:template " + turtle_string((web ? "" : "file://") + path_text(target))) +
                   " ; rml:termType rml:Literal");
    if (!target.web.relation.empty())
      say(fmt::format("<{}linkRelation>", extensions), "rml:constant " + turtle_string(target.web.relation));
    if (const std::string headers = headers_in_turtle(target.web); !headers.empty())
      say("<http://www.w3.org/2011/http#headers>", "rml:constant " + headers.substr(headers.find('(')));
    if (!target.web.method.empty())
      say("<http://www.w3.org/2011/http#methodName>", "rml:constant " + turtle_string(target.web.method));
    end();
  }

  void write(const TargetDescription& target) {
    const char* format = format_of(target);
    out_ +=
        "\n" + name("target", target.name) + " a rml:LogicalTarget ; rml:target [ " +
        (target.on_web() ? web_target_in_turtle(target) : "a rml:FilePath ; rml:path " + turtle_string(target.access)) +
        " ] ; rml:serialization <http://www.w3.org/ns/formats/" + format + ">";
    if (!target.compression.empty()) out_ += " ; rml:compression " + iri(std::string(rml) + target.compression);
    if (!target.encoding.empty()) out_ += " ; rml:encoding " + iri(std::string(rml) + target.encoding);
    out_ += " .\n";
  }

  const RuleData& data_;
  DiagnosticSink& diagnostics_;
  std::string out_;
  std::size_t source_ = 0;                                   ///< of the map being written
  std::set<std::pair<std::size_t, std::size_t>> described_;  ///< targets that rows name, and whose rows
  bool only_texts_ = false;  ///< the values of the map's source are texts, as the older vocabulary has JSON's numbers
};

}  // namespace

std::string write_rml(const RuleSet& rules, DiagnosticSink& diagnostics) { return RmlWriter(rules, diagnostics).run(); }

}  // namespace vitagraph::mapping
