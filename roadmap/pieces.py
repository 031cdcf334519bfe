"""Long work cut into pieces, so that nobody else waits for the end of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

#: Statements, which take a tenth of a millisecond each where they do not wait, or some that are quicker.
PIECE = 20

Row = TypeVar("Row")


async def in_pieces(rows: Iterable[Row], size: int = PIECE) -> AsyncIterator[Row]:
    """Each of `rows`; after `size` of them others have their turn, since quick statements do not wait for anything."""
    for place, row in enumerate(rows, 1):
        yield row
        if place % size == 0:
            await asyncio.sleep(0)
