// SPDX-License-Identifier: Apache-2.0
#include "document/document.hpp"
