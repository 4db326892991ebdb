// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "document/document.hpp"
#include "extraction/extraction.hpp"

namespace vitagraph::cli {

/// What the user named, folders walked: documents and files of facts (.jsonl), each sorted and once.
struct Inputs {
  std::vector<std::string> documents, fact_files;
};

/// Throws Error for a path that does not exist and where nothing is left to read.
Inputs find_inputs(const std::vector<std::string>& paths);

/// What one document gave: a fact of type `document` about it, then the facts it states.
struct DocumentFacts {
  std::vector<facts::Fact> facts;
  document::Format format = document::Format::text;
};

/// Reads and extracts the documents with `jobs` threads; calls back in the order of `documents`, on the calling thread.
/// A document that can't be read is reported and skipped; memory is bounded by some hundred documents.
/// `also`, if given, sees each document with its facts while it is in memory, on any thread.
void extract_documents(const std::vector<std::string>& documents, const extraction::Extractor& extractor, unsigned jobs,
                       Context& context, const std::function<void(DocumentFacts&&)>& visit,
                       const std::function<void(const document::Document&, std::vector<facts::Fact>&)>& also = {});

/// The number of threads that --jobs asks for; "auto" is one a core.
unsigned job_count(const std::string& jobs);

}  // namespace vitagraph::cli
