#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a stage includes a stage it may not see, or enters one by anything but its door.

    check_layers.py SRC

The add_stage lines of SRC/CMakeLists.txt say who may see whom; what those see is allowed too.
"""
import pathlib
import re
import sys

STAGE = re.compile(r"^add_stage\((\w+)(?:\s+DEPENDS\s+([\w\s]+?))?(?:\s+LIBRARIES\s[^)]*)?\)", re.M)
INCLUDE = re.compile(r'#include "(\w+)/([\w/]+\.(?:hpp|def))"')
# Libraries that one folder hides from the rest.
HIDDEN = [(re.compile(r"#include <(serd|sord)/"), {"rdf"}), (re.compile(r"#include <boost/graph/"), {"graph", "resolution"}),
          (re.compile(r"#include <curl/"), {"store"}), (re.compile(r"#include <(gumbo|poppler)"), {"document"})]


def main():
    src = pathlib.Path(sys.argv[1])
    direct = {m[1]: set((m[2] or "").split()) for m in STAGE.finditer((src / "CMakeLists.txt").read_text())}

    def closure(stage):
        return set().union(*[{d} | closure(d) for d in direct[stage]]) if direct[stage] else set()

    bad = 0
    for path in sorted([*src.rglob("*.hpp"), *src.rglob("*.cpp")]):
        here = path.relative_to(src).parts[0]
        if here not in direct:
            print(f"{path}:1:1: error: folder `{here}` is no stage; add an add_stage line [layering]")
            bad = 1
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            why = None
            for pattern, homes in HIDDEN:
                if pattern.search(line) and here not in homes:
                    why = f"`{line.strip()}` belongs into {' or '.join(sorted(homes))}"
            m = INCLUDE.match(line)
            if m and m[1] != here:
                if m[1] not in closure(here):
                    why = f"stage `{here}` may not use `{m[1]}`"
                elif m[2] != m[1] + ".hpp":
                    why = f"enter `{m[1]}` by `{m[1]}/{m[1]}.hpp`"
            if why:
                bad = 1
                print(f"{path}:{number}:1: error: {why} [layering]")
    return bad


if __name__ == "__main__":
    sys.exit(main())
