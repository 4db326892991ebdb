#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Oxigraph's own engine (oxigraph_server.py). pyoxigraph: of this Python, of $VITAGRAPH_PYTHON, or where
`scripts/dependencies --tests` puts it.

    oxigraph_test.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # noqa: E402

PYTHON = servers.python_with("pyoxigraph")


class Oxigraph(servers.Server):
    name = "oxigraph"
    bears_kills = False  # it lives in memory: on disk pyoxigraph takes minutes to move 40,000 statements

    def __init__(self, folder):
        super().__init__(folder)
        self.address = f"http://127.0.0.1:{self.port}"

    def command(self):
        return [PYTHON, str(pathlib.Path(__file__).parent / "oxigraph_server.py"), str(self.port)]


if not PYTHON:
    print("skipped: no pyoxigraph; scripts/dependencies --tests gets it")
    sys.exit(77)
servers.run(Oxigraph)
