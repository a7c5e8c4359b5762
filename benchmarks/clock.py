"""Time and memory of what is measured."""

import time
from pathlib import Path
from statistics import median

SHORT = 10  # seconds up to which a measurement is made three times, else twice


def seconds(work):
    """Wall-clock seconds of a call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def middle(work, before=None):
    """The median of three calls, of two where one takes long.

    :param before: what prepares each call; its time does not count
    """
    taken = []
    while len(taken) < (3 if max(taken, default=0) < SHORT else 2):
        if before:
            before()
        taken.append(seconds(work))
    return median(taken)


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
