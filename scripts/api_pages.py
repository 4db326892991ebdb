#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a page for each stage from its door: the opening comment, then every header that the door shows, as it stands.

    api_pages.py SRC OUT

The doors' comments are the documentation; this only makes them readable in a browser, in the order of the data.
"""
import html
import pathlib
import re
import sys

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
pre{background:#f7f7f7;padding:1rem;overflow-x:auto;font-size:.85rem;line-height:1.45}.c{color:#2a6b2a}.k{color:#06c}a{color:#064}"""
KEYWORDS = r"\b(class|struct|enum|namespace|const|constexpr|inline|template|typename|using|public|private|virtual|override|return|explicit|static|operator|friend|requires)\b"


def coloured(text):
    lines = []
    for line in text.splitlines():
        code, mark, comment = line.partition("//")
        code = re.sub(KEYWORDS, r'<span class="k">\1</span>', html.escape(code))
        lines.append(code + (f'<span class="c">{html.escape(mark + comment)}</span>' if mark else ""))
    return "\n".join(lines)


def headers_of(door, src):
    shown = [door]
    for name in re.findall(r'#include "(\w+/[\w/]+\.hpp)"', door.read_text()):
        if name.split("/")[0] == door.parent.name:
            shown.append(src / name)
    return shown


def page(title, body):
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style><p><a href="index.html">stages</a></p>{body}</html>\n'


def main():
    src, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    stages = re.findall(r"^add_stage\((\w+)", (src / "CMakeLists.txt").read_text(), re.M)
    items = []
    for stage in stages:
        door = src / stage / f"{stage}.hpp"
        opening = re.search(r"#pragma once\n// (\w+: .*)", door.read_text())
        items.append(f'<li><a href="{stage}.html">{stage}</a>: {html.escape(opening[1].partition(": ")[2]) if opening else ""} …</li>')
        body = "".join(f"<h2>{html.escape(str(h.relative_to(src)))}</h2><pre>{coloured(h.read_text())}</pre>" for h in headers_of(door, src))
        (out / f"{stage}.html").write_text(page(stage, f"<h1>{stage}</h1>{body}"), encoding="utf-8")
    (out / "index.html").write_text(page("vitagraph: stages", f"<h1>Stages, in the order of the add_stage lines</h1><ol>{''.join(items)}</ol>"), encoding="utf-8")


if __name__ == "__main__":
    main()
