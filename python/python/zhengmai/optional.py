"""Packages that are needed for some things only."""

from __future__ import annotations

import importlib
from typing import Any

from zhengmai.errors import MissingPackageError


def needed(name: str, package: str | None = None) -> Any:
    """Imports a module, or says how to install it.

    >>> needed("json").dumps(1)
    '1'
    >>> needed("no_such_module", "no-such-package")
    Traceback (most recent call last):
    zhengmai.errors.MissingPackageError: this needs no-such-package: pip install no-such-package
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.split(".")[0] != name.split(".")[0]:
            raise
        package = package or name
        raise MissingPackageError(f"this needs {package}: pip install {package}") from error
