#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `map --to rml` writes of the RML mappings of the public suites, older vocabulary and new, makes the same statements and targets
as they do. Mappings with what RML's writer has no words for (views and collections of another file) are said to be such and counted.
Skipped (77) where the suites are not at hand.

    rml_round_trip_test.py PROGRAM SOURCE_FOLDER [SUITE...]
"""
import csv
import pathlib
import shutil
import sys
import tempfile

from suites import find_suites, web_answers
from translations_test import SOURCE, WEB, compare, outputs, run

# Suite -> how many of its mappings must come back.
SUITES = {"rml-core": 61, "rml-core-2025-02": 99, "rml-fnml": 16, "rml-io": 70, "rml-io-registry": 17, "rml-star": 16, "rml-test-cases-2019": 96}


def try_case(nqcmp, theirs):
    """What differs, "" for nothing; "untranslatable" where that was said, None where there is nothing to compare."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "case"
        shutil.copytree(theirs, folder)
        for old in [*folder.glob("dump*"), *folder.glob("output.nq"), *folder.glob("default.nq")]:
            old.unlink()
        first, why = outputs(folder, ["mapping.ttl"], "first")
        if first is None:
            return None
        status, translated, err = run(folder, "map", "mapping.ttl", "--to", "rml")
        if status != 0:
            return "untranslatable" if "RML has no words for" in err else err
        (folder / "again.ttl").write_text(translated, encoding="utf-8")
        again, why = outputs(folder, ["again.ttl"], "again")
        return "its translation fails: " + why if again is None else compare(nqcmp, first, again)


def main():
    suites = find_suites(SOURCE, "tools/nqcmp.py")
    if suites is None:
        print("the suites are not here")
        return 77
    sys.path.insert(0, str(suites / "tools"))
    import nqcmp
    bad = 0
    with WEB:
        WEB.answers.update(web_answers(suites))
        for suite, wanted in SUITES.items():
            if not (suites / suite / "cases.tsv").exists() or (sys.argv[3:] and suite not in sys.argv[3:]):
                continue
            counts = {"": 0, "untranslatable": 0}
            with (suites / suite / "cases.tsv").open(encoding="utf-8") as file:
                cases = [row["case"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["error_expected"] != "true"]
            for case in cases:
                found = try_case(nqcmp, suites / suite / case)
                if found is None:
                    continue
                if found not in counts:
                    print(f"{suite}/{case}: {found}")
                    bad += 1
                else:
                    counts[found] += 1
            print(f"{suite}: {counts['']} come back, {counts['untranslatable']} are said to have no translation")
            bad += counts[""] < wanted
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
