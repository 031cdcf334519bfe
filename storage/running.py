"""A transaction as the repositories see it, on either engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Executable

#: A row: one value for each selected column, in their order.
Fields = tuple[Any, ...]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What a statement returned, and how many rows it changed."""

    rows: Sequence[Fields] = ()
    count: int = -1


class Running(Protocol):
    """A transaction that has begun. Its methods raise what storage.engine.in_words makes of the
    engine's errors, but for mistakes in the statement itself, which pass as they are.
    """

    async def execute(self, statement: Executable, given: Given | None = None) -> Done:
        """Execute `statement` once."""
        ...

    async def execute_all(self, statement: Executable, given: Sequence[Given]) -> Done:
        """Execute `statement` with each of `given`: the rows of all, in that order."""
        ...

    async def end_still(self) -> None:
        """End the transactions of programs that hold a lease and stand still."""
        ...
