#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every kind of diagnostic is provoked by some test: its printed name `[kind-name]` or Kind::kind_name stands under tests/.
What is exempt stands in tests/base/kinds_exempt.txt, a kind and its reason on a line; an exemption that is not needed any
more is an error too. A kind that no code reports is dead.

    kinds_test.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[2])


def main():
    kinds = re.findall(r"^X\((\w+),", (SOURCE / "src/base/diagnostic_kinds.def").read_text(), re.M)
    exempt_file = SOURCE / "tests/base/kinds_exempt.txt"
    exempt = {}
    for line in exempt_file.read_text().splitlines() if exempt_file.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            exempt[name] = reason.strip()
    code = "\n".join(p.read_text(errors="replace") for p in (SOURCE / "src").rglob("*.cpp"))
    code += "\n".join(p.read_text(errors="replace") for p in (SOURCE / "src").rglob("*.hpp"))
    tests = "\n".join(p.read_text(errors="replace") for p in (SOURCE / "tests").rglob("*")
                      if p.is_file() and p.suffix in (".cpp", ".py", ".sh", ".txt", ".yml", "") and "exempt" not in p.name and "corpus" not in p.parts)
    bad = 0
    for kind in kinds:
        dashed = kind.replace("_", "-")
        shown = f"[{dashed}]" in tests or re.search(rf"Kind::{kind}\b", tests) or re.search(rf'"{dashed}"', tests)
        if not re.search(rf"Kind::{kind}\b", code):
            print(f"{dashed}: no code reports it")
            bad += 1
        elif not shown and dashed not in exempt:
            print(f"{dashed}: no test shows it")
            bad += 1
        elif shown and dashed in exempt:
            print(f"{dashed}: exempt without need")
            bad += 1
    for name in exempt:
        if name.replace("-", "_") not in kinds:
            print(f"{name}: exempt, but no such kind")
            bad += 1
    print(f"{len(kinds)} kinds, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
