#!/usr/bin/env python3
"""Check that every include line and every clock stays in the layer it belongs to.

Linking cannot do it: Boost and OpenSSL headers lie on the default include path.
`--self-test` checks the checker.
"""
import re
import sys
from pathlib import Path

# An arrow only points down: what of our own each unit may include. "app/signaling" is the pure part of the app.
LAYERS = {
    "base": set(),
    "json": {"base"},
    "crypto": {"base"},
    "websocket": {"base"},
    "engineio": {"base"},
    "socketio": {"base", "json"},
    "rooms": {"base"},
    "net": {"base", "json", "crypto", "websocket", "engineio", "socketio"},
    "app/signaling": {"base", "json", "crypto", "rooms", "socketio"},
    "app": {"base", "json", "crypto", "websocket", "engineio", "socketio", "rooms", "net"},
}
CLOCK_OWNERS = {"net", "app"}

# Where a third-party header may be included; the first match counts.
THIRD_PARTY = [
    (re.compile(r"boost/"), {"net"}),
    (re.compile(r"openssl/(ssl|err|bio)\.h"), {"net", "crypto"}),
    (re.compile(r"openssl/"), {"crypto"}),
    (re.compile(r"simdjson"), {"json", "websocket"}),
    (re.compile(r"emmintrin\.h"), {"json"}),  # many octets at once; no system call
    (re.compile(r"nlohmann/"), {"json", "app"}),
    (re.compile(r"(fmt|spdlog)/"), {"net", "app"}),
    (re.compile(r"(CLI|toml\+\+|prometheus)/|qrencode\.h"), {"app"}),
    (re.compile(r"arpa/inet\.h"), {"net", "app", "crypto"}),  # addresses as text; no socket
    (re.compile(r"arpa/inet\.h"), {"net", "app", "crypto"}),  # crypto: addresses in certificates, as text
    (re.compile(r"(sys|netinet|arpa|net|linux)/|\w+\.h$"), {"net", "app"}),
    (re.compile(r"(thread|mutex|shared_mutex|condition_variable|future|semaphore|latch|barrier|stop_token|fstream"
                r"|iostream|filesystem|random|ctime)$"), {"net", "app", "crypto"}),
    (re.compile(r"[a-z_]+$"), set(LAYERS)),
]

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
OWN = re.compile(r"moim/([a-z]+)/")
CLOCK = re.compile(r"_clock::now\b|\bClock::now\b|\bgettimeofday\b|\bclock_gettime\b|\bstd::time\(|\brandom_device\b")


def unit_of(path: Path) -> str | None:
    """The layer a file of libs/ or app/ belongs to."""
    parts = path.parts
    if parts[0] == "libs":
        return parts[1]
    if parts[0] == "app":
        return "app/signaling" if parts[1:3] == ("src", "signaling") else "app"
    return None


def include_error(unit: str, quote: str, header: str) -> str | None:
    if own := OWN.match(header):
        if own[1] == unit or own[1] in LAYERS[unit]:
            return None
        return f"{unit} may not include {own[1]}"
    if quote == '"':
        return None  # beside the file, in its own layer
    for pattern, units in THIRD_PARTY:
        if pattern.match(header):
            return None if unit in units else f"{unit} may not include <{header}>"
    return f"<{header}> is in no layer's list; add it to THIRD_PARTY"


def line_error(unit: str, line: str) -> str | None:
    if include := INCLUDE.match(line):
        return include_error(unit, include[1], include[2])
    if unit not in CLOCK_OWNERS and CLOCK.search(line.split("//")[0]):
        return f"{unit} may not read a clock or the system's randomness: take it as a parameter"
    return None


def check(root: Path) -> list[str]:
    errors = []
    files = [p for top in ("libs", "app") for p in (root / top).rglob("*") if p.suffix in {".h", ".cpp"}]
    for path in sorted(files):
        relative = path.relative_to(root)
        unit = unit_of(relative)
        if unit not in LAYERS:
            errors.append(f"{relative}: the library {unit} is in no layer; add it to LAYERS")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if error := line_error(unit, line):
                errors.append(f"{relative}:{number}: {error}")
    return errors


def self_test() -> list[str]:
    allowed = [
        ("rooms", "#include <moim/base/time.h>"), ("rooms", "#include <moim/rooms/room.h>"),
        ("rooms", "#include <vector>"), ("net", "#include <boost/asio.hpp>"), ("net", "#include <openssl/ssl.h>"),
        ("json", "#include <simdjson.h>"), ("net", "auto now = std::chrono::steady_clock::now();"),
        ("rooms", "// never steady_clock::now here"), ("rooms", '#include "room_index.h"'),
        ("app", "#include <moim/net/server.h>"), ("app/signaling", "#include <moim/rooms/room.h>"),
    ]
    refused = [
        ("engineio", "#include <moim/socketio/packet.h>"), ("socketio", '#include "moim/engineio/packet.h"'),
        ("rooms", "#include <boost/asio.hpp>"), ("base", "#include <moim/json/json.h>"),
        ("net", "#include <moim/rooms/room.h>"), ("net", "#include <openssl/rand.h>"),
        ("engineio", "  # include <mutex>"), ("socketio", "#include <sys/socket.h>"),
        ("engineio", "const auto now = std::chrono::steady_clock::now();"), ("rooms", "#include <unistd.h>"),
        ("app/signaling", "return base::Clock::now();"), ("app", "#include <boost/asio.hpp>"),
        ("net", "#include <unknown/header.hpp>"),
    ]
    wrong = [f"self test: refused, but allowed: {case}" for case in allowed if line_error(*case)]
    wrong += [f"self test: allowed, but refused: {case}" for case in refused if not line_error(*case)]
    units = [("libs/net/src/x.cpp", "net"), ("app/src/signaling/x.h", "app/signaling"), ("app/src/main.cpp", "app")]
    wrong += [f"self test: {path} is not {unit}" for path, unit in units if unit_of(Path(path)) != unit]
    return wrong


def main() -> int:
    errors = self_test() if "--self-test" in sys.argv else check(Path(__file__).resolve().parent.parent)
    print("\n".join(errors), end="\n" if errors else "")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
