# SPDX-License-Identifier: Apache-2.0
"""A server of this machine, for tests of what is fetched from the web and sent there. As a proxy it stands for any host."""
import http.server
import os
import threading


class Request:
    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body


class WebServer:
    """`answers` has for an address (without its query) bytes, or what makes of a Request (status, {header: value}, bytes);
    `default` is for all others. `requests` are those that came. To be used in `with`."""

    def __init__(self, answers=None, default=None):
        self.answers, self.default, self.requests = answers or {}, default, []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                url = self.path if self.path.startswith("http://") else outer.address + self.path
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {}  # as HTTP reads a header that comes twice
                for name, value in self.headers.items():
                    headers[name.lower()] = headers.get(name.lower(), "") + (", " if name.lower() in headers else "") + value
                request = Request(self.command, url, headers, body)
                outer.requests.append(request)
                found = outer.answers.get(url.split("?")[0], outer.default)
                status, headers, content = (404, {}, b"nothing here\n") if found is None else found(request) if callable(found) else (200, {}, found)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_HEAD = do_PUT = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def as_proxy(self):
        """The environment of a program that asks this server for every address of http."""
        return {**os.environ, "http_proxy": self.address, "no_proxy": ""}

    @staticmethod
    def plain_environment():
        """The environment without proxies, in which 127.0.0.1 is this machine."""
        return {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
