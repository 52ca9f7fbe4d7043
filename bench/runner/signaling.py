#!/usr/bin/env python3
"""Measures moim next to Socket.IO on Node and next to the floor. Called by ./dev bench signaling."""
import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import machine
import plan
import report
from plan import Measurement
from servers import Server, running, servers

ROOT = Path(__file__).resolve().parent.parent.parent


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench signaling", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round of the main measurements, under a minute")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds of everything (3; 1 with --quick)")
    parser.add_argument("--seconds", type=float, metavar="S", help="seconds of each measurement (3; 1 with --quick)")
    parser.add_argument("--only", metavar="NAME,…",
                        help="these measurements: " + ", ".join(each.name for each in plan.FULL))
    parser.add_argument("--servers", metavar="NAME,…", help="these servers: " + ", ".join(plan.ALL))
    parser.add_argument("--moim-dialect", choices=("eio3", "eio4"), default="eio4", help="what moim is spoken to in")
    parser.add_argument("--write", action=argparse.BooleanOptionalAction,
                        help="write docs/performance.md; by default if everything ran in full")
    return parser.parse_args()


@dataclass
class Session:
    """One run of the whole: what to measure, with what, and what came out."""
    measurements: tuple[Measurement, ...]
    servers: dict[str, Server]
    rounds: int
    seconds: float
    load: Path
    folder: Path
    cores: tuple[int, int]  # the servers', the generator's
    results: report.Results
    failures: list[str]

    def rate(self, connections: int) -> float:
        """Half of what socket.io 2 carried last time."""
        known = self.results.get((plan.SATURATION_OF[connections], plan.SOCKETIO_2))
        return known[-1]["per_second"] / 2 if known else plan.DEFAULT_RATE[connections]

    def options(self, measurement: Measurement) -> dict[str, object]:
        options = {"seconds": self.seconds, "warmup": min(1.0, self.seconds), **measurement.options}
        if measurement.half_saturation:
            options["rate"] = round(self.rate(measurement.half_saturation))
        return options

    def measure(self, measurement: Measurement, server: Server) -> dict:
        log = self.folder / f"{server.name.replace(' ', '')}.log"
        with running(server, self.cores[0], log) as (pid, port):
            command = [str(self.load), "--port", str(port), "--pid", str(pid), "--dialect", server.dialect]
            for name, value in self.options(measurement).items():
                command += [f"--{name}", str(value)]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=900, check=False,
                                  preexec_fn=lambda: os.sched_setaffinity(0, {self.cores[1]}))
        lines = done.stdout.decode().splitlines()
        if not lines:
            raise RuntimeError(f"the generator ended with {done.returncode} and said nothing")
        return json.loads(lines[-1]) | {"failed": done.returncode != 0}

    def run_one(self, measurement: Measurement, server: Server, number: int) -> None:
        name = f"{measurement.name} on {server.name}"
        print(f"    round {number}: {name}", end=" ", flush=True)
        try:
            result = self.measure(measurement, server)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            result = {"failed": True, "error": str(error)}
        with (self.folder / "signaling.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"measurement": measurement.name, "server": server.name, "round": number} | result) + "\n")
        if result["failed"]:
            self.failures.append(f"{name}: {result.get('error') or json.dumps(result)}")
            print("FAILED")
            if "error" in result:
                return
        else:
            print(", ".join(f"{report.show(report.derived(result, row.value))} {row.value}"
                            for row in measurement.rows) or f"{result['per_second']:,.0f} per_second")
        self.results.setdefault((measurement.name, server.name), []).append(result)

    def run(self) -> None:
        for number in range(1, self.rounds + 1):
            for measurement in self.measurements:
                if number > (measurement.rounds or self.rounds):
                    continue
                for name in measurement.servers:
                    if name in self.servers:
                        self.run_one(measurement, self.servers[name], number)


def chosen(names: str | None, known: list[str]) -> list[str]:
    wanted = known if names is None else [name.strip() for name in names.split(",")]
    if unknown := [name for name in wanted if name not in known]:
        sys.exit(f"Error: unknown: {', '.join(unknown)}. There are: {', '.join(known)}")
    return wanted


def make_session(arguments: argparse.Namespace) -> Session:
    available = sorted(os.sched_getaffinity(0))
    if len(available) < 2:
        sys.exit("Error: two cores are needed, one for the server and one for the generator.")
    listed = plan.QUICK if arguments.quick and not arguments.only else plan.FULL
    names = chosen(arguments.only, [each.name for each in listed])
    default_servers = f"{plan.SOCKETIO_2},{plan.MOIM},{plan.FLOOR}" if arguments.quick else None
    server_names = chosen(arguments.servers or default_servers, list(plan.ALL))
    bin_dir = Path(os.environ.get("MOIM_BIN_DIR", ROOT / "build/release/bin"))
    known_servers = servers(bin_dir, arguments.moim_dialect)
    folder = ROOT / "build/bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "signaling.jsonl").unlink(missing_ok=True)
    return Session(
        measurements=tuple(each for each in listed if each.name in names),
        servers={name: known_servers[name] for name in server_names},
        rounds=arguments.rounds or (1 if arguments.quick else 3),
        seconds=arguments.seconds or (1 if arguments.quick else 3),
        load=bin_dir / "bench_load", folder=folder, cores=(available[0], available[1]),
        results={}, failures=[])


def raise_limits() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard != resource.RLIM_INFINITY and hard < 16_000:
        print(f"    Only {hard} open files are allowed here: measurements with more connections will fail.")


def command_line() -> str:
    """What to type to have the same again."""
    return " ".join(["./dev bench signaling", *(argument for argument in sys.argv[1:] if argument != "--write")])


def main() -> int:
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    session = make_session(arguments)
    raise_limits()
    others = machine.Others()
    session.run()
    share = others.share()
    cells, missed = report.lines(session.measurements, session.results)
    print(f"\n{report.as_text(cells)}\n\nOthers used {share:.0%} of the machine meanwhile.")
    complete = session.measurements == plan.FULL and set(session.servers) == set(plan.ALL)
    if arguments.write or (arguments.write is None and complete):
        path = ROOT / "docs/performance.md"
        report.write_section(path, {"date": time.strftime("%Y-%m-%d"), "command": command_line(),
                                    "rounds": "1 round" if session.rounds == 1 else f"{session.rounds} rounds",
                                    "machine": machine.describe(), "others": share,
                                    "table": report.as_markdown(cells)})
        print(f"Written: {path.relative_to(ROOT)}")
    for failure in session.failures:
        print(f"FAILED  {failure}")
    print(f"{missed} goals missed, {len(session.failures)} runs failed. Every result: build/bench/signaling.jsonl")
    return 1 if any(f"on {plan.MOIM}:" in failure for failure in session.failures) else 0


if __name__ == "__main__":
    sys.exit(main())
