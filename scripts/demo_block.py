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

import readme_block

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCKS = {"demo": "--tour", "explain": "--why"}
LINE = "100"  # columns: what a page shows without scrolling


def block(program, part):
    shown = subprocess.run([ROOT / "scripts/demo", part, program], capture_output=True, text=True, check=True,
                           env={**os.environ, "COLUMNS": LINE}).stdout
    return "```text\n" + re.sub(r"\b\d+\.\d s\b", "… s", shown).strip() + "\n```\n"


def main():
    program, check = pathlib.Path(sys.argv[1]).resolve(), "--check" in sys.argv
    return readme_block.replace({name: block(program, part) for name, part in BLOCKS.items()}, "demo_block.py", check)


if __name__ == "__main__":
    sys.exit(main())
