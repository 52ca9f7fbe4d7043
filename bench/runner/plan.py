"""What ./dev bench signaling measures, and what is to come out."""
from dataclasses import dataclass, field

SOCKETIO_2, SOCKETIO_4, MOIM, FLOOR = "socket.io 2", "socket.io 4", "moim", "floor"
ALL = (SOCKETIO_2, SOCKETIO_4, MOIM, FLOOR)

# Used where socket.io 2 does not run along, so that its own saturation is not known.
DEFAULT_RATE = {200: 25_000, 1000: 25_000}


@dataclass(frozen=True)
class Row:
    """One line of the table. `at_most` and `at_least` bound moim's value as a multiple of another server's, or on its own."""
    title: str
    unit: str
    value: str  # a member of the generator's result
    at_most: dict[str, float] = field(default_factory=dict)  # server -> factor; "" is an absolute bound
    at_least: dict[str, float] = field(default_factory=dict)
    scale: float = 1.0


@dataclass(frozen=True)
class Measurement:
    """One run of the generator for each server and round, and the rows it fills."""
    name: str
    options: dict[str, object]
    rows: tuple[Row, ...]
    servers: tuple[str, ...] = ALL
    rounds: int | None = None  # fewer than the others, if it takes long
    half_saturation: int | None = None  # the rate is half of what socket.io 2 carries at so many connections


def closed(connections: int, window: int, **more: object) -> dict[str, object]:
    return {"mode": "closed", "connections": connections, "window": window, **more}


def core_row(**goals: dict[str, float]) -> Row:
    return Row("what one full core would carry (1 s / CPU time)", "1/s", "per_cpu_second", **goals)


def one_in_flight(connections: int) -> Measurement:
    return Measurement(f"candidate-1-{connections}", closed(connections, 1), (
        Row(f"CPU per candidate, one in flight, {connections:,} connections", "µs", "server_cpu_us",
            at_most={SOCKETIO_2: 1 / 8, FLOOR: 1.4}),
        Row("candidates a second there", "1/s", "per_second")))


def latency(connections: int) -> Measurement:
    return Measurement(f"latency-{connections}", {"mode": "open", "connections": connections}, (
        Row(f"p99 at half of socket.io 2's saturation, {connections:,} connections", "ms", "p99_us",
            at_most={SOCKETIO_2: 1 / 5, FLOOR: 3}, scale=1e-3),
        Row("p50 there", "ms", "p50_us", scale=1e-3)), half_saturation=connections)


def idle(connections: int) -> Measurement:
    return Measurement(f"idle-{connections}", {"mode": "idle", "connections": connections}, (
        Row(f"memory per idle connection, {connections:,} joined", "KiB", "kib_per_connection",
            at_most={SOCKETIO_2: 1 / 4}),))


EIGHT_IN_FLIGHT = Measurement("candidate-8-200", closed(200, 8), (
    Row("candidates a second, eight in flight, 200 connections", "1/s", "per_second", at_least={SOCKETIO_2: 9}),
    core_row(at_least={FLOOR: 0.3})))

OFFERS = Measurement("offer-8-200", closed(200, 8, document="offer", bytes=6000), (
    Row("6 KB offers a second, eight in flight, 200 connections", "1/s", "per_second", at_least={SOCKETIO_2: 9}),
    core_row(at_least={FLOOR: 0.4})))

CHURN = Measurement("churn", {"mode": "churn", "connections": 64}, (
    Row("connect + join + leave a second", "1/s", "per_second", at_least={SOCKETIO_2: 6}),
    core_row(at_least={FLOOR: 0.5})))

GROWTH = Measurement("growth", {"mode": "churn", "connections": 64, "joins": 500_000, "timeout": 600}, (
    Row("memory growth over 500,000 joins, from the 100,000th on", "KiB", "growth_kib", at_most={"": 1024}),),
    servers=(MOIM,), rounds=1)

STAMPEDE = Measurement("stampede", {"mode": "stampede", "connections": 10_000, "rate": 1000, "timeout": 300}, (
    Row("longest pause in a quiet room while 10,000 come at once", "ms", "arriving_max_us", at_most={"": 50}, scale=1e-3),
    Row("until all of them had joined, or the server was given up", "s", "arriving_seconds"),
    Row("of them never joined", "", "not_joined", at_most={"": 0}),
    Row("longest pause in a quiet room while 10,000 leave at once", "ms", "leaving_max_us", at_most={"": 50}, scale=1e-3)),
    rounds=1)

STAMPEDE_15000 = Measurement(
    "stampede-15000", {"mode": "stampede", "held": 10_000, "connections": 5_000, "rate": 1000, "timeout": 300}, (
        Row("longest pause in a quiet room while 5,000 come at once to 10,000", "ms", "arriving_max_us",
            at_most={"": 50}, scale=1e-3),
        Row("of them never joined", "", "not_joined", at_most={"": 0}),
        Row("longest pause in a quiet room while 10,000 of 15,000 leave at once", "ms", "leaving_max_us",
            at_most={"": 50}, scale=1e-3),
        Row("of the 5,000 who stay, lost", "", "staying_dropped", at_most={"": 0})),
    servers=(MOIM, FLOOR), rounds=1)

HELD = Measurement("held-15000", {"mode": "idle", "connections": 15_000, "timeout": 300}, (
    Row("memory per connection, 15,000 held", "KiB", "kib_per_connection"),), servers=(MOIM,), rounds=1)

# Only to know the rate of latency-1000.
SATURATION_1000 = Measurement("saturation-1000", closed(1000, 8), (), servers=(SOCKETIO_2,))

FULL = (one_in_flight(200), one_in_flight(1000), EIGHT_IN_FLIGHT, OFFERS, SATURATION_1000, latency(200), latency(1000),
        idle(10_000), CHURN, GROWTH, STAMPEDE, STAMPEDE_15000, HELD)
QUICK = (one_in_flight(200), EIGHT_IN_FLIGHT, OFFERS, latency(200), idle(2000), CHURN)

# Whose results tell what socket.io 2 carries at so many connections.
SATURATION_OF = {200: EIGHT_IN_FLIGHT.name, 1000: SATURATION_1000.name}
