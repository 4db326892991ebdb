#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Apache Jena Fuseki, with TDB2 on disk and logins by Digest. The server's jar: $VITAGRAPH_FUSEKI_JAR, else where
`scripts/dependencies --tests` puts it.

    fuseki_test.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # noqa: E402


def jar():
    if given := os.environ.get("VITAGRAPH_FUSEKI_JAR"):
        return pathlib.Path(given)
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    found = sorted((cache / "vitagraph").glob("jena-fuseki-server-*.jar"))
    return found[-1] if found else cache / "none"


class Fuseki(servers.Server):
    name = "fuseki"

    def __init__(self, folder):
        super().__init__(folder)
        self.address = f"http://127.0.0.1:{self.port}/people"
        (folder / "passwords").write_text(f"{self.user}: {self.password}\n")
        (folder / "tdb").mkdir()

    def command(self):
        # A database whose process was killed is still locked, by a process that is no more.
        return ["java", "-Xmx800m", "-jar", str(jar()), "--tdb2", "--loc", str(self.folder / "tdb"), "--update", "--localhost",
                "--port", str(self.port), "--passwd", str(self.folder / "passwords"), "/people"]


if not shutil.which("java") or not jar().exists():
    print("skipped: no java, or no Fuseki; scripts/dependencies --tests gets both")
    sys.exit(77)
servers.run(Fuseki)
