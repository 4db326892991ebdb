# SPDX-License-Identifier: Apache-2.0
"""The parts of README.md that scripts write, each between <!-- NAME: written by scripts/SCRIPT --> and <!-- /NAME -->."""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def replace(blocks, script, check):
    """Puts each block's text ({name: text}) between its marks. With `check` nothing is written. Gives the exit status: 1
    where README.md says something else and was to be checked only."""
    readme = ROOT / "README.md"
    old = new = readme.read_text(encoding="utf-8")
    for name, text in blocks.items():
        mark = f"<!-- {name}: written by scripts/{script} -->\n"
        begin = new.index(mark) + len(mark)
        new = new[:begin] + text + new[new.index(f"<!-- /{name} -->", begin):]
    if new == old:
        return 0
    if check:
        print(f"README.md: {' and '.join(blocks)} is not what the program does; run scripts/{script}", file=sys.stderr)
        return 1
    readme.write_text(new, encoding="utf-8")
    return 0
