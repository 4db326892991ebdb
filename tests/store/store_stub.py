# SPDX-License-Identifier: Apache-2.0
"""A SPARQL store in a few lines, to replay the quirks of stores that cannot be run in the tests: graphs are sets of lines of
N-Triples; it knows the requests that `vitagraph load` makes and refuses all others. A quirk is a subclass."""
import hashlib
import http.server
import re
import socket
import socketserver
import threading
import urllib.parse

GRAPH = r"(DEFAULT|GRAPH <([^>]*)>)"


class Answer(Exception):
    """Ends a request: status, text, headers."""

    def __init__(self, status, text="", headers=()):
        super().__init__(text)
        self.status, self.text, self.headers = status, text, dict(headers)


class Drop(Exception):
    """Ends a request by closing the connection."""


class Store:
    server = "Stub"
    data, update, query, parameter = "/store", "/update", "/query", "graph"

    def __init__(self):
        self.graphs, self.log, self.posts, self.lock = {}, [], 0, threading.Lock()

    # What quirks override.
    def before(self, request):
        """Called first; may raise an Answer."""

    def insert(self, request, graph, lines):
        self.graphs.setdefault(graph, set()).update(lines)

    def move(self, kind, source, target):
        if source not in self.graphs:
            raise Answer(500, "No such graph: " + source)
        moved = self.graphs[source] if kind == "ADD" else self.graphs.pop(source)
        self.graphs[target] = self.graphs.get(target, set()) | moved if kind == "ADD" else moved

    def read(self, graph):
        return sorted(self.graphs.get(graph, ()))

    # The protocol.
    def handle(self, request):
        self.log.append((request.method, request.path, request.query, len(request.body)))
        self.before(request)
        if request.path == self.data and (self.parameter in request.query or "default" in request.query):
            return self.graph_store(request, request.query.get(self.parameter, "DEFAULT"))
        if request.path == self.update and request.type == "application/sparql-update":
            return self.updated(request.body.decode())
        if request.path == self.query and request.type == "application/x-www-form-urlencoded":
            return self.answer(dict(urllib.parse.parse_qsl(request.body.decode()))["query"])
        raise Answer(404, "no such thing here")

    def graph_store(self, request, graph):
        if request.method == "POST":
            assert request.type == "application/n-triples", f"Content-Type: {request.type}"
            lines = request.body.decode().splitlines()
            assert all(re.fullmatch(r"<[^<>]*> <[^<>]*> (<[^<>]*>|\".*\"\S*) \.", line) for line in lines), lines[:3]
            self.posts += 1
            self.insert(request, graph, lines)
            raise Answer(204)
        if request.method == "GET":
            if graph not in self.graphs:
                raise Answer(404, "no such graph")
            raise Answer(200, "".join(line + "\n" for line in self.read(graph)), {"Content-Type": "application/n-triples"})
        raise Answer(405)

    def updated(self, text):
        name = lambda match, i: match.group(i + 1) or "DEFAULT"  # noqa: E731
        if match := re.fullmatch(f"DROP SILENT {GRAPH}", text):
            self.graphs.pop(name(match, 1), None)
        elif match := re.fullmatch(f"(MOVE|ADD) {GRAPH} TO {GRAPH}", text):
            self.move(match.group(1), name(match, 2), name(match, 4))
        else:
            self.rewritten(text)
        raise Answer(204)

    def rewritten(self, text):
        graph = r"\{ (?:GRAPH <([^>]*)> \{ \?s0? \?p0? \?o0? \}|\?s0? \?p0? \?o0?) \}"
        if match := re.fullmatch(f"DELETE {graph} INSERT {graph} WHERE {{ {graph} UNION {graph} }}", text):
            graphs = [name or "DEFAULT" for name in match.groups()]
            assert graphs[0] == graphs[1] == graphs[2], graphs
            self.graphs[graphs[0]] = set(self.graphs[graphs[3]])
        elif match := re.fullmatch(f"INSERT {graph} WHERE {graph}", text):
            graphs = [name or "DEFAULT" for name in match.groups()]
            self.graphs.setdefault(graphs[0], set()).update(self.graphs[graphs[1]])
        else:
            raise Answer(400, "cannot parse this update")

    def answer(self, text):
        if match := re.fullmatch(r"SELECT \(COUNT\(\*\) AS \?n\) WHERE \{ (.*) \}", text):
            raise Answer(200, f"n\r\n{self.matched(match.group(1), self.count)}\r\n", {"Content-Type": "text/csv"})
        if match := re.fullmatch(r"CONSTRUCT \{ \?s \?p \?o \} WHERE \{ (.*) \}", text):
            found = self.cut(self.matched(match.group(1), lambda graph: sorted(self.graphs.get(graph, ()))))
            raise Answer(200, "".join(line + "\n" for line in found), {"Content-Type": "application/n-triples"})
        raise Answer(400, "cannot parse this query")

    def matched(self, pattern, whole):
        """What `whole` makes of the graph of a pattern, or the statements that VALUES and FILTER leave of it (their number, if
        `whole` gives a number)."""
        graph = r"(?:GRAPH <([^>]*)> \{ (.*) \}|(.*))"
        name, *inside = re.fullmatch(graph, pattern).groups()
        inside = next(text for text in inside if text is not None)
        part = r'(?:VALUES \?s \{((?: <[^<>]*>)*) \} )?\?s \?p \?o(?: FILTER\(STRSTARTS\(MD5\(CONCAT\(STR\(\?p\), " ", STR\(\?o\)\)\), "(\w+)"\)\))?'
        match = re.fullmatch(part, inside)
        if not match:
            raise Answer(400, "cannot parse this pattern")
        subjects, digits = match.groups()
        result = whole(name or "DEFAULT")
        if subjects is None:
            return result
        subjects = set(subjects.split())
        found = sorted(line for line in self.graphs.get(name or "DEFAULT", ()) if line.split(None, 1)[0] in subjects)
        if digits:
            found = [line for line in found if hashlib.md5(line.split(None, 1)[1].encode()).hexdigest().startswith(digits)]
        return len(found) if isinstance(result, int) else found

    def cut(self, found):
        """What comes of an answer."""
        return found

    def count(self, graph):
        return len(self.graphs.get(graph, ()))


class Request:
    def __init__(self, handler, body):
        url = urllib.parse.urlsplit(handler.path)
        self.method, self.path, self.body = handler.command, url.path, body
        self.query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        self.headers, self.type = handler.headers, handler.headers.get("Content-Type")
        self.target = handler.path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the acknowledgement of its headers

    def reply(self):
        store = self.server.store
        limit = getattr(store, "largest", None)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        try:
            if limit and length > limit:
                raise Answer(413, "Request body too large")
            with store.lock:
                store.handle(Request(self, body))
        except Answer as answer:
            text = answer.text.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except Drop:
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
        except AssertionError as error:
            store.broken = str(error)
            self.send_response(400)
            self.send_header("Content-Length", "0")
            self.end_headers()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = reply

    def version_string(self):
        return self.server.store.server

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that was killed


class serve:
    """with serve(Store()) as address: ..."""

    def __init__(self, store):
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.store = store

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        assert not hasattr(self.server.store, "broken"), self.server.store.broken


def digest_is_right(header, method, target, user, password, realm, nonce, algorithm):
    """RFC 7616 §3.4, with qop=auth."""
    given = dict(re.findall(r'(\w+)="?([^",]*)"?', header))
    hashed = lambda text: hashlib.new({"MD5": "md5", "SHA-256": "sha256"}[algorithm], text.encode()).hexdigest()  # noqa: E731
    if given.get("username") != user or given.get("nonce") != nonce or given.get("uri") != target:
        return False
    one, two = hashed(f"{user}:{realm}:{password}"), hashed(f"{method}:{target}")
    return given["response"] == hashed(":".join([one, nonce, given["nc"], given["cnonce"], given["qop"], two]))
