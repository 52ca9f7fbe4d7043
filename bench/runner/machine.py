"""The shape of the machine, and how much of it others were using."""
import os
import re
import resource
import subprocess
import time
from pathlib import Path


def first_line(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()[0]


def describe() -> str:
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    virtual = ", virtual machine" if "hypervisor" in Path("/proc/cpuinfo").read_text() else ""
    return (f"{os.cpu_count()} cores of {model[1] if model else os.uname().machine}{virtual}, "
            f"{int(memory[1]) / 1024 ** 2:.0f} GiB, Linux {os.uname().release.split('-')[0]}, "
            f"Node {first_line('node', '--version')}, {first_line('g++', '--version')}")


def busy_seconds() -> float:
    """CPU time everybody has used so far, on all cores."""
    user, nice, system, _, _, irq, softirq = map(int, Path("/proc/stat").read_text().split(maxsplit=8)[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    """CPU time we and what we have started and ended used so far."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Others:
    """How busy others keep the machine, from now on."""

    def __init__(self) -> None:
        self.started, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def share(self) -> float:
        """The part of all cores' time that others have used."""
        others = (busy_seconds() - self.busy) - (own_seconds() - self.own)
        return max(0.0, others / (time.monotonic() - self.started) / (os.cpu_count() or 1))
