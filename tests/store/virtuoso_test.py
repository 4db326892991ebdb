#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""OpenLink Virtuoso as Debian packages it (virtuoso-opensource-7-bin), with its own limits: 10,000 rows an answer, Digest only.

    virtuoso_test.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # noqa: E402

SETTINGS = """[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {0}/temp.db
TransactionFile = {0}/temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{1}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 60
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
[SPARQL]
ResultSetMaxRows = 10000
"""


class Virtuoso(servers.Server):
    name, query_path, user, password = "virtuoso", "/sparql-auth", "dba", "dba"  # a new database's own login
    wrong = {"lineage": "a row for each way along `+`, where SPARQL 1.1 §9.1 wants each pair once"}

    def __init__(self, folder):
        super().__init__(folder)
        self.address = f"http://127.0.0.1:{self.port}"
        (folder / "virtuoso.ini").write_text(SETTINGS.format(folder, servers.free_port(), self.port))

    def command(self):
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)  # of one that was killed
        return ["virtuoso-t", "+foreground", "+configfile", str(self.folder / "virtuoso.ini")]


if not shutil.which("virtuoso-t"):
    print("skipped: virtuoso-opensource-7-bin is not installed; scripts/dependencies --tests gets it")
    sys.exit(77)
servers.run(Virtuoso)
