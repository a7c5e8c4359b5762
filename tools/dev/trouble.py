"""Failures told in one sentence that says what to do."""

import errno
import re

NO_NETWORK = (
    "The network could not be reached: check the connection (and proxy), then run the same command "
    "again; what was already fetched is kept."
)
DISK_FULL = (
    "The disk is full: free about 3 GB, or name a roomier place in CRM_LOYALTY_CACHE, "
    "then run the same command again."
)

SIGNS = (
    (r"no space left on device|disk quota exceeded", DISK_FULL),
    (
        r"could not resolve|temporary failure (in name resolution|resolving)|network is unreachable"
        r"|name or service not known|failed to establish a new connection|unable to connect to"
        r"|connection timed out|no address associated|proxyerror",
        NO_NETWORK,
    ),
    (
        r"no matching distribution found",
        "A pinned Python package has no wheel for this machine: use Python 3.11 to 3.13 on Linux.",
    ),
)


class Trouble(Exception):
    """Something that the person at the keyboard must mend; the message is the whole story."""


def known_cause(output: str) -> str | None:
    """The sentence for a failure that is recognised in a program's output."""
    for pattern, sentence in SIGNS:
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    return None


def explain(error: OSError) -> str:
    """The sentence for a failed system call."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"{error.filename} belongs to somebody else: run ./dev as that user, "
            "or name another place in CRM_LOYALTY_CACHE."
        )
    return f"{error.strerror}: {error.filename or error}."
