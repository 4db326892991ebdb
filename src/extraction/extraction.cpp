// SPDX-License-Identifier: Apache-2.0
#include "extraction/extraction.hpp"
