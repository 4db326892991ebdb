# SPDX-License-Identifier: Apache-2.0
"""Invented scholarly networks, the same for the same arguments.

    python3 tests/benchmarks/generate_network.py network AUTHORS FOLDER     lists.txt, edges.txt, count.txt, g.nt
    python3 tests/benchmarks/generate_network.py advisors PEOPLE FOLDER     advisors.txt, people.txt
    python3 tests/benchmarks/generate_network.py turtle STATEMENTS > g.ttl  persons, publications, posts, in the ontology
"""
import os
import random
import sys

VG = "https://w3id.org/vitagraph/ontology#"
FIRST_YEAR, YEARS = 1970, 50


def papers(count, seed=1):
    """Teams with a heavy tail; most members come from an earlier paper of the first author's, who is a recent one."""
    rng = random.Random(seed)
    teams, by_author, newest = [], {}, 0
    while newest < count:
        size = min(1 + int(rng.paretovariate(1.6)), 60)
        if rng.random() < 0.2 or not teams:
            lead, newest = newest, newest + 1
        else:
            lead = rng.choice(teams[len(teams) - rng.randrange(max(1, len(teams) // 8)) - 1])
        team = {lead}
        for _ in range(2 * size):
            known = by_author.get(lead)
            if len(team) >= size:
                break
            if known and rng.random() < 0.72:
                team.add(rng.choice(teams[rng.choice(known)]))
            elif rng.random() < 0.6:
                team.add(newest)
                newest += 1
            else:
                team.add(rng.randrange(max(1, newest)))
        for author in team:
            by_author.setdefault(author, []).append(len(teams))
        teams.append(sorted(team))
    return teams


def numbered(teams):
    """The teams with their authors numbered without gaps, and how many there are."""
    number = {author: i for i, author in enumerate(sorted({author for team in teams for author in team}))}
    return [[number[author] for author in team] for team in teams], len(number)


def advisors(people, seed=1):
    """(advisee, advisor): most have one, who is of the people before them; who has students finds more."""
    rng = random.Random(seed)
    place = list(range(people))
    rng.shuffle(place)
    pairs = []
    for person in range(1, people):
        chance = rng.random()
        count = 0 if chance < 0.02 else 1 if chance < 0.85 else 2 if chance < 0.98 else 3
        found = set()
        for _ in range(count):
            recent = max(0, person - 1 - rng.randrange(max(1, person // 6)))
            if pairs and rng.random() < 0.6:
                recent = pairs[max(0, len(pairs) - 1 - rng.randrange(max(1, len(pairs) // 6)))][1]
            found.add(recent)
        pairs += [(person, advisor) for advisor in sorted(found)]
    return [(place[a], place[b]) for a, b in pairs]


def write_network(folder, teams):
    """g.nt for us; edges.txt, pairs of numbers without gaps, and lists.txt, author lists, for everybody."""
    teams, people = numbered(teams)
    with open(os.path.join(folder, "g.nt"), "w", encoding="ascii") as out:
        for paper, team in enumerate(teams):
            out.write("<http://e/p%d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sPublication> .\n" % (paper, VG))
            out.write('<http://e/p%d> <%syear> "%d"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
                      % (paper, VG, FIRST_YEAR + paper * YEARS // len(teams)))
            for author in team:
                out.write("<http://e/p%d> <%sauthor> <http://e/a%07d> .\n" % (paper, VG, author))
    with open(os.path.join(folder, "lists.txt"), "w", encoding="ascii") as out:
        out.writelines(" ".join(map(str, team)) + "\n" for team in teams)
    edges = sorted({a * people + b for team in teams for i, a in enumerate(team) for b in team[i + 1:]})
    with open(os.path.join(folder, "edges.txt"), "w", encoding="ascii") as out:
        out.writelines("%d %d\n" % divmod(pair, people) for pair in edges)
    with open(os.path.join(folder, "count.txt"), "w", encoding="ascii") as out:
        out.write(str(people))
    return people, len(teams), len(edges)


def write_advisors(folder, people):
    pairs = advisors(people)
    with open(os.path.join(folder, "advisors.txt"), "w", encoding="ascii") as out:
        out.writelines("%d %d\n" % pair for pair in pairs)
    with open(os.path.join(folder, "people.txt"), "w", encoding="ascii") as out:
        out.write(str(people))
    return len(pairs)


PREFIXES = """@prefix vg: <https://w3id.org/vitagraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix person: <https://w3id.org/vitagraph/id/person/> .
@prefix publication: <https://w3id.org/vitagraph/id/publication/> .
@prefix authorship: <https://w3id.org/vitagraph/id/authorship/> .
@prefix position: <https://w3id.org/vitagraph/id/position/> .
@prefix organization: <https://w3id.org/vitagraph/id/organization/> .
@prefix venue: <https://w3id.org/vitagraph/id/venue/> .
@prefix document: <https://w3id.org/vitagraph/id/document/> .

"""


def write_turtle(statements, out):
    """As `build` writes a graph: nodes with all that is said of them, labels, dates, sources."""
    per_author = 8.5  # about, with the share of publications
    teams, people = numbered(papers(max(10, int(statements / per_author / 3.7))))
    rng = random.Random(2)
    written = 0
    out.write(PREFIXES)
    def put(subject, kind, *rest):
        nonlocal written
        out.write("%s a vg:%s ;\n    %s .\n\n" % (subject, kind, " ;\n    ".join(rest)))
        written += 1 + len(rest)
    for person in range(people):
        name = "Person%05d Scholar%05d" % (person % 40000, person * 7919 % 100000)
        put("person:p%07d" % person, "Person", 'rdfs:label "%s"' % name, 'foaf:name "%s"' % name,
            'skos:altLabel "P. Scholar%05d"' % (person * 7919 % 100000), "vg:holdsPosition position:h%07d" % person,
            "vg:affiliation organization:o%04d" % (person % 5000))
        start = FIRST_YEAR + rng.randrange(YEARS)
        put("position:h%07d" % person, "Position", "vg:person person:p%07d" % person,
            "vg:organization organization:o%04d" % (person % 5000), 'vg:role "Professor"', 'vg:start "%d"^^xsd:gYear' % start,
            'vg:earliestStart "%d-01-01"^^xsd:date' % start, "vg:current true", "prov:wasDerivedFrom document:d%07d" % person)
        if person and rng.random() < 0.8:
            out.write("person:p%07d vg:doctoralAdvisor person:p%07d .\n\n" % (person, rng.randrange(person)))
            written += 1
    for paper, team in enumerate(teams):
        year = FIRST_YEAR + paper * YEARS // len(teams)
        rest = ['rdfs:label "On the matter of things numbered %d"' % paper, 'dcterms:title "On the matter of things numbered %d"' % paper,
                "vg:year %d" % year, "vg:publishedIn venue:v%03d" % (paper % 700), "prov:wasDerivedFrom document:d%07d" % team[0]]
        for order, author in enumerate(team):
            rest.append("vg:author person:p%07d" % author)
            rest.append("vg:hasAuthorship authorship:s%07d-%d" % (paper, order + 1))
        put("publication:w%07d" % paper, "ConferencePaper", *rest)
        for order, author in enumerate(team):
            put("authorship:s%07d-%d" % (paper, order + 1), "Authorship", "vg:person person:p%07d" % author,
                "vg:order %d" % (order + 1), 'vg:nameAsWritten "P. Scholar%05d"' % (author * 7919 % 100000))
        if written >= statements:
            break
    return written


if __name__ == "__main__":
    kind, size = sys.argv[1], int(sys.argv[2])
    if kind == "network":
        print("%d authors, %d papers, %d pairs" % write_network(sys.argv[3], papers(size)))
    elif kind == "advisors":
        print("%d people, %d pairs" % (size, write_advisors(sys.argv[3], size)))
    else:
        print("%d statements" % write_turtle(size, sys.stdout), file=sys.stderr)
