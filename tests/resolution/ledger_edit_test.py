#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`resolve --merge` and `--split` print what changes, then write the ledger; a refused line leaves it as it was.

    ledger_edit_test.py VITAGRAPH SOURCE_DIR
"""
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
FACTS = """\
{"type": "advising", "advisor": "Ada Mossgrove", "advisee": "Cy Lichenski", "relation": "phd", "source": "cv.txt"}
{"type": "advising", "advisor": "Ada Mossgrove", "advisee": "Carla Lichenski", "relation": "phd", "source": "cv.txt"}
{"type": "publication", "title": "Lichens on walls of northern churches", "authors": ["Ada Mossgrove", "C. Lichenski"], "year": "2020", "source": "cv.txt"}
"""
failures = []


def run(folder, *options):
    done = subprocess.run([PROGRAM, "resolve", "--data", SOURCE, *options, "facts.jsonl"], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


def expect(what, found, wanted):
    if found != wanted:
        failures.append(f"{what}: {found!r}, not {wanted!r}")


with tempfile.TemporaryDirectory() as temporary:
    folder = Path(temporary)
    (folder / "facts.jsonl").write_text(FACTS, encoding="utf-8")
    ledger = folder / "who.ledger"

    status, out, err = run(folder, "--merge", "C. Lichenski", "Cy Lichenski", "--ledger", "who.ledger")
    expect("merge", (status, out), (0, "cv.txt: C. Lichenski: person/c-lichenski becomes person/cy-lichenski\n"))
    expect("the ledger", ledger.read_text(), "same C. Lichenski = Cy Lichenski\n")
    ledger.write_text("# ours\nsame C. Lichenski = Cy Lichenski")  # as an editor may leave it

    status, out, err = run(folder, "--split", "Cy Lichenski", "C. Lichenski", "--ledger", "who.ledger")
    expect("a contradiction", status, 1)
    for words in ("who.ledger:3:", "[ledger-contradiction]", "who.ledger:2:", "not written"):
        expect(f"`{words}` in {err}", words in err, True)
    expect("the ledger after it", ledger.read_text(), "# ours\nsame C. Lichenski = Cy Lichenski")

    status, out, err = run(folder, "--split", "Cy Lichenski", "Carla Lichenski", "--ledger", "who.ledger")
    expect("split", (status, out), (0, "nothing would change\n"))
    expect("the ledger", ledger.read_text(),
           "# ours\nsame C. Lichenski = Cy Lichenski\ndifferent Cy Lichenski != Carla Lichenski\n")

    before = ledger.read_text()
    expect("an unknown name", run(folder, "--merge", "Nobody", "Cy Lichenski", "--ledger", "who.ledger")[0], 2)
    expect("no ledger", run(folder, "--merge", "C. Lichenski", "Cy Lichenski")[0], 2)
    expect("preview", run(folder, "--preview", "same Cy Lichenski = Carla Lichenski")[0], 0)
    expect("the ledger at the end", ledger.read_text(), before)
    (folder / "two.ledger").write_text('label person/cy-lichenski "Cy"\nlabel person/cy-lichenski "Cyril"\n')
    status, out, err = run(folder, "--mentions", "--ledger", "two.ledger")
    expect("two labels", (status, "[ledger-two-labels]" in err, "two.ledger:1:" in err), (1, True, True))

print("\n".join(failures) or "as expected")
sys.exit(1 if failures else 0)
