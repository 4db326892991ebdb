// SPDX-License-Identifier: Apache-2.0
#pragma once
// The file of `map -o`: what its ending says about how it is written.
#include <string>

#include "mapping/quoting.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

struct OutputForm {
  std::string serialization = "nquads";  ///< as targets name it
  bool gzip = false;

  bool is_nquads() const { return serialization == "nquads"; }
};

/// By the path's ending; N-Quads for "-" and for a name without one. Throws Error for an ending that says nothing,
/// unless a device or a pipe lies there.
OutputForm output_form(const std::string& path);

/// Requires sort_unique(). Throws Error for what the serialization cannot say.
void write_output(const OutputStatements& statements, const OutputForm& form, const rdf::Prefixes& prefixes,
                  OutputFile& out);

}  // namespace vitagraph::mapping
