#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `vitagraph load` reads back of a store, and in how many requests, against stubs whose answers are cut off, that fail, or
that give back as one what they count as two.

    read_back_test.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from load_test import LIVE, OLD, lines, load, loaded, main, untouched, write  # noqa: E402
from store_stub import Answer, Store, serve  # noqa: E402


class CutOff(Store):
    """Ends a long answer without a word, and gives the statements of each in another order."""

    def __init__(self, most):
        super().__init__()
        self.most, self.asked = most, 0

    def read(self, graph):
        return super().read(graph)[: self.most]

    def cut(self, found):
        self.asked += 1
        middle = self.asked * 7919 % (len(found) or 1)
        return (found[middle:] + found[:middle])[: self.most]


def cut_off(folder):
    """Read back by subjects: many of them, and one that alone has more statements than an answer holds; statements lost, strange
    ones beside, strange ones of a subject that is ours."""
    hub = {f'<http://example.org/hub> <http://example.org/member> <http://example.org/s{i}> .' for i in range(1650)}
    for most in (101, 10_000):
        store, many = CutOff(most), lines(2500) | hub
        with serve(store) as address:
            assert load(folder, write(folder, "a.nt", many), address, "--replace", "--store", "oxigraph")[0] == 0
            loaded(store, many)
            assert load(folder, write(folder, "b.nt", lines(50)), address)[0] == 0, "adding to a graph"
    strange = {"<urn:strange> <urn:p> <urn:o> ."}, {"<http://example.org/s0> <urn:strange> <urn:o> ."}
    for more, less, words in ((strange[0], set(), ", 1 are not from here"), (strange[1], set(), "not sent: <http://example.org/s0> <urn:strange>"),
                              (set(), {min(hub)}, "1 are missing"), (strange[0], {min(hub)}, ", 1 are not from here")):
        class Wrong(CutOff):
            def insert(self, request, graph, new):
                super().insert(request, graph, set(new) - less | more)
        store, many = Wrong(250), lines(300) | hub
        store.graphs[LIVE] = set(OLD)
        with serve(store) as address:
            untouched(store, load(folder, write(folder, "a.nt", many), address, "--replace"), words)


class Huge(Store):
    """A graph that nobody would want to read."""

    def graph_store(self, request, graph):
        assert request.method != "GET" or graph != LIVE, "the whole graph was asked for"
        super().graph_store(request, graph)


def added_to_much(folder):
    store, old, few = Huge(), lines(5000), {'<http://example.org/s1> <http://example.org/new> "new" .', "<urn:b> <urn:p> <urn:o> ."}
    store.graphs[LIVE] = set(old)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", few), address)
        assert code == 0 and "the graph holds 5002 statements now" in err, err
        loaded(store, old | few)


class TakenForOne(Store):
    """Counts "1" and "01" as two, gives one of them back."""
    asked = 0

    def cut(self, found):
        self.asked += 1
        return sorted({line.replace('"01"', '"1"') for line in found})

    def read(self, graph):
        return sorted({line.replace('"01"', '"1"') for line in super().read(graph)})


def taken_for_one(folder):
    """One such pair does not make all further requests small. Its subject has more statements than any answer would be cut off at."""
    store, integer = TakenForOne(), "<http://www.w3.org/2001/XMLSchema#integer>"
    hub = {f'<http://example.org/hub> <http://example.org/p> "{i}"^^{integer} .' for i in range(150)}
    hub.add(f'<http://example.org/hub> <http://example.org/p> "01"^^{integer} .')
    many = lines(10_000) | hub
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--replace")
        assert code == 0 and "10150 statements" in err, err
        loaded(store, many)
    assert 0 < store.asked < 100, f"{store.asked} requests"


class Failing(Store):
    """Holds a statement that nobody sent, and answers nothing once it was read."""
    reads = 0

    def insert(self, request, graph, new):
        super().insert(request, graph, [*new, "<urn:strange> <urn:p> <urn:o> ."])

    def read(self, graph):
        self.reads += 1
        if self.reads > 1:
            raise Answer(504, "took too long")
        return super().read(graph)

    def cut(self, found):
        raise Answer(504, "took too long")


def without_examples(folder):
    store = Failing()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        result = load(folder, write(folder, "a.nt", lines(40)), address, "--replace", "--retries", "0")
        untouched(store, result, "of 40 statements 0 are missing, 1 are not from here")
        assert "tries" not in result[2], result[2]
        assert store.reads == 2, "the examples were not asked for"


TESTS = [cut_off, added_to_much, taken_for_one, without_examples]


if __name__ == "__main__":
    main(TESTS)
