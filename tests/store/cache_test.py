#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The cache of `query`: the second query does not parse, and no answer is ever that of another graph: changes that keep size
and time, damaged caches, folders that cannot be written.

    cache_test.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
COUNT = "SELECT (COUNT(*) AS ?n) (MAX(?o) AS ?last) { ?s ex:p ?o }"
STATEMENTS = 30_000
OLD_ENOUGH = 2.1  # seconds after which a file's times are trusted


def query(graph, cache, text=COUNT, *options, code=0):
    """What it prints, what it says, and the processor time it took."""
    environment = {k: v for k, v in os.environ.items() if k not in ("XDG_CACHE_HOME", "HOME")}
    if cache:
        environment["XDG_CACHE_HOME"] = str(cache)
    process = subprocess.Popen([PROGRAM, "query", "--graph", graph, "--format", "csv", "--data", SOURCE, *options, text],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    assert os.waitstatus_to_exitcode(status) == code, (status, err)
    return out.decode(), err.decode(), usage.ru_utime + usage.ru_stime


def graph_text(word):
    return "@prefix ex: <http://ex.org/> .\n" + "".join(f"ex:s{i} ex:p '{word} {i:06}' .\n" for i in range(STATEMENTS))


def caches(folder):
    return sorted((folder / "vitagraph").glob("*.graph")) if (folder / "vitagraph").exists() else []


def answer(word):
    return f"n,last\r\n{STATEMENTS},{word} {STATEMENTS - 1:06}\r\n"


def used_and_renewed(folder):
    cache, graph = folder / "cache", folder / "g.ttl"
    graph.write_text(graph_text("one"))
    assert query(graph, cache)[0] == answer("one") and not caches(cache), "too young to be trusted"
    time.sleep(OLD_ENOUGH)
    first = query(graph, cache)
    assert len(caches(cache)) == 1 and oct((cache / "vitagraph").stat().st_mode & 0o777) == "0o700"
    second = query(graph, cache)
    assert first[0] == second[0] == answer("one")
    assert second[2] < first[2] * 0.7, f"the second query took {second[2]:.3f} s, the first {first[2]:.3f} s"
    # Touched, not changed: the cache is still good.
    os.utime(graph)
    touched = query(graph, cache)
    assert touched[0] == answer("one") and touched[2] < first[2] * 0.8, (touched, first[2])
    # Changed, with the old size and the old time.
    times = graph.stat()
    graph.write_text(graph_text("two"))
    os.utime(graph, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert graph.stat().st_size == times.st_size
    assert query(graph, cache)[0] == answer("two")
    # Replaced by another file with that name, as programs that write whole files do.
    (folder / "new.ttl").write_text(graph_text("six"))
    os.utime(folder / "new.ttl", ns=(times.st_atime_ns, times.st_mtime_ns))
    (folder / "new.ttl").rename(graph)
    assert query(graph, cache)[0] == answer("six")
    time.sleep(OLD_ENOUGH)
    query(graph, cache)
    assert query(graph, cache)[0] == answer("six") and len(caches(cache)) == 1
    # Prefixes of the file are known without parsing it; DESCRIBE and full text of terms come back.
    assert "six 000007" in query(graph, cache, "DESCRIBE ex:s7")[0]


def changing(folder):
    """Written and asked in turn, as fast as it goes: each answer is that of the file as it is."""
    cache, graph = folder / "cache2", folder / "h.ttl"
    for word in ("aaa", "bbb", "ccc", "ddd"):
        graph.write_text(graph_text(word))
        for _ in range(2):
            assert query(graph, cache)[0] == answer(word)


def damaged(folder):
    cache, graph = folder / "cache3", folder / "i.ttl"
    graph.write_text(graph_text("one"))
    time.sleep(OLD_ENOUGH)
    query(graph, cache)
    file = caches(cache)[0]
    good, chance = file.read_bytes(), random.Random(7)
    for _ in range(12):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        file.write_bytes(bad)
        assert query(graph, cache)[0] == answer("one")
    for length in (0, 5, 40, 200, len(good) // 2, len(good) - 1):
        file.write_bytes(good[:length])
        assert query(graph, cache)[0] == answer("one")
    file.write_bytes(good + b"more")
    assert query(graph, cache)[0] == answer("one")


def without(folder):
    graph, other = folder / "j.ttl", folder / "k.trig"
    graph.write_text(graph_text("one"))
    other.write_text(graph_text("one") + "ex:g { ex:s1 ex:p 'in a graph' }")
    time.sleep(OLD_ENOUGH)
    assert query(graph, None)[0] == answer("one")
    assert query(graph, folder / "cache4", COUNT, "--no-cache")[0] == answer("one") and not caches(folder / "cache4")
    (folder / "file").write_text("no folder")
    assert query(graph, folder / "file")[0] == answer("one")
    small = folder / "small.ttl"
    small.write_text("@prefix ex: <http://ex.org/> . ex:a ex:p 'x' .")
    os.utime(small, (1, 1))
    query(small, folder / "cache5")
    assert not caches(folder / "cache5"), "a small graph needs none"
    named = "SELECT ?g ?o { GRAPH ?g { ?s ex:p ?o } }"
    for _ in range(2):
        assert query(other, folder / "cache6", named)[0] == "g,o\r\nhttp://ex.org/g,in a graph\r\n"
    assert len(caches(folder / "cache6")) == 1
    wrong = folder / "wrong.ttl"
    wrong.write_text(graph_text("one") + "ex:a ex:p .\n")
    time.sleep(OLD_ENOUGH)
    for _ in range(2):
        assert "[rdf-syntax]" in query(wrong, folder / "cache7", code=1)[1]
    assert not caches(folder / "cache7")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for test in (used_and_renewed, changing, damaged, without):
            test(folder)
            print(test.__name__, flush=True)


if __name__ == "__main__":
    main()
