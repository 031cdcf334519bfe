"""Long work cut into pieces, so that nobody else waits for the end of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

#: Rows of a statement or two each, which take a tenth of a millisecond where they need not wait.
PIECE = 50
#: Seconds. After a pause of 0 a timer that fell due meanwhile would run only after another piece.
_PAUSE = 0.001

Row = TypeVar("Row")


async def pause() -> None:
    """Let others have their turn: statements that are quick do not wait for anything."""
    await asyncio.sleep(_PAUSE)


async def in_pieces(rows: Iterable[Row], size: int = PIECE) -> AsyncIterator[Row]:
    """Each of `rows`, with a pause after `size` of them."""
    for place, row in enumerate(rows, 1):
        yield row
        if place % size == 0:
            await pause()
