"""Starting and ending the servers under test, each on a core of its own."""
import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plan

START_SECONDS = 15
STOP_SECONDS = 5


@dataclass(frozen=True)
class Server:
    name: str
    dialect: str  # as the generator calls it
    command: tuple[str, ...]  # {port} is replaced


def servers(bin_dir: Path, moim_dialect: str) -> dict[str, Server]:
    node = str(Path(__file__).resolve().parent.parent / "node" / "server.js")
    listed = (
        Server(plan.SOCKETIO_2, "eio3", ("node", node, "socket.io-2", "{port}")),
        Server(plan.SOCKETIO_4, "eio4", ("node", node, "socket.io-4", "{port}")),
        Server(plan.MOIM, moim_dialect, (str(bin_dir / "moim"), "--listen", "127.0.0.1:{port}",
                                           "--message-rate", "0")),
        Server(plan.FLOOR, "floor", (str(bin_dir / "bench_floor"), "{port}")),
    )
    return {server.name: server for server in listed}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start; what it said is in {log}")


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def running(server: Server, core: int, log: Path) -> Iterator[tuple[int, int]]:
    """Yields (pid, port). What the server says on stderr is kept in `log`; its access log is nobody's here."""
    port = free_port()
    command = [part.format(port=port) for part in server.command]
    with log.open("wb") as stderr:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr,
                                   preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        try:
            wait_for(process, port, log)
            yield process.pid, port
        finally:
            stop(process)
    log.unlink()  # only of interest if something went wrong; a line for each join adds up
