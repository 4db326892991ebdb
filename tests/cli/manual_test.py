#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Help, man page and completions come from one table: every command and option stands in each of them, and the shells
that are here accept them."""
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]


def out(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def main():
    commands = re.findall(r"^  ([a-z]+) {2,}\S", out("--help"), re.M)
    assert {"build", "extract", "query", "lineage", "coauthors", "venues", "relate", "dump"} <= set(commands), commands
    texts = {what: out("--generate", what) for what in ("man", "bash", "zsh", "fish")}
    for command in commands:
        text = out(command, "--help")
        assert "Example:" in text, f"{command} has no example"
        for option in re.findall(r"--[a-z][a-z-]+", text.split("Example:")[0]):
            for what, generated in texts.items():
                name = option[2:] if what == "fish" else option.replace("-", r"\-") if what == "man" else option
                assert name in generated or option == "--help", f"{what} lacks {option} of {command}"
    checks = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "-n"]}
    for what, command in checks.items():
        if shutil.which(command[0]):
            with tempfile.NamedTemporaryFile("w", suffix="." + what) as file:
                file.write(texts[what])
                file.flush()
                assert subprocess.run([*command, file.name]).returncode == 0, what
    if shutil.which("man"):
        with tempfile.NamedTemporaryFile("w", suffix=".1") as file:
            file.write(texts["man"])
            file.flush()
            shown = subprocess.run(["man", "--warnings", "-l", file.name], capture_output=True, text=True)
            assert shown.returncode == 0 and not shown.stderr, shown.stderr
    print(f"{len(commands)} commands")


if __name__ == "__main__":
    main()
