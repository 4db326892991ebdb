#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extraction takes time in proportion to a document's length: seconds of the processor at n bytes and at 4 n, for documents that
try each loop. What takes long at 4 n may take at most eight times what it takes at n.

    scaling_test.py PROGRAM SOURCE_DIR [BYTES]      BYTES: n; default 150000
"""
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 8.0  # of four times the work: caches and the busy machine cost something, squares cost sixteen
SHORT = 0.6  # seconds at 4 n that tell nothing
HEAD = "Ada Moss\n\n"
WORK = "1. Moss A, Fern B, and Reed C. Walls and rain in the valley. Journal of Fern Studies 12(3), 45-67, 2019.\n"
SLOTS = ["", "May 3, 2019: Ada Moss (Avon University), On ferns", "May 10, 2019: Bo Fern (Bath University), On walls", ""]

# name: (head, what is repeated[, what stands below])
TEXTS = {
    "one-line.txt": ("", "Ada Moss teaches ferns at Avon University since 2019, and walls "),
    "short-lines.txt": ("", "Fern\n2019\n"),
    "brackets.txt": ("", "("),
    "digits.txt": ("", "1234567890"),
    "quotes.txt": ("", '"'),
    "initials.txt": ("", "A. "),
    "works.txt": (HEAD + "Publications\n\n", WORK),
    "works-apart.txt": (HEAD + "Publications\n\n", WORK + "\n"),
    "names.txt": ("Publications\n\n", "Moss A, Fern B, "),
    "biography.txt": (HEAD, "Ada Moss received her PhD from Avon University in 2019 under Bo Fern. She joined Avon Labs in 2020. "),
    "headings.txt": ("", "Publications\n\nA b 2019\n\nEducation\n\nPhD 2010\n\n"),
    "numbered-headings.txt": (HEAD + "1. Education\n\n- a\n\n2. Awards\n\n- b\n\n3. Teaching\n\n- c\n\n", "5. x\n\n"),
    "year-headings.txt": (HEAD + "Talks\n\n", "2019\n\n- On ferns\n\n"),
    "education.txt": (HEAD + "Education\n\n", "PhD in Botany, Avon University, 2019\n"),
    "undated.txt": (HEAD + "Education\n\n", "something here\n"),
    "years.txt": (HEAD + "Education\n\n", "2019 "),
    "posts.txt": (HEAD + "Employment\n\n", "Professor\nAvon University\nLeeds, UK\n2019-2021\n\n"),
    "service.txt": (HEAD + "Service\n\n", "Reviewer: Journal of Fern, Journal of Moss (2019)\n"),
    "reviewer.txt": (HEAD + "Service\n\n", "Reviewer, "),
    "awards.txt": (HEAD + "Awards\n\n", "- Fern prize, 2019\n"),
    "teaching.txt": (HEAD + "Teaching\n\n", "BIO 101: Ferns, Fall 2019\n"),
    "advising.txt": (HEAD + "Advising\n\n", "Bo Fern (PhD, 2019)\n"),
    "grants.txt": (HEAD + "Grants\n\n", "National Fern Foundation, Walls and rain, $100,000, 2019-2021\n"),
    "projects.txt": (HEAD, "Projects\n\nMapping ferns, Avon University, 2019-2021, supervised by Bo Fern\n\nTalks\n\nOn ferns, Bath, 2019\n\n"),
    "talks.txt": (HEAD + "Talks\n\n", "On ferns, Avon University, May 3, 2019\n\n"),
    "talk-bullets.md": ("# Ada Moss\n\n## Talks\n\n2018 • \"Walls\", Fern Symposium\n2019 ", "•"),
    "talk-lines.md": ("# Ada Moss\n\n## Talks\n\n- Ferns at dusk\\\n", "  a\\\n"),
    "author-brackets.txt": (HEAD + "Publications\n\nA. Moss, ", "["),
    "news.txt": (HEAD + "News\n\n", "2019-05: Paper accepted at ICML.\n"),
    "schedule.md": ("# Fern Seminar\n\n", "May 3, 2019: Ada MOSS (Avon University) [On walls and rain](x)\n\n"),
    "emphasis.md": ("", "**a** _b_ [c](d) "),
    "open-links.md": ("", "["),
    "tables.md": ("", "| a | 2019 |\n|---|---|\n| Ada Moss | b |\n\n"),
    "open-tags.html": ("", "<p>Ada <b>Moss</b> 2019 <a href=x>y</a><div>"),
    "title-parts.html": ("<title>a", " , a", "</title><h1>Fern Seminar</h1><ul>" + "<li>".join(SLOTS) + "</ul>"),
    "returns.txt": ("", "Ab\r"),
    "sentences.md": ("# Fern Seminar\n\n" + "\n\n".join(SLOTS) + "May 24, 2019: a", "? ", "fern " * 50 + "\n"),
    "entries.bib": ("", "@article{k, title={Walls}, author={Moss, A. and Fern, B.}, year={2019}}\n"),
}


def seconds(program, root, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "extract", "-j1", "--data", str(root), "-o", "/dev/null", str(path)], check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 150_000
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.txt")
        empty.write_text("")
        start = min(seconds(program, root, empty) for _ in range(3))
        for name, (head, unit, *below) in TEXTS.items():
            path = Path(folder, name)
            # What others do on the machine lengthens a run: only what is too long three times is.
            for _ in range(3):
                taken = []
                for length in (size, 4 * size):
                    path.write_text(head + unit * (length // len(unit)) + "".join(below))
                    taken.append(seconds(program, root, path) - start)
                ratio = taken[1] / max(taken[0], 0.01)
                bad = taken[1] > SHORT and ratio > MOST
                if not bad:
                    break
            failed = failed or bad
            print(f"{name:20} {taken[0]:7.2f} s {taken[1]:7.2f} s{f'   {ratio:.1f} times' if taken[1] > SHORT else ''}{'   too long' if bad else ''}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
