// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.hpp"

int main() { return 0; }
