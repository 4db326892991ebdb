// SPDX-License-Identifier: Apache-2.0
#include "values/values.hpp"
