"""A long wire between two network namespaces, as an interface in each: everything on it takes its time, no more than so
much passes at once, and some of it gets lost. Says when it is there, and holds until it is ended.

usage: long_wire.py <namespace> <interface> <namespace> <interface> <milliseconds> <kilobits per second> <percent lost>
"""
import collections
import ctypes
import fcntl
import os
import random
import select
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
LARGEST_PACKET = 65_535
# Whatever would have to wait longer than this for its turn is dropped, as by a router: seconds.
LONGEST_QUEUE = 0.2

libc = ctypes.CDLL(None, use_errno=True)


def interface(namespace, name):
    """A new interface in a namespace; what is sent through it is read here, and what is written here arrives there."""
    with open(f"/run/netns/{namespace}") as there:
        if libc.setns(there.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter {namespace}")
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return tun


class Direction:
    """What is on its way from one end to the other."""

    def __init__(self, source, target, delay, rate, loss):
        self.source, self.target = source, target
        self.delay, self.rate, self.loss = delay, rate, loss
        self.under_way = collections.deque()
        self.free_at = 0.0

    def take(self):
        """Puts on the way what waits at the source."""
        while True:
            try:
                packet = os.read(self.source, LARGEST_PACKET)
            except BlockingIOError:
                return
            now = time.monotonic()
            if random.random() < self.loss or self.free_at - now > LONGEST_QUEUE:
                continue
            self.free_at = max(now, self.free_at) + len(packet) * 8 / self.rate
            self.under_way.append((self.free_at + self.delay, packet))

    def deliver(self):
        """Hands over what has arrived."""
        now = time.monotonic()
        while self.under_way and self.under_way[0][0] <= now:
            try:
                os.write(self.target, self.under_way.popleft()[1])
            except OSError:
                # The other end is down: what arrives there is lost.
                pass

    def next(self):
        return self.under_way[0][0] if self.under_way else None


def main():
    one, other = interface(*sys.argv[1:3]), interface(*sys.argv[3:5])
    delay, rate, loss = float(sys.argv[5]) / 1e3, float(sys.argv[6]) * 1e3, float(sys.argv[7]) / 1e2
    directions = {one: Direction(one, other, delay, rate, loss), other: Direction(other, one, delay, rate, loss)}
    poll = select.poll()
    for source in directions:
        poll.register(source, select.POLLIN)
    print("ready", flush=True)
    while True:
        due = [when for when in (each.next() for each in directions.values()) if when is not None]
        wait = max(0.0, min(due) - time.monotonic()) * 1e3 if due else None
        for source, _ in poll.poll(wait):
            directions[source].take()
        for each in directions.values():
            each.deliver()


main()
