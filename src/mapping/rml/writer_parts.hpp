// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pieces of RML in Turtle, for the writer.
#include <string>
#include <string_view>

#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// A literal as Turtle writes it.
std::string turtle_string(std::string_view text);

/// An IRI as Turtle writes it; what no IRI may hold is percent-encoded.
std::string turtle_iri(std::string_view text);

/// A template's text. A brace of the text's own is escaped, since braces are what RML marks references with.
std::string template_text(const Expression& e);

/// `rml:IRI` and the others.
const char* term_type(TermType type);

/// " ; htv:headers ( … )" in W3C's HTTP vocabulary; nothing without headers.
std::string headers_in_turtle(const WebDescription& web);

/// The properties of a source as the Web of Things describes what is asked with headers and keys.
std::string thing_in_turtle(const std::string& access, const WebDescription& web);

/// The properties of a file or address of CSV with its dialect, in CSV on the Web.
std::string table_in_turtle(const SourceDescription& source);

/// The properties of a target on the web: a SPARQL service, or a request as rmlmapper's extensions describe it.
std::string web_target_in_turtle(const TargetDescription& target);

}  // namespace vitagraph::mapping
