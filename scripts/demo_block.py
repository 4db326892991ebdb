#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what `scripts/demo` shows into README.md, between its marks, so that the first screen can't go stale.

    demo_block.py PROGRAM [--check]

--check writes nothing and ends with 1 where README.md says something else. Seconds stand as an ellipsis: they differ from run to run.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MARKS = ("<!-- demo: written by scripts/demo_block.py -->\n", "<!-- /demo -->")
LINE = "100"  # columns: what a page shows without scrolling


def block(program):
    shown = subprocess.run([ROOT / "scripts/demo", "--tour", program], capture_output=True, text=True, check=True,
                           env={**os.environ, "COLUMNS": LINE}).stdout
    return "```text\n" + re.sub(r"\b\d+\.\d s\b", "… s", shown).strip() + "\n```\n"


def main():
    program, check = pathlib.Path(sys.argv[1]).resolve(), "--check" in sys.argv
    readme = ROOT / "README.md"
    old = readme.read_text(encoding="utf-8")
    begin, end = old.index(MARKS[0]) + len(MARKS[0]), old.index(MARKS[1])
    text = block(program)
    if old[begin:end] == text:
        return 0
    if check:
        print("README.md: the demonstration is not what the program does; run scripts/demo_block.py")
        return 1
    readme.write_text(old[:begin] + text + old[end:], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
