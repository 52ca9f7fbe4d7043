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


SECTION = """{date}, `{command}`: medians of {rounds}, every server in turn in each. {machine}.
Others used {others:.0%} of the machine meanwhile{caution}.

{table}
"""


def write_section(path: Path, facts: dict[str, object]) -> None:
    """Puts the measured part into the document; the words around it are written by hand."""
    busy = float(facts["others"]) > 0.05
    measured = SECTION.format(**facts, caution=", which is too much to trust small differences" if busy else "")
    before, begin, rest = path.read_text(encoding="utf-8").partition("<!-- measured: signaling -->\n")
    _, end, after = rest.partition("<!-- end of signaling -->")
    if not end:
        raise RuntimeError(f"{path} has no place for what was measured: the marks of signaling are gone")
    path.write_text(f"{before}{begin}{measured}{end}{after}", encoding="utf-8")
