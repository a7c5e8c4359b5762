"""Time and memory of what is measured."""

import os
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from odoo.tools import SQL

SHORT = 10  # seconds up to which a measurement is made three times, else twice


class Spent(NamedTuple):
    """Seconds by the clock on the wall, and by the processors of this program and of its server.

    Beside other work on the same machine the first grows and the second hardly does.
    """

    wall: float
    processor: float

    def over(self, other):
        """How many times as much as another: the two ratios."""
        return Spent(self.wall / other.wall, self.processor / other.processor)


def spent(env, work):
    """Measure a call.

    :param env: the environment whose connection the call uses
    """
    server = _server(env)
    start, used = time.perf_counter(), time.process_time() + _processor(server)
    work()
    return Spent(time.perf_counter() - start, time.process_time() + _processor(server) - used)


def middle(env, work, before=None):
    """The median of three calls, of two where one takes long.

    :param before: what prepares each call; its time does not count
    """
    taken = []
    while len(taken) < (3 if all(one.wall < SHORT for one in taken) else 2):
        if before:
            before()
        taken.append(spent(env, work))
    return median_of(taken)


def median_of(taken):
    """The median of several, by the wall and by the processors."""
    return Spent(*(median(column) for column in zip(*taken, strict=True)))


def _server(env):
    [[pid]] = env.execute_query(SQL("SELECT pg_backend_pid()"))
    return Path(f"/proc/{pid}/stat")


def _processor(server):
    """Seconds of processor time of the server's process; not known of another machine's."""
    if not server.exists():
        return float("nan")
    after_name = server.read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def start_of_memory():
    """Have Linux count the peak of this process from now on; gives the megabytes now in use."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def peak_of_memory():
    """The most megabytes that this process used since ``start_of_memory``."""
    return _status("VmHWM")


def _status(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    [line] = [line for line in lines if line.startswith(name)]
    return int(line.split()[1]) / 1024
