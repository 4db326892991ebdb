#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""checklist_lines.txt names a test for every construct of YARRRML: each named test exists, each entry of
checklist.yarrrml.txt is named, and (where the checklist itself is at hand) no line of it is left out.

    checklist_test.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[2]).resolve()
FOLDER = SOURCE / "tests/mapping"


def wanted_lines():
    """Group -> how many lines the checklist has in it; nothing where it is not at hand."""
    for path in (SOURCE.parent / "shared", SOURCE.parent.parent / "shared"):
        text = path / "reference/mapping-engines.md"
        if text.exists():
            counts, group = {}, ""
            for line in text.read_text(encoding="utf-8").split("\n## 5.")[1].splitlines():
                if line.startswith("- [ ] "):
                    counts[group] = counts.get(group, 0) + 1
                elif line and not line.startswith((" ", "-")):
                    group = line.split()[0]
                    if group == "Incremental":  # a line of its own
                        counts[group] = 1
            return counts
    return {}


def main():
    entries = set(re.findall(r"^=== (\w+)$", (FOLDER / "checklist.yarrrml.txt").read_text(encoding="utf-8"), re.M)) - {"inputs"}
    named, groups, bad = set(), {}, []
    for line in (FOLDER / "checklist_lines.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        place, _, tests = line.rpartition(":")
        group, number = place.split()[:2]
        groups.setdefault(group, []).append(int(number))
        for test in tests.split():
            named.add(test)
            if test not in entries and not (FOLDER / test).is_file():
                bad.append(f"{line}: no test `{test}`")
        if not tests.split():
            bad.append(f"{line}: names no test")
    bad += [f"checklist.yarrrml.txt: `{entry}` shows no line of the checklist" for entry in sorted(entries - named)]
    for group, numbers in groups.items():
        if numbers != list(range(1, len(numbers) + 1)):
            bad.append(f"{group}: numbered {numbers}")
    for group, count in wanted_lines().items():
        if len(groups.get(group, [])) != count:
            bad.append(f"{group}: {count} lines in the checklist, {len(groups.get(group, []))} here")
    print("\n".join(bad) or f"{sum(map(len, groups.values()))} constructs, {len(named)} tests")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
