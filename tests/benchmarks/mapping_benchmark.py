#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `vitagraph map` on the inputs of ../shared/bench/mapping, beside a plain copy of each result in the same round, and
prints the table of BENCHMARKS.md "Mapping": medians of wall and CPU seconds, and the peak memory of the process.

    mapping_benchmark.py PROGRAM [--peers FOLDER] [ROUNDS [SCENARIO…]]

FOLDER is a Python environment with `morph_kgc` and `rdfizer`, which are then run once on each input after ours. The outputs
are checked: as many lines as statements are due, none twice; a peer's must be as many.
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
    "people, JSON, 1 M rows": ("gen_data.py", ["--rows", "1000000", "--json"], "people.json.yml", 10_000_000),
    "people, JSON, 100 k rows": ("gen_data.py", ["--rows", "100000", "--json"], "people.json.yml", 1_000_000),
    "join 100 k : 100 k": ("gen_data.py", ["--rows", "10", "--join", "100000"], "join.yml", 300_000),
    "50 % duplicates, 100 k x 20": ("gen_krown.py", ["duplicates", "100000", "20", "50"], "mapping.yml", None),
    "50 % empty, 100 k x 20": ("gen_krown.py", ["empty", "100000", "20", "50"], "mapping.yml", None),
    "15 maps, 100 k rows": ("gen_krown.py", ["mappings", "100000", "20", "15", "1"], "mapping.yml", None),
    "20 columns, 100 k rows": ("gen_krown.py", ["raw", "100000", "20"], "mapping.yml", 2_000_000),
    "join 1 : 1, 50 % match": ("gen_krown.py", ["join", "100000", "20", "50", "1", "1"], "mapping.yml", None),
    "join 5 : 5": ("gen_krown.py", ["join", "100000", "20", "50", "5", "5"], "mapping.yml", None),
    "1 column, 1 M rows": ("gen_krown.py", ["raw", "1000000", "1"], "mapping.yml", 1_000_000),
    "1 column, 10 M rows": ("gen_krown.py", ["raw", "10000000", "1"], "mapping.yml", 10_000_000),
}


def make(folder, generator, arguments, mapping):
    if generator == "gen_data.py":
        subprocess.run([sys.executable, BENCH / generator, folder, *arguments], check=True, stdout=subprocess.DEVNULL)
        for name in (mapping, mapping.replace(".yml", ".old.ttl")):
            shutil.copy(BENCH / "mappings" / name, folder / name)
    else:
        subprocess.run([sys.executable, BENCH / generator, folder, *arguments], check=True, stdout=subprocess.DEVNULL)


# The peers read RML in the older vocabulary, which all of them know.
def morph(peers, folder, mapping):
    (folder / "morph.ini").write_text("[CONFIGURATION]\noutput_file: peer.nq\noutput_format: N-QUADS\nnumber_of_processes: 2\n"
                                      f"logging_level: ERROR\n[DataSource1]\nmappings: {mapping}\n")
    return [peers / "bin/python", "-m", "morph_kgc", "morph.ini"], "peer.nq"


def rdfizer(peers, folder, mapping):
    (folder / "rdfizer.ini").write_text("[default]\nmain_directory: .\n[datasets]\nnumber_of_datasets: 1\noutput_folder: .\n"
                                        "all_in_one_file: no\nremove_duplicate: yes\nenrichment: yes\nname: peer\nordered: yes\n"
                                        f"large_file: false\n[dataset1]\nname: peer\nmapping: {mapping}\n")
    return [peers / "bin/python", "-m", "rdfizer", "-c", "rdfizer.ini"], "peer.nt"


def measured(command, folder, may_fail=False):
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and may_fail:
        return None
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
    program, arguments, peers = os.path.abspath(sys.argv[1]), sys.argv[2:], None
    if arguments[:1] == ["--peers"]:
        peers, arguments = pathlib.Path(arguments[1]).resolve(), arguments[2:]
    rounds = int(arguments[0]) if arguments else 3
    print("| input | engine | statements | s | CPU s | peak MiB | copy s |\n| --- | --- | --- | --- | --- | --- | --- |")
    for name, (generator, parameters, mapping, due) in SCENARIOS.items():
        if len(arguments) > 1 and name not in arguments[1:]:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            make(folder, generator, parameters, mapping)
            for jobs in ("2", "1"):
                runs, copies = [], []
                for _ in range(rounds):
                    runs.append(measured([program, "map", mapping, "-o", "out.nq", "-q", "--jobs", jobs], folder))
                    copies.append(measured(["cp", "--reflink=never", "out.nq", "copy.nq"], folder)[0])
                    os.remove(folder / "copy.nq")
                lines = check(folder / "out.nq", due)
                row(name, f"vitagraph, {jobs} thread{'s' if jobs == '2' else ''}", lines, runs, statistics.median(copies))
            os.remove(folder / "out.nq")
            for engine, prepare in (("Morph-KGC", morph), ("SDM-RDFizer", rdfizer)) if peers else ():
                command, result = prepare(peers, folder, mapping.replace(".yml", ".old.ttl"))
                run = measured(command, folder, may_fail=True)
                row(name, engine, check(folder / result, None) if run else 0, [run or (0, 0, 0)], None)


def row(name, engine, lines, runs, copy):
    wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
    print(f"| {name} | {engine} | {lines:,} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {f'{copy:.2f}' if copy else ''} |", flush=True)


if __name__ == "__main__":
    main()
