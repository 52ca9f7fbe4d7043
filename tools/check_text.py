#!/usr/bin/env python3
"""Check every text file of the repository: clean line ends, no work left for later, no path of one machine,
no source file past 500 lines."""
import re
import subprocess
import sys
from pathlib import Path

BINARY = {".png", ".jpg", ".ico", ".woff2", ".bin", ".webp", ".y4m", ".wav"}
OCTETS = ("tests/data/", "fuzz/corpus/", "fuzz/regressions/")
CODE = {".cpp", ".h", ".ts", ".tsx", ".js", ".mjs", ".py", ".sh", ".css"}
MAX_LINES = 500

# Written so that this file does not match itself.
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
MACHINE = re.compile(r"(?<![\w.$}])/(home|wo" + r"rk|ro" + r"ot|Us" + r"ers)/\w")


def line_errors(path: Path, line: str) -> list[str]:
    errors = []
    if line.rstrip(" \t\r") != line and path.suffix != ".md":
        errors.append("white space at the end of the line")
    if LATER.search(line):
        errors.append("work left for later; finish it or put it into the issue tracker")
    if MACHINE.search(line):
        errors.append("a path of one machine")
    if path.name == "package-lock.json" and '"resolved": "http' in line:
        errors.append("a registry's address; .npmrc should hold omit-lockfile-registry-resolved=true")
    return errors


def file_errors(path: Path, text: str) -> list[str]:
    lines = text.splitlines()
    errors = [f"{path}:{n}: {error}" for n, line in enumerate(lines, 1) for error in line_errors(path, line)]
    if text and not text.endswith("\n"):
        errors.append(f"{path}: no line end at the end of the file")
    if path.suffix in CODE and len(lines) > MAX_LINES:
        errors.append(f"{path}: {len(lines)} lines; {MAX_LINES} is the most a file may hold")
    return errors


def main() -> int:
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             stdout=subprocess.PIPE, check=True).stdout.decode()
    paths = [Path(name) for name in sorted(set(listing.split("\0"))) if name]
    errors = []
    for path in paths:
        if path.is_file() and path.suffix not in BINARY and not path.as_posix().startswith(OCTETS):
            try:
                errors += file_errors(path, path.read_bytes().decode("utf-8"))
            except UnicodeDecodeError:
                errors.append(f"{path}: not UTF-8")
    print("\n".join(errors), end="\n" if errors else "")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
