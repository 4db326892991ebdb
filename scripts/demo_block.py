#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what `scripts/demo` shows into README.md, between its marks, so that it can't go stale.

    demo_block.py PROGRAM [--check]

--check writes nothing and ends with 1 where README.md says something else. Seconds stand as an ellipsis: they differ from run to run.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCKS = {"demo": "--tour", "explain": "--why"}
LINE = "100"  # columns: what a page shows without scrolling


def block(program, part):
    shown = subprocess.run([ROOT / "scripts/demo", part, program], capture_output=True, text=True, check=True,
                           env={**os.environ, "COLUMNS": LINE}).stdout
    return "```text\n" + re.sub(r"\b\d+\.\d s\b", "… s", shown).strip() + "\n```\n"


def main():
    program, check = pathlib.Path(sys.argv[1]).resolve(), "--check" in sys.argv
    readme = ROOT / "README.md"
    old = readme.read_text(encoding="utf-8")
    text = old
    for name, part in BLOCKS.items():
        mark = f"<!-- {name}: written by scripts/demo_block.py -->\n"
        begin, end = text.index(mark) + len(mark), text.index(f"<!-- /{name} -->")
        text = text[:begin] + block(program, part) + text[end:]
    if text == old:
        return 0
    if check:
        print("README.md: the demonstration is not what the program does; run scripts/demo_block.py")
        return 1
    readme.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
