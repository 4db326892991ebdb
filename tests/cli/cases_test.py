#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs each folder of tests/cli/cases: `cmd` holds the arguments (a line, split as a shell does), run inside a copy of the
folder; standard output, standard error and exit code must be those of `out`, `err` and `exit` (absent: empty, 0). A folder
is named fail_… if and only if it exits with something else than 0. VITAGRAPH_UPDATE=1 rewrites the expectations.

    cases_test.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
CASES = SOURCE / "tests/cli/cases"
EXPECTED = ("out", "err", "exit")


def run(case):
    with tempfile.TemporaryDirectory() as folder:
        for file in case.iterdir():
            if file.name not in EXPECTED:
                shutil.copy(file, folder)
        arguments = shlex.split((case / "cmd").read_text())
        done = subprocess.run([PROGRAM, *arguments, "--data", SOURCE, "-q"], cwd=folder, capture_output=True, timeout=120)
        err = re.sub(rb"\d+\.\d+ s", b"N s", done.stderr)
        return {"out": done.stdout, "err": err, "exit": b"" if done.returncode == 0 else f"{done.returncode}\n".encode()}


def main():
    update = bool(os.environ.get("VITAGRAPH_UPDATE"))
    cases = sorted(p for p in CASES.iterdir() if (p / "cmd").exists())
    bad = 0
    for case in cases:
        got = run(case)
        if update:
            for name, content in got.items():
                (case / name).write_bytes(content) if content else (case / name).unlink(missing_ok=True)
        for name, content in got.items():
            wanted = (case / name).read_bytes() if (case / name).exists() else b""
            if content != wanted:
                bad += 1
                print(f"FAILED {case.name}: {name}\n--- expected\n{wanted.decode(errors='replace')}--- got\n{content.decode(errors='replace')}")
        if case.name.startswith("fail_") != bool(got["exit"]):
            bad += 1
            print(f"FAILED {case.name}: fail_ belongs to the names of cases that fail, and of no others")
    print(f"{len(cases)} cases, {bad} differences")
    return 1 if bad or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
