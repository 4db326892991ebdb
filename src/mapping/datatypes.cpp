// SPDX-License-Identifier: Apache-2.0
#include "mapping/datatypes.hpp"

#include <algorithm>

#include "mapping/describe.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {
namespace {

const std::vector<std::string>& datatypes() {
  static const std::vector<std::string> names = {"anyURI",
                                                 "base64Binary",
                                                 "boolean",
                                                 "byte",
                                                 "date",
                                                 "dateTime",
                                                 "dateTimeStamp",
                                                 "dayTimeDuration",
                                                 "decimal",
                                                 "double",
                                                 "duration",
                                                 "ENTITIES",
                                                 "ENTITY",
                                                 "float",
                                                 "gDay",
                                                 "gMonth",
                                                 "gMonthDay",
                                                 "gYear",
                                                 "gYearMonth",
                                                 "hexBinary",
                                                 "ID",
                                                 "IDREF",
                                                 "IDREFS",
                                                 "int",
                                                 "integer",
                                                 "language",
                                                 "long",
                                                 "Name",
                                                 "NCName",
                                                 "negativeInteger",
                                                 "NMTOKEN",
                                                 "NMTOKENS",
                                                 "nonNegativeInteger",
                                                 "nonPositiveInteger",
                                                 "normalizedString",
                                                 "NOTATION",
                                                 "positiveInteger",
                                                 "QName",
                                                 "short",
                                                 "string",
                                                 "time",
                                                 "token",
                                                 "unsignedByte",
                                                 "unsignedInt",
                                                 "unsignedLong",
                                                 "unsignedShort",
                                                 "yearMonthDuration",
                                                 "anyAtomicType",
                                                 "anySimpleType",
                                                 "anyType"};
  return names;
}

}  // namespace

bool is_xsd_datatype(const std::string& name) {
  return std::find(datatypes().begin(), datatypes().end(), name) != datatypes().end();
}

void check_datatype(const Expression& datatype, const std::map<std::string, std::string>& prefixes,
                    DiagnosticSink& diagnostics) {
  if (!datatype.is_constant() || !datatype.text.starts_with(rdf::vocabulary::xsd)) return;
  const std::string name = datatype.text.substr(rdf::vocabulary::xsd.size());
  if (is_xsd_datatype(name)) return;
  Diagnostic unknown = DiagnosticSink::make(Kind::mapping_without_effect, datatype.location,
                                            shorten(datatype.text, prefixes), "XML Schema has no such datatype");
  if (const std::string near = nearest_name(name, datatypes()); !near.empty())
    unknown.notes.push_back(
        {fmt::format("similar name: `{}`", shorten(std::string(rdf::vocabulary::xsd) + near, prefixes)), {}});
  diagnostics.report(std::move(unknown));
}

}  // namespace vitagraph::mapping
