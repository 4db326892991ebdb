// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"
