// SPDX-License-Identifier: Apache-2.0
#include "mapping/mapping.hpp"
