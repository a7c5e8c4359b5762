"""Means over beta distributions, by Gauss's rule for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .optional import np

if TYPE_CHECKING:
    from .optional import Array

NODES = 48
LEAST = 1e-15  # a node no nearer to 0 than this, for functions that divide by it


def mean_over_beta(a: float, b: Array, of: Callable[[Array], Array]) -> Array:
    """Mean of a function of p, where p is beta-distributed with a and, of each element, b.

    :param of: called with one p for each element, several times; should be smooth

    The mean of a beta distribution with a = 2 and b = 3 is 2/5, that of its square 1/5.

    >>> three = np.array([3.0])
    >>> print(*(round(mean_over_beta(2, three, of).item(), 12) for of in (lambda p: p, np.square)))
    0.4 0.2
    """
    values, place = np.unique(b, return_inverse=True)
    nodes, weights = _rule(a, values)
    return sum(weights[place, k] * of(nodes[place, k]) for k in range(NODES))


def _rule(a: float, b: Array) -> tuple[Array, Array]:
    """Nodes and weights, one row for each b.

    Golub & Welsch (1969): eigenvalues of the recurrence of the Jacobi polynomials.
    """
    left, right = b[:, None] - 1, a - 1
    n = np.arange(1, NODES)
    both = 2 * n + left + right
    first = (right - left) / (left + right + 2)
    middle = (right**2 - left**2) / (both * (both + 2))
    # Written without the factors that are 0 / 0 at n = 1 where a + b = 1.
    ratio = np.where(n == 1, 1.0, (n + left + right) / np.where(n == 1, 1.0, both - 1))
    off = 4 * n * (n + left) * (n + right) * ratio / (both**2 * (both + 1))
    matrix = np.zeros((len(b), NODES, NODES))
    diagonal = np.arange(NODES)
    matrix[:, diagonal, diagonal] = np.concatenate([first, middle], axis=1)
    matrix[:, n, n - 1] = np.sqrt(off)
    values, vectors = np.linalg.eigh(matrix)
    return np.clip((values + 1) / 2, LEAST, 1), vectors[:, 0, :] ** 2
