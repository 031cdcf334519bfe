"""How often a roadmap's document was replaced: of two copies of its days, which is newer?"""

from __future__ import annotations

from datetime import datetime

from roadmap.model import Roadmap
from roadmap.ports import Tx


async def count_edition(tx: Tx, roadmap_id: int, at: datetime) -> None:
    """A new edition of the document was taken over at `at` (UTC), or one was taken back."""
    count = int((await tx.facts.get(_fact(roadmap_id)) or "0").split()[0])
    await tx.facts.set(_fact(roadmap_id), f"{count + 1} {at.isoformat()}")


async def editions(tx: Tx, roadmap: Roadmap) -> tuple[int, datetime]:
    """How many editions followed the first document, and when the last of them was taken over."""
    stored = await tx.facts.get(_fact(roadmap.id))
    if stored is None:
        return 0, roadmap.imported_at
    count, at = stored.split()
    return int(count), datetime.fromisoformat(at)


def _fact(roadmap_id: int) -> str:
    return f"editions:{roadmap_id}"
