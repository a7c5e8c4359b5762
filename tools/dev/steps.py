"""Steps that are done once, tell how long they took, and may be interrupted anywhere."""

import fcntl
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tools.dev.places import LOCK

_speaking = threading.Lock()


def say(text: str = "") -> None:
    """Print a line; steps run side by side."""
    with _speaking:
        print(text, flush=True)


def digest(key: object) -> str:
    """A short name for everything that a step depends on."""
    return hashlib.sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()[:16]


def is_done(stamp: Path, key: object, proof: Path) -> bool:
    """Whether the step was completed for this key and its result is still there."""
    return proof.exists() and stamp.exists() and stamp.read_text() == digest(key)


def stamp_done(stamp: Path, key: object) -> None:
    """Remember that the step was completed for this key."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_text(digest(key))
    unfinished.rename(stamp)


def once(title: str, stamp: Path, key: object, proof: Path, work: Callable[[], object]) -> None:
    """Do the work unless its stamp says that it is done."""
    if not is_done(stamp, key, proof):
        timed(title, work)
        stamp_done(stamp, key)


def timed(title: str, work: Callable[[], object]) -> None:
    """Do the work and print one line about it."""
    began = time.monotonic()
    work()
    say(f"  {title:<58}{time.monotonic() - began:6.1f} s")


def together(*jobs: Callable[[], object]) -> None:
    """Do independent jobs side by side; the first failure is raised when all have ended."""
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        for result in [pool.submit(job) for job in jobs]:
            result.result()


@contextmanager
def alone(lock: Path = LOCK) -> Iterator[None]:
    """One process at a time prepares a cache."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  (waiting for another ./dev that prepares the same things)")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
