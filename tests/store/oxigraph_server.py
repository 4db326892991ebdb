# SPDX-License-Identifier: Apache-2.0
"""Oxigraph's engine (pyoxigraph, in memory) behind the addresses and manners of its server (cli/src/main.rs): the engine is the real
one, what is said over HTTP is replayed. Run with a Python that has pyoxigraph.

    oxigraph_server.py PORT
"""
import http.server
import socketserver
import sys
import urllib.parse

import pyoxigraph as ox

STORE = ox.Store()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def reply(self):
        url = urllib.parse.urlsplit(self.path)
        parameters = urllib.parse.parse_qs(url.query, keep_blank_values=True)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            if url.path == "/store":
                return self.graph_store(parameters, body)
            if url.path == "/update" and self.command == "POST":
                STORE.update(body.decode())
                return self.answer(204)
            if url.path == "/query":
                fields = {**parameters, **urllib.parse.parse_qs(body.decode())}
                return self.query(fields["query"][0], fields.get("default-graph-uri"))
            return self.answer(200 if url.path == "/" else 404)
        except (SyntaxError, ValueError) as error:
            return self.answer(400, str(error).encode())

    def graph_store(self, parameters, body):
        if "graph" not in parameters and "default" not in parameters:
            if self.command in ("PUT", "DELETE"):
                STORE.clear()  # all of it
                return self.answer(204)
            return self.answer(400, b"no graph")
        graph = ox.NamedNode(parameters["graph"][0]) if "graph" in parameters else ox.DefaultGraph()
        known = "default" in parameters or STORE.contains_named_graph(graph)
        if self.command == "GET":
            return self.answer(200, STORE.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph), "application/n-triples") if known else self.answer(404)
        if self.command == "POST":
            STORE.load(input=body, format=ox.RdfFormat.from_media_type(self.headers["Content-Type"]), to_graph=graph)
            return self.answer(201 if known else 204)  # reversed
        return self.answer(405)

    def query(self, text, default_graphs):
        options = {"default_graph": [ox.NamedNode(g) for g in default_graphs]} if default_graphs else {}
        result = STORE.query(text, **options)
        if isinstance(result, ox.QueryTriples):
            return self.answer(200, result.serialize(format=ox.RdfFormat.N_TRIPLES), "application/n-triples")
        kind = "text/csv" if "csv" in self.headers.get("Accept", "") else "application/sparql-results+json"
        return self.answer(200, result.serialize(format=ox.QueryResultsFormat.from_media_type(kind)), kind)

    do_GET = do_POST = do_PUT = do_DELETE = reply

    def version_string(self):
        return "oxigraph/" + ox.__version__

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
