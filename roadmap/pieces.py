"""Long work cut into pieces, so that nobody else waits for the end of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

#: Statements, which take a tenth of a millisecond each where they do not wait, or some that are quicker.
PIECE = 20

Row = TypeVar("Row")


async def in_pieces(rows: Iterable[Row]) -> AsyncIterator[Row]:
    """Each of `rows`; others have their turn now and then, since statements that are quick do not wait for anything."""
    for place, row in enumerate(rows, 1):
        yield row
        if place % PIECE == 0:
            await asyncio.sleep(0)
