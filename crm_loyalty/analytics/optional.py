"""NumPy and SciPy, which the addon can do without: loaded when first used.

Nothing here costs a server that never fits a model, and importing never fails. What is used
without being installed raises ``MissingPackage``, which names it.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[numpy.float64]
    Counts: TypeAlias = NDArray[numpy.int64]


class MissingPackage(ImportError):
    """A figure was asked for that needs a Python package which is not installed."""


class _Lazy:
    """Stands for a module until one of its names is used."""

    def __init__(self, module: str):
        self._module = module

    def __getattr__(self, name: str) -> Any:
        try:
            value = getattr(import_module(self._module), name)
        except ImportError as error:
            package = self._module.partition(".")[0]
            raise MissingPackage(
                f"The models of repeat buying and of spend need the Python package {package},"
                " which is not installed."
            ) from error
        setattr(self, name, value)
        return value


def available() -> bool:
    """Tell whether everything is installed that the fitted models need."""
    return all(find_spec(package) for package in ("numpy", "scipy"))


np = _Lazy("numpy")
special = _Lazy("scipy.special")
optimize = _Lazy("scipy.optimize")
