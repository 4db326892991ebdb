// SPDX-License-Identifier: Apache-2.0
#pragma once
// base: what every stage needs to talk about input and to fail well. Nothing enters unless three stages need it.
//
// Three channels for what goes wrong, never mixed:
//   1. the *input* is wrong      -> a Diagnostic to a DiagnosticSink; skip the smallest thing and go on;
//   2. the *environment* fails   -> throw Error; main prints one line and exits 2;
//   3. *we* are wrong            -> assert.
//
//   auto file = SourceFile::read("cv.txt");                       // throws Error if it cannot be read
//   sink.report(Kind::talk_without_year, file.locate({12, 20}));  // cv.txt:2:3: warning: ...
//
// Refuses: anything that knows a document, a fact or a triple.

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/json_text.hpp"
#include "base/output_file.hpp"
#include "base/source_file.hpp"
#include "base/span.hpp"
#include "base/text_table.hpp"
#include "base/unicode.hpp"
#include "base/version.hpp"
