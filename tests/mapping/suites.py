# SPDX-License-Identifier: Apache-2.0
"""Where the public suites lie, which are not part of the repository, and what a server answers that their cases ask."""
import csv
import json
import os
import pathlib
import urllib.parse


def find_suites(source, has):
    """The folder of suites that holds the file `has`: VITAGRAPH_SUITES, or shared/suites beside the checkout `source` or its parent; else None."""
    for folder in [os.environ.get("VITAGRAPH_SUITES"), source / "../shared/suites", source / "../../shared/suites"]:
        if folder and (pathlib.Path(folder) / has).exists():
            return pathlib.Path(folder).resolve()
    return None


def web_answers(suites):
    """For WebServer: the files that cases of RML-IO-Registry fetch, as they lie in the cases' folders, and the rows of the SPARQL
    service that one asks, as its result has them."""
    resources = "http://w3id.org/rml/resources/rml-io/"
    files = {"RMLSTC0006a/Friends.json": "RMLIOREGTC0007a/Friends.json", "RMLSTC0006e/Friends.json": "RMLIOREGTC0008a/Friends.json",
             "RMLSTC0006d/Friends.csv": "RMLIOREGTC0012a/Friends.csv"}
    out = {}
    for address, name in files.items():
        path = suites / "rml-io-registry" / name
        if path.exists():
            out[resources + address] = path.read_bytes()
    result = suites / "rml-io-registry/RMLIOREGTC0011a/output.nq"
    if result.exists():
        rows = [line.split(" ", 2) for line in result.read_text(encoding="utf-8").splitlines() if line.strip()]
        bindings = [{"actor": {"type": "uri", "value": actor[1:-1]}, "name": {"type": "literal", "value": next(csv.reader([name.rsplit(" .", 1)[0]], escapechar="\\"))[0]}}
                    for actor, _, name in rows]
        answer = json.dumps({"head": {"vars": ["actor", "name"]}, "results": {"bindings": bindings}}).encode()
        mapping = result.with_name("mapping.ttl").read_text(encoding="utf-8")

        def service(request):
            form = request.body.decode() if request.method == "POST" else urllib.parse.urlsplit(request.url).query
            asked = urllib.parse.parse_qs(form).get("query", [""])[0].strip()
            return (200, {"Content-Type": "application/sparql-results+json"}, answer) if asked and asked in mapping else (400, {}, b"not what the mapping asks\n")
        out["http://dbpedia.org/sparql/"] = service
    return out
