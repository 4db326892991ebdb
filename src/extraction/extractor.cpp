// SPDX-License-Identifier: Apache-2.0
#include "extraction/extraction.hpp"

namespace vitagraph::extraction {

Extractor::Extractor(const lexicon::Lexicon& lexicon, const facts::Schema& schema, Options options)
    : lexicon_(lexicon), schema_(schema), options_(std::move(options)) {}

}  // namespace vitagraph::extraction
