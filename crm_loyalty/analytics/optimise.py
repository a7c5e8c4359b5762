"""Maximum likelihood for many customers: on a sample first, then a few steps on all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from .optional import np, optimize

if TYPE_CHECKING:
    from .optional import Array

SAMPLE = 20_000  # customers; below five times as many, a sample does not pay
# Rows at a time: fits into the processor's cache, and is too little for BLAS to split among
# threads, which on a busy server takes many times as long as the sum itself.
BLOCK = 8192
STEPS = 12  # on all customers; from a sample's optimum five are usual
ENOUGH = 1e-7  # step in the logarithm of a parameter that no longer matters
FLAT = 1e-5  # slope of the mean log-likelihood at which a search that gave up had arrived
TINY = 1e-4  # step of the differences that give the curvature

Objective = Callable[["Array"], "tuple[float, Array]"]  # value and slope at logs of parameters


class Optimum(NamedTuple):
    """Where the mean log-likelihood is highest."""

    point: Array  # logarithms of the parameters
    value: float
    converged: bool
    message: str  # of the search, in English
    at_limit: Array  # which parameters are at the end of their range
    covariance: Array | None  # of the logarithms; None if the curvature does not give one


def maximise(
    build: Callable[[NamedTuple], Objective], rows: NamedTuple, start: Array, limits: Array
) -> Optimum:
    """Find the parameters under which the rows are most likely.

    :param build: makes the objective for some rows
    :param rows: columns of the same length, the last of which is ``weight``
    :param start: logarithms of the parameters from which to search
    :param limits: lowest and highest logarithm of each parameter
    """
    total = rows.weight.sum()
    if total < 5 * SAMPLE:
        objective = build(rows)
        found = _search(objective, start, limits)
        return _with_covariance(found, _curvature(objective, found.point), total)
    sampled = build(_sample(rows))
    near = _search(sampled, start, limits)
    curvature = _curvature(sampled, near.point)
    objective = build(rows)
    found = _steps(objective, near, curvature) or _search(objective, near.point, limits)
    return _with_covariance(found, curvature, total)


def _search(objective: Objective, start: Array, limits: Array) -> Optimum:
    """Search with L-BFGS-B from anywhere."""

    def downhill(point: Array) -> tuple[float, Array]:
        value, slope = objective(point)
        return -value, -slope

    options = {"ftol": 1e-15, "gtol": 1e-8, "maxiter": 1000, "maxls": 50}
    found = optimize.minimize(
        downhill, start, jac=True, method="L-BFGS-B", bounds=limits, options=options
    )
    at_limit = (found.x <= limits[:, 0]) | (found.x >= limits[:, 1])
    # Where the last digits are noise the line search gives up, although it has arrived.
    converged = found.success or bool(np.all(np.abs(found.jac[~at_limit]) < FLAT))
    return Optimum(found.x, -float(found.fun), converged, str(found.message), at_limit, None)


def _steps(objective: Objective, near: Optimum, curvature: Array) -> Optimum | None:
    """Walk from a sample's optimum to that of all, by Newton's steps with the sample's curvature,
    corrected on the way.

    :return: None if that does not lead there
    """
    if not near.converged or near.at_limit.any():
        return None
    point, step, before = near.point, None, None
    for _step in range(STEPS):
        value, slope = objective(point)
        if step is not None:
            curvature = _corrected(curvature, step, slope - before)
        if not _is_peak(curvature):
            return None
        step, before = np.linalg.solve(-curvature, slope), slope
        if np.abs(step).max() < ENOUGH:
            return near._replace(point=point, value=float(value))
        point = point + step
    return None


def _corrected(curvature: Array, step: Array, change: Array) -> Array:
    """Correct the curvature by how the slope changed over a step (symmetric rank one)."""
    missed = change - curvature @ step
    along = missed @ step
    if abs(along) < 1e-8 * np.linalg.norm(missed) * np.linalg.norm(step):
        return curvature
    return curvature + np.outer(missed, missed) / along


def _sample(rows: NamedTuple) -> NamedTuple:
    """Draw customers at random, always the same ones."""
    upto = np.cumsum(rows.weight)
    drawn = np.random.default_rng(1).random(SAMPLE) * upto[-1]
    weight = np.bincount(np.searchsorted(upto, drawn), minlength=len(upto))
    chosen = weight > 0
    columns = rows._replace(weight=weight.astype(float))
    return type(rows)(*(column[chosen] for column in columns))


def _curvature(objective: Objective, point: Array) -> Array:
    """Second derivatives, by central differences of the slope."""
    shifts = TINY * np.eye(len(point))
    rows = [(objective(point + s)[1] - objective(point - s)[1]) / (2 * TINY) for s in shifts]
    return (np.array(rows) + np.array(rows).T) / 2


def _is_peak(curvature: Array) -> bool:
    return bool(np.all(np.isfinite(curvature)) and np.linalg.eigvalsh(curvature).max() < 0)


def _with_covariance(found: Optimum, curvature: Array, total: float) -> Optimum:
    """Add the covariance: the curvature's inverse. A parameter at its limit is taken as known."""
    free = ~found.at_limit
    inner = curvature[np.ix_(free, free)]
    if not free.any() or not _is_peak(inner):
        return found
    covariance = np.zeros_like(curvature)
    covariance[np.ix_(free, free)] = np.linalg.inv(-inner * total)
    return found._replace(covariance=covariance)
