# SPDX-License-Identifier: Apache-2.0
"""Where the public suites lie, which are not part of the repository."""
import os
import pathlib


def find_suites(source, has):
    """The folder of suites that holds the file `has`: VITAGRAPH_SUITES, or shared/suites beside the checkout `source` or its parent; else None."""
    for folder in [os.environ.get("VITAGRAPH_SUITES"), source / "../shared/suites", source / "../../shared/suites"]:
        if folder and (pathlib.Path(folder) / has).exists():
            return pathlib.Path(folder).resolve()
    return None
