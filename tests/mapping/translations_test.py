#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The translation pairs of yarrrml-parser and Yatter: a YARRRML mapping and the RML it means. Both are run on small made-up
data (what `map --explain` says a source is asked for) and must make the same statements. So must what `map --to rml` makes
of the YARRRML. What differs stands in translations_skipped.txt with a reason, and what stands there must differ, and must agree
with what translation_mends.py says is wrong mended. A server of this machine gives and takes what mappings fetch from the web and send
there. Skipped (77) where the pairs are not at hand.

    translations_test.py PROGRAM SOURCE_FOLDER
"""
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

from suites import find_suites
from translation_mends import MENDS, Mend
from triple_terms import graph
from web_server import WebServer

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
ROWS = 3
LINKED = (200, {"Link": '<?linked>; rel="acl"'}, b"")
WEB = WebServer(default=lambda request: LINKED if request.method == "HEAD" else (200, {}, b""))


def run(folder, *arguments):
    done = subprocess.run([PROGRAM, *arguments, "-q"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, env=WEB.as_proxy())
    return done.returncode, done.stdout, done.stderr


def value(row, name):
    """The first two rows agree in some columns, so that joins meet and repetitions happen."""
    if "lang" in name.lower():
        return ["en", "pt", "de"][row]
    return f"v{row if sum(map(ord, name)) % 3 else max(row, 1)}"


class NoData(Exception):
    pass


def put(tree, path, row):
    for name in path[:-1]:
        tree = tree.setdefault(name, {})
        if not isinstance(tree, dict):
            raise NoData("nested under a value")
    if isinstance(tree.get(path[-1], ""), dict):
        raise NoData("nested under a value")
    tree[path[-1]] = value(row, path[-1])


def steps(path, separator):
    plain = re.sub(r"^\$\.?", "", path) if separator == "." else path
    out = [s for s in (re.sub(r"\[\*?\]$", "", s) for s in plain.strip(separator).split(separator)) if s not in ("", ".")]
    if any(not re.fullmatch(r"@?[\w\- $]+", s) for s in out):
        raise NoData(f"the path {path}")
    return out


def json_text(layouts):
    root = None
    for iterator, references in layouts:
        items = []
        for row in range(ROWS):
            item = {}
            for reference in references:
                put(item, steps(reference, "."), row)
            items.append(item)
        way = steps(iterator, ".")
        many = iterator.endswith("[*]")
        content = items if many else items[0]
        for name in reversed(way):
            content = {name: content}
        if root is None:
            root = content
        elif isinstance(root, dict) and isinstance(content, dict):
            root.update(content)
        elif isinstance(root, list) and isinstance(content, list):
            root = [{**a, **b} for a, b in zip(root, content)]
        else:
            raise NoData("iterators that do not fit together")
    return json.dumps(root)


def xml_text(layouts):
    """A tree that has what all iterators and references name: [attributes, {name: [children]}, text] for each element."""
    roots = {}

    def child(node, name, index):
        children = node[1].setdefault(name, [])
        while len(children) <= index:
            children.append([{}, {}, ""])
        return children[index]

    top = [{}, roots, ""]
    for iterator, references in layouts:
        way = steps(iterator, "/")
        if not way:
            raise NoData("an iterator over the document")
        around = top
        for name in way[:-1]:
            around = child(around, name, 0)
        for row in range(ROWS if len(way) > 1 else 1):  # there is one root
            element = child(around, way[-1], row)
            for reference in references:
                at = element
                *inner, last = steps(reference, "/") or [""]
                if not last:  # the element itself
                    element[2] = value(row, reference)
                    continue
                for name in inner:
                    at = child(at, name, 0)
                if last.startswith("@"):
                    at[0][last[1:]] = value(row, last)
                else:
                    child(at, last, 0)[2] = value(row, last)
    if len(roots) != 1:
        raise NoData("iterators with different roots")

    def text(name, node):
        attributes = "".join(f' {k}="{escape(v)}"' for k, v in node[0].items())
        inner = "".join(text(n, c) for n, children in node[1].items() for c in children)
        return f"<{name}{attributes}>{escape(node[2])}{inner}</{name}>"

    (name, nodes), = roots.items()
    return text(name, nodes[0])


GREL, IDLAB = "http://users.ugent.be/~bjdmeest/function/grel.ttl#", "https://w3id.org/imec/idlab/function#"
# The pairs call functions that nobody has (`ex:toLowerCase`). In both mappings, these stand in for them.
LOWER = {"ex:toLowerCase": GREL + "toLowerCase", "ex:input": GREL + "valueParameter"}
CHOICE = {"ex:doSomething": IDLAB + "concat", "ex:preferred": IDLAB + "str", "ex:alternative": IDLAB + "otherStr"}
NESTED = {"ex:toLowerCase": GREL + "toLowerCase", "ex:toUpperCase": GREL + "toUpperCase", "ex:valueParameter": GREL + "valueParameter"}
TWO = {"ex:function1": GREL + "string_concat", "ex:function0": GREL + "string_concat", "ex:lowerCase": GREL + "string_concat",
       "ex:input": GREL + "valueParameter", "ex:input2": GREL + "valueParameter2"}
STAND_INS = {
    "yarrrml-parser/joincondition-with-function": LOWER,
    "yarrrml-parser/rr_class__8-reference": LOWER,
    "yarrrml-parser/rr_class__7-function": CHOICE,
    "yarrrml-parser/subjectmap-with-function": CHOICE,
    "yarrrml-parser/function-shortcut-with-2-parameters": {"grel:toUpperCase": GREL + "string_concat"},
    "yarrrml-parser/function-without-parameters": {"idlab-fn:random": IDLAB + "alwaysReturnsABC"},
    "yarrrml-parser/fno-parameter-as-iri": {"dyversify:getSensorClasses": GREL + "array_uniques", "idlab-fn:list": GREL + "p_array_a"},
    "yarrrml-parser/template-escape": {"fnstr:map": IDLAB + "concat", "fnstr:valueParameter": IDLAB + "str",
                                       "fnstr:mappingParameter": IDLAB + "otherStr"},
    "yarrrml-parser/betweenourworlds__anime": {"afn:getClass": IDLAB + "toUpperCaseURL", "afn:getStreamAgent": IDLAB + "toUpperCaseURL",
                                               "afn:value": IDLAB + "str"},
    "yatter/rml-fnml__YARRRMLTC-0041": LOWER,
    "yatter/rml-fnml__YARRRMLTC-0042": LOWER,
    "yatter/rml-fnml__YARRRMLTC-0043": NESTED,
    "yatter/rml-fnml__YARRRMLTC-0044": LOWER,
    "yatter/rml-fnml__YARRRMLTC-0045": TWO,
    "yatter/rml-fnml__YARRRMLTC-0046": {**LOWER, "ex:function1": IDLAB + "concat", "ex:input1": IDLAB + "str",
                                        "ex:input2": IDLAB + "otherStr", "ex:input3": IDLAB + "delimiter"},
    "yatter/rml-fnml__YARRRMLTC-0047": {**TWO, "ex:toUpperCase": GREL + "toUpperCase", "ex:function2": GREL + "toLowerCase",
                                        "ex:valueParameter": GREL + "valueParameter"},
    "yatter/rml-fnml__YARRRMLTC-0048": TWO,
}


def stand_in(text, yaml, replacements):
    """In YAML by our predeclared prefixes, in Turtle as whole IRIs."""
    prefixes = dict(re.findall(r"^ +([\w-]+): *[\"']?(\S+?)[\"']?$", yaml, re.M))
    for name, ours in replacements.items():
        prefix, _, local = name.partition(":")
        whole = prefixes.get(prefix, {"grel": GREL, "idlab-fn": IDLAB}.get(prefix, "?")) + local
        short = ours.replace(GREL, "grel:").replace(IDLAB, "idlab-fn:")
        text = text.replace(f"<{whole}>", f"<{ours}>").replace(f'"{whole}"', f'"{ours}"')
        text = re.sub(rf"(?<![\w:/]){re.escape(name)}(?![\w-])", short if "mappings:" in text else f"<{ours}>", text)
    return text


def make_data(folder, explained, delimiter):
    sources, formats = {}, {}
    access = None
    for line in explained.splitlines():
        if m := re.fullmatch(r"read (.*) as (\w[\w ]*), once", line):
            access = m[1]
            formats[access] = m[2]
            sources.setdefault(access, [])
            iterator = ""
        elif m := re.fullmatch(r"  each (.*)", line):
            iterator = m[1]
        elif m := re.fullmatch(r"  takes (.*)", line):
            sources[access].append((iterator, [] if m[1] == "nothing" else m[1].split(", ")))
    for access, layouts in sources.items():
        path = folder / access.rsplit("/", 1)[-1] if "://" in access else folder / access
        if path.exists():
            continue
        if formats[access] not in ("CSV", "JSON", "XML"):
            raise NoData(f"{formats[access]} of {access}")
        path.parent.mkdir(parents=True, exist_ok=True)
        if formats[access] == "CSV":
            names = sorted({r for _, references in layouts for r in references})
            rows = [names] + [[value(row, n) for n in names] for row in range(ROWS)]
            path.write_text("".join(delimiter.join(f'"{c}"' for c in row) + "\n" for row in rows), encoding="utf-8")
        else:
            path.write_text(json_text(layouts) if formats[access] == "JSON" else xml_text(layouts), encoding="utf-8")
        if "://" in access:
            WEB.answers[access.split("?")[0]] = path.read_bytes()


def outputs(folder, mappings, name):
    """The quads of the run and of every target, or why there are none."""
    before = set(p for p in folder.rglob("*") if p.is_file())
    WEB.requests.clear()
    status, _, err = run(folder, "map", *mappings, "-o", f"{name}.nq", "--bad-values", "skip")
    if status != 0:
        return None, err
    texts = {"": (folder / f"{name}.nq").read_text(encoding="utf-8")}
    (folder / f"{name}.nq").unlink()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in before:
            content, name = path.read_bytes(), str(path.relative_to(folder))
            if name.endswith(".gz"):
                content, name = gzip.decompress(content), name[:-3]
            texts[name] = content.decode("utf-8", "replace")
            path.unlink()
    for request in WEB.requests:
        if request.method not in ("GET", "HEAD"):
            key = f"{request.method} {request.url} {request.headers.get('content-type')}"
            texts[key] = texts.get(key, "") + request.body.decode("utf-8")
    return texts, ""


def compare(nqcmp, a, b):
    if set(a) != set(b):
        return f"files {sorted(a)} and {sorted(b)}"
    for name in a:
        if a[name] == b[name]:
            continue
        if name and not name.endswith((".nq", ".nt")):
            same = False
            if name.endswith((".ttl", ".n3", "/turtle")):  # prefixes may differ
                import rdflib.compare
                same = rdflib.compare.isomorphic(*[rdflib.Graph().parse(data=t, format="turtle") for t in (a[name], b[name])])
            if not same:
                return f"target {name} differs"
            continue
        left, right = [graph(text, False) if "<<(" in text else nqcmp.parse(text)[0] for text in (a[name], b[name])]
        if not nqcmp.iso(set(left), set(right)):
            return f"{sorted(map(str, set(left) - set(right)))[:2]} against {sorted(map(str, set(right) - set(left)))[:2]}"
    return ""


def pairs(suites):
    for suite in ["yarrrml-parser", "yatter"]:
        for case in sorted((suites / suite).iterdir()):
            if not case.is_dir() or "r2rml" in case.name.lower().split("__"):
                continue
            yaml = sorted(p.name for p in case.iterdir() if p.suffix in (".yml", ".yaml", ".yarrrml"))
            rml = sorted(p.name for p in case.iterdir() if p.suffix == ".ttl" and "r2rml" not in p.name)
            if len(rml) == 1 and yaml:
                together = ["multiple-input-files", "0023"]
                for names in [yaml] if any(t in case.name for t in together) else [[y] for y in yaml]:
                    yield f"{suite}/{case.name}" + (f"/{names[0]}" if len(yaml) > 1 and len(names) == 1 else ""), case, names, rml[0]


def try_pair(nqcmp, case, names, rml, mend=Mend()):
    """What differs, "" for nothing; and how many quads were compared."""
    WEB.answers.clear()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        replacements = STAND_INS.get(f"{case.parent.name}/{case.name}", {})
        yaml = (case / names[0]).read_text(encoding="utf-8")
        for name in names + [rml]:
            text = stand_in((case / name).read_text(encoding="utf-8"), yaml, replacements)
            # What lies at an address or at the file system's root lies in the folder of the test.
            text = re.sub(r"(http://example\.com/|file:///|/)?data/(?=dump)", f"file://{folder}/", text)
            text = re.sub(r"(file:///|/)data/(?=Supergirl|people)", f"{folder}/", text)
            text = re.sub(r"((?:access:|absoluteURI|linkingAbsoluteURI) +\"?)https:", r"\1http:", text)  # a server without certificates
            text = adjusted(case, text)
            (folder / name).write_text(mend.in_yaml(text) if name in names else mend.in_rml(text), encoding="utf-8")
        mend.write_data(folder)
        status, explained, err = run(folder, "map", *names, "--explain")
        if status != 0:
            return "not read: " + first(err), 0
        text = (case / names[0]).read_text(encoding="utf-8")
        delimiter = ";" if re.search(r"delimiter: *.?;", text) else "\t" if re.search(r"delimiter: *.?\\?t", text) else ","
        try:
            make_data(folder, explained, delimiter)
        except (NoData, ValueError) as why:
            return f"no data made: {why}", 0
        ours, why = outputs(folder, names, "ours")
        if ours is None:
            return "fails: " + first(why), 0
        theirs, why = outputs(folder, [rml], "theirs")
        if theirs is None:
            return "their RML fails: " + first(why), 0
        if difference := compare(nqcmp, ours, theirs):
            return difference, 0
        status, translated, err = run(folder, "map", *names, "--to", "rml")
        if status != 0:
            return "no RML of ours: " + first(err), 0
        (folder / "translated.ttl").write_text(translated, encoding="utf-8")
        again, why = outputs(folder, ["translated.ttl"], "again")
        if again is None:
            return "our RML fails: " + first(why), 0
        difference = compare(nqcmp, ours, again)
        return "our RML differs: " + difference if difference else "", sum(t.count("\n") for t in ours.values())


def adjusted(case, text):
    """The document has but one root, so what these ask of it lies deeper; templates of targets' addresses lead to the server, too."""
    if case.name.startswith("dynamic-"):
        return text.replace('template "https:', 'template "http:')
    return re.sub(r'iterator:? "/"', lambda m: m[0].replace('"/"', '"/list/item"'), text) if case.name.startswith("wot-") else text


def first(text):
    lines = [line for line in text.splitlines() if "error" in line]
    return (lines or text.splitlines() or ["no message"])[0][:200]


def main():
    """With names of pairs beside the folder, these alone."""
    suites = find_suites(SOURCE, "tools/nqcmp.py")
    if suites is None:
        print("the translation pairs are not here")
        return 77
    sys.path.insert(0, str(suites / "tools"))
    import nqcmp
    skipped = {}
    for line in (SOURCE / "tests/mapping/translations_skipped.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            skipped[name] = reason
    with WEB:
        return compare_all(nqcmp, suites, skipped)


def compare_all(nqcmp, suites, skipped):
    total, bad, equal, compared, shown = 0, 0, 0, 0, 0
    for name, case, names, rml in pairs(suites):
        if sys.argv[3:] and name not in sys.argv[3:]:
            continue
        total += 1
        difference, quads = try_pair(nqcmp, case, names, rml)
        equal += not difference
        compared += quads
        if difference and name not in skipped:
            print(f"{name} {difference}")
            bad += 1
        elif not difference and name in skipped:
            print(f"{name}: agrees, though translations_skipped.txt lists it")
            bad += 1
        elif difference:
            why, quads = try_pair(nqcmp, case, names, rml, MENDS[name]) if name in MENDS else ("nothing shows its reason", 0)
            if not why and not quads:
                why = "no statement to compare"
            if why:
                print(f"{name}: {skipped[name]}; mended: {why}")
                bad += 1
            shown += not why
    print(f"{equal} of {total} pairs agree, {compared} statements compared; {shown} of {total - equal} reasons shown")
    return 1 if bad or equal == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
