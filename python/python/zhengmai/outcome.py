"""What came of changing, counting and exporting a graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Added", "Exported", "Removed", "Stats"]


@dataclass(frozen=True)
class Added:
    """What came of articles that were put into a graph."""

    added: int = 0
    """Articles that were not there."""
    replaced: int = 0
    """Articles whose text or reading had changed."""
    unchanged: int = 0
    """Articles that were there as they are."""
    pruned: int = 0
    """Articles that were dropped, since no input gave them."""
    skipped: tuple[str, ...] = ()
    """Inputs that gave no article, each with its reason."""


@dataclass(frozen=True)
class Removed:
    """What was taken out."""

    articles: int
    """Articles that are gone."""
    sources: int
    """Articles that lost this source and are kept for another one."""


@dataclass(frozen=True)
class Stats:
    """How many things of each kind the graph knows."""

    articles: int
    officials: int
    agencies: int
    meetings: int
    documents: int
    directives: int
    triples: int


@dataclass(frozen=True)
class Exported:
    """What an export wrote."""

    files: tuple[Path, ...]
    nodes: int
    """0 in the formats of statements."""
    edges: int
    """Edges, or statements."""
