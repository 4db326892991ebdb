#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `vitagraph map` on the inputs of ../shared/bench/mapping, beside a plain copy of each result in the same round, and
prints the table of BENCHMARKS.md "Mapping": medians of wall and CPU seconds, peak memory of the process, and the ratio to
the copy.

    mapping_benchmark.py PROGRAM [ROUNDS [SCENARIO…]]

The outputs are checked: as many lines as statements are due, none twice.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BENCH = pathlib.Path(os.environ.get("VITAGRAPH_SHARED", ROOT.parent / "shared")) / "bench/mapping"
if not BENCH.is_dir():
    BENCH = ROOT.parent.parent / "shared/bench/mapping"

# name: (generator, its arguments, mapping, statements that are due)
SCENARIOS = {
    "people, CSV, 1 M rows": ("gen_data.py", ["--rows", "1000000"], "people.csv.yml", 10_000_000),
    "people, CSV, 100 k rows": ("gen_data.py", ["--rows", "100000"], "people.csv.yml", 1_000_000),
    "people, JSON, 100 k rows": ("gen_data.py", ["--rows", "100000", "--json"], "people.json.yml", 1_000_000),
    "join 100 k : 100 k": ("gen_data.py", ["--rows", "10", "--join", "100000"], "join.yml", 300_000),
    "50 % duplicates, 100 k x 20": ("gen_krown.py", ["duplicates", "100000", "20", "50"], "mapping.yml", None),
    "50 % empty, 100 k x 20": ("gen_krown.py", ["empty", "100000", "20", "50"], "mapping.yml", None),
    "15 maps, 100 k rows": ("gen_krown.py", ["mappings", "100000", "20", "15", "1"], "mapping.yml", None),
    "join 5 : 5": ("gen_krown.py", ["join", "100000", "20", "50", "5", "5"], "mapping.yml", None),
    "1 column, 1 M rows": ("gen_krown.py", ["raw", "1000000", "1"], "mapping.yml", 1_000_000),
    "1 column, 10 M rows": ("gen_krown.py", ["raw", "10000000", "1"], "mapping.yml", 10_000_000),
}


def make(folder, generator, arguments, mapping):
    if generator == "gen_data.py":
        subprocess.run([sys.executable, BENCH / generator, folder, *arguments], check=True, stdout=subprocess.DEVNULL)
        shutil.copy(BENCH / "mappings" / mapping, folder / mapping)
    else:
        subprocess.run([sys.executable, BENCH / generator, folder, *arguments], check=True, stdout=subprocess.DEVNULL)


def measured(command, folder):
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command}: exit {process.returncode}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def check(path, due):
    lines = int(subprocess.run(["wc", "-l", path], capture_output=True, text=True, check=True).stdout.split()[0])
    repeated = subprocess.run(f"sort -S 2G '{path}' | uniq -d | head -1", shell=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    if due is not None and lines != due or repeated.stdout:
        sys.exit(f"{path}: {lines} lines, {due} due, {'some twice' if repeated.stdout else 'none twice'}")
    return lines


def main():
    program = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print("| input | statements | s | CPU s | peak MiB | copy s | s / copy |\n| --- | --- | --- | --- | --- | --- | --- |")
    for name, (generator, arguments, mapping, due) in SCENARIOS.items():
        if len(sys.argv) > 3 and name not in sys.argv[3:]:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            make(folder, generator, arguments, mapping)
            runs, copies = [], []
            for _ in range(rounds):
                runs.append(measured([program, "map", mapping, "-o", "out.nq", "-q"], folder))
                copies.append(measured(["cp", "out.nq", "copy.nq"], folder)[0])
                os.remove(folder / "copy.nq")
            lines = check(folder / "out.nq", due)
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
        copy = statistics.median(copies)
        print(f"| {name} | {lines:,} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {copy:.2f} | {wall / copy:.1f} |", flush=True)


if __name__ == "__main__":
    main()
