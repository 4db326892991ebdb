#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Any bytes in give facts or a diagnostic: `extract` on damaged copies of documents (bytes flipped, cut off, lines dropped,
repeated and shuffled, documents run together, one read as another's format). No crash, no hang; what is printed is JSON Lines with
spans inside the file.

    mutation_test.py PROGRAM SOURCE_DIR [--rounds N] [--seed N] [FOLDER…]

FOLDER: where the documents are; tests/samples and, if it is there, the corpus beside the checkout. A round damages each document
once. For a long run take the sanitized build: mutation_test.py build/sanitize/vitagraph . --rounds 20
"""
import argparse
import functools
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ENDINGS = [".txt", ".md", ".html", ".pdf", ".bib"]
LARGEST = 300_000  # bytes of a damaged copy
START, SECONDS = 10, 10  # of the program and of a document of that size, sanitized
BATCH = 40


def flip(data, random_):
    out = bytearray(data)
    for _ in range(random_.choice([1, 4, 30, len(out) // 50 + 1])):
        if out:
            out[random_.randrange(len(out))] = random_.randrange(256)
    return bytes(out)


def cut(data, random_):
    begin = random_.randrange(len(data) + 1) if random_.random() < 0.3 else 0
    return data[begin : random_.randrange(begin, len(data) + 1)]


def drop_lines(data, random_):
    share = random_.choice([0.02, 0.2, 0.6])
    return b"\n".join(line for line in data.split(b"\n") if random_.random() > share)


def repeat_lines(data, random_):
    out = []
    for line in data.split(b"\n"):
        out += [line] * (random_.choice([2, 3, 40]) if random_.random() < 0.1 else 1)
    return b"\n".join(out)


def shuffle_lines(data, random_):
    lines = data.split(b"\n")
    random_.shuffle(lines)
    return b"\n".join(lines)


def join_lines(data, random_):
    return data.replace(b"\n", random_.choice([b" ", b"", b"\t", b", "]))


def insert_marks(data, random_):
    out = bytearray(data)
    for _ in range(random_.choice([1, 10, 200])):
        at = random_.randrange(len(out) + 1)
        out[at:at] = random_.choice([b"(", b")", b"[", b"\"", b"*", b"\x00", b"\t", b"2019", b"\xe2\x80\x9c", b"\xcc\x81", b"<", b"{", b",", b"\n\n", b"\xff"]) * random_.choice([1, 2, 60])
    return bytes(out)


DAMAGE = [flip, cut, drop_lines, repeat_lines, shuffle_lines, join_lines, insert_marks]


def damaged(documents, random_):
    """One copy of each document, and the ending of its name."""
    for path, data in documents:
        ending = path.suffix
        for step in random_.sample(DAMAGE, random_.choice([1, 1, 2, 3])):
            data = step(data, random_)
        if random_.random() < 0.15:
            other = random_.choice(documents)[1]
            data = data + other if random_.random() < 0.5 else data[: len(data) // 2] + other
        if random_.random() < 0.1:
            ending = random_.choice(ENDINGS)
        yield ending, data[:LARGEST]


@functools.lru_cache(maxsize=2 * BATCH)
def length_of_text(path):
    """Spans are in the text as UTF-8: of a PDF that is what was drawn, of other bytes what they were taken for."""
    data = Path(path).read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return sys.maxsize
    return sys.maxsize if path.endswith(".pdf") else len(data)


def broken(program, root, paths):
    """What is wrong with the run over these files; empty if nothing."""
    command = [program, "extract", "-j1", "--data", str(root), *map(str, paths)]
    # Seconds of the processor, so that a busy machine makes nothing slow.
    limit = START + SECONDS * len(paths)
    run = subprocess.run(command, capture_output=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
    if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"takes more than {limit} s"
    if run.returncode not in (0, 1):
        return f"exit {run.returncode}\n" + run.stderr.decode(errors="replace")[-3000:]
    for line in run.stdout.splitlines():
        fact = json.loads(line.decode("utf-8"))
        begin, end = fact["span"]
        if not 0 <= begin <= end or end > length_of_text(fact["source"]):
            return f"a span outside the file: {line[:300]}"
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("root", type=Path)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shared = Path(os.environ.get("VITAGRAPH_SHARED", options.root.resolve().parent / "shared")) / "corpus"
    folders = options.folders or [options.root / "tests/samples", *(f for f in (shared / "documents", shared / "unannotated") if options.rounds > 3 and f.is_dir())]
    documents = [(path, path.read_bytes()) for folder in folders for path in sorted(folder.iterdir()) if path.suffix in ENDINGS]
    environment = {"UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1", "LSAN_OPTIONS": f"suppressions={options.root}/tests/lsan.supp:print_suppressions=0"}
    for name, value in environment.items():
        os.environ.setdefault(name, value)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            random_ = random.Random(options.seed * 1000 + number)
            paths = []
            for i, (ending, data) in enumerate(damaged(documents, random_)):
                paths.append(Path(folder) / f"{number}-{i}{ending}")
                paths[-1].write_bytes(data)
            for begin in range(0, len(paths), BATCH):
                batch = paths[begin : begin + BATCH]
                if not broken(options.program, options.root, batch):
                    continue
                for path in batch:
                    if wrong := broken(options.program, options.root, [path]):
                        failures += 1
                        kept = options.root / "output" / f"mutation-seed{options.seed}-{path.name}"
                        kept.parent.mkdir(exist_ok=True)
                        kept.write_bytes(path.read_bytes())
                        print(f"{kept}: {wrong}")
            for path in paths:
                path.unlink()
            print(f"round {number}: {len(paths)} documents, {failures} failures so far", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
