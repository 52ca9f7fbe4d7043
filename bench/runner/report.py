"""Medians, ratios, goals: the table on the terminal and docs/performance.md."""
import statistics
from dataclasses import dataclass
from pathlib import Path

import plan
from plan import Measurement, Row

Results = dict[tuple[str, str], list[dict]]  # (measurement, server) -> one result of each round


@dataclass(frozen=True)
class Verdict:
    text: str
    met: bool


def derived(result: dict, key: str) -> float | None:
    if key == "per_cpu_second":
        return 1e6 / result["server_cpu_us"] if result.get("server_cpu_us") else None
    return result.get(key)


def median(results: list[dict], row: Row) -> float | None:
    values = [value * row.scale for result in results if (value := derived(result, row.value)) is not None]
    return statistics.median(values) if values else None


def show(value: float | None) -> str:
    if value is None:
        return "-"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def factor(value: float) -> str:
    return f"1/{1 / value:.3g}" if 0 < value < 0.5 else f"{value:.3g} x"


def holds(ratio: float, bound: float, wanted: str) -> bool:
    return ratio <= bound if wanted == "at most" else ratio >= bound


def judge(row: Row, values: dict[str, float | None], other: str) -> Verdict | None:
    """moim's value as a multiple of `other`'s, and whether that is what was wanted. `other` "": the value itself."""
    base = 1.0 if other == "" else values.get(other)
    value = values.get(plan.MOIM)
    wanted = "at most" if other in row.at_most else "at least" if other in row.at_least else None
    if value is None or base is None or (base == 0 and other):
        return None
    ratio = value / base
    if wanted is None:
        return Verdict(factor(ratio), True) if other else None
    bound = (row.at_most if wanted == "at most" else row.at_least)[other]
    met = holds(ratio, bound, wanted)
    shown = (show(ratio), show(bound)) if other == "" else (factor(ratio), factor(bound))
    limit = values.get(plan.FLOOR)
    beyond = not met and other not in ("", plan.FLOOR) and limit and not holds(limit / base, bound, wanted)
    return Verdict(f"{shown[0]} ({wanted} {shown[1]}) {'✓' if met else '✗'}"
                   + (f", the floor itself {factor(limit / base)}" if beyond else ""), met)


def judge_row(row: Row, values: dict[str, float | None]) -> list[Verdict | None]:
    against_floor = judge(row, values, plan.FLOOR)
    return [judge(row, values, plan.SOCKETIO_2), against_floor if "" not in row.at_most else judge(row, values, "")]


def lines(measurements: tuple[Measurement, ...], results: Results) -> tuple[list[list[str]], int]:
    """The cells of the table, and how many goals were missed."""
    cells, missed = [], 0
    for measurement in measurements:
        for row in measurement.rows:
            values = {server: median(results.get((measurement.name, server), []), row) for server in plan.ALL}
            verdicts = judge_row(row, values)
            missed += sum(1 for verdict in verdicts if verdict and not verdict.met)
            cells.append([row.title + (f" ({row.unit})" if row.unit else ""), *(show(values[s]) for s in plan.ALL),
                          *(verdict.text if verdict else "" for verdict in verdicts)])
    return cells, missed


HEADER = ["", "socket.io 2.3.0", "socket.io 4", "moim", "floor", "moim : socket.io 2", "moim : floor, or its own bound"]


def as_text(cells: list[list[str]]) -> str:
    widths = [max(len(line[i]) for line in [HEADER, *cells]) for i in range(len(HEADER))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
                     for line in [HEADER, *cells])


def as_markdown(cells: list[list[str]]) -> str:
    rule = ["---", *["---:"] * 4, "---", "---"]
    return "\n".join("| " + " | ".join(line) + " |" for line in [HEADER, rule, *cells])


DOCUMENT = """# Performance

{date}, `{command}`: medians of {rounds}, every server in turn in each. {machine}.
Others used {others:.0%} of the machine meanwhile{caution}.

{table}

Marks say whether a goal was met; where the floor itself is given, the machine's system calls alone cost more than the goal allows. Proportions are what to read here: absolute numbers are those of this machine.

## How it is measured

Everything runs on one machine over loopback, the server pinned to one core and the generator (`bench/load`) to another. Each run has a fresh server.

- **socket.io 2.3.0** and **socket.io 4** (the newest): the base vocabulary of [protocol.md](protocol.md) on Node (`bench/node`).
- **moim**: the release build with its default options.
- **floor** (`bench/floor`): the least a relay can do. One `read` takes what has come, one `write` passes it on to each receiver; nothing is parsed beyond frame headers, nothing is allocated.

People sit in rooms of four. Everyone offers to everyone and is answered; then each sends candidates of 250 octets (or offers of 6,000) to one room mate and gets those of another. Of each message the generator checks that it
arrives at the right person, exactly once, in order, under the right sender's id, with not an octet of the document changed. A run in which one does not is reported as failed.

- **n in flight**: each person sends the next message when one of the n before has arrived. The CPU time is the server's, from `/proc/<pid>/stat`, user and system. The generator never sleeps: waking it would be charged to the server.
- **p99 at half of the saturation**: messages leave at a fixed rate, half of what socket.io 2 carries with eight in flight in the same round, whoever is late; latency counts from when a message was due.
- **What one full core would carry**: the floor can be faster than the generator, so its messages per second say little. Goals against the floor are therefore judged by CPU time.
- **Memory** is the resident size (`VmRSS`) of the server, without the kernel's own buffers.
- **connect + join + leave**: 64 people at a time open a WebSocket, join a room, and close it again once the server has answered.
- **The quiet room** is one room of four with 1,000 candidates a second among them; a pause is the greatest latency in it.

Run it again: `./dev bench signaling`, or `./dev bench signaling --quick` for less than a minute.
"""


def write_document(path: Path, facts: dict[str, object]) -> None:
    busy = float(facts["others"]) > 0.05
    path.write_text(DOCUMENT.format(**facts, caution=", which is too much to trust small differences" if busy else ""),
                    encoding="utf-8")
