#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes facts of invented scholars as JSON Lines, for measuring `vitagraph resolve`: make_mentions.py MENTIONS > facts.jsonl

Each document is one scholar's list: a person, a post and papers with coauthors drawn from a circle. Given and family names,
and the words of titles, are drawn with frequencies that fall as real ones do (few very common, many rare), and half of the
lists write initials.
"""
import itertools
import json
import random
import sys

SYLLABLES = ["ba", "den", "fo", "gri", "hal", "jo", "ka", "lin", "mor", "nes", "or", "pe", "ru", "sta", "ti", "ul", "ver", "wen", "xi", "yo", "zan"]
TITLE_WORDS = 20000


def name(rng, parts):
    return "".join(rng.choice(SYLLABLES) for _ in range(parts)).capitalize()


def main():
    wanted = int(sys.argv[1])
    rng = random.Random(1)
    given = [name(rng, 2) for _ in range(400)]
    family = [name(rng, rng.choice((2, 2, 3))) for _ in range(5000)]
    falling = [1 / (i + 3) for i in range(max(len(given), len(family)))]
    scholars = max(50, wanted // 40)
    people = [f"{g} {f}" for g, f in zip(rng.choices(given, falling[:len(given)], k=scholars), rng.choices(family, falling[:len(family)], k=scholars))]
    organizations = [f"{name(rng, 3)} University" for _ in range(scholars // 50 + 5)]
    words = [name(rng, rng.choice((1, 2, 3, 3))).lower() for _ in range(TITLE_WORDS)]
    commonness = list(itertools.accumulate(1 / (i + 3) for i in range(len(words))))
    venues = [f"Journal of {name(rng, 2)} {rng.choice(words)}" for _ in range(500)]
    mentions, out = 0, sys.stdout
    for owner in range(scholars):
        if mentions >= wanted:
            break
        source = f"list-{owner}.txt"
        circle = [people[(owner + rng.randint(1, 30)) % scholars] for _ in range(8)]
        initials = owner % 2
        out.write(json.dumps({"type": "person", "name": people[owner], "source": source}) + "\n")
        out.write(json.dumps({"type": "position", "person": people[owner], "organization": rng.choice(organizations), "source": source}) + "\n")
        mentions += 3
        for _ in range(8):
            authors = [people[owner]] + rng.sample(circle, 3)
            if initials:
                authors = [f"{a.split()[0][0]}. {a.split()[1]}" for a in authors]
            title = " ".join(rng.choices(words, cum_weights=commonness, k=8)).capitalize()
            out.write(json.dumps({"type": "publication", "title": title, "authors": authors, "venue": rng.choice(venues),
                                  "year": str(rng.randint(1990, 2024)), "source": source}) + "\n")
            mentions += 6


if __name__ == "__main__":
    main()
