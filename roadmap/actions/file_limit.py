"""The largest file that can be fetched. A Bot API server of one's own gives out large files only
where it runs in its local mode, which nobody can ask it: the first refusal tells.
"""

from __future__ import annotations

from roadmap.model.policy import PUBLIC_FILE_LIMIT
from roadmap.ports import Tx

_REFUSED = "telegram:refuses_large_files"


async def file_limit(tx: Tx, largest: int) -> int:
    """The size in bytes, at most `largest`, which the settings allow."""
    if largest <= PUBLIC_FILE_LIMIT or await tx.facts.get(_REFUSED) is None:
        return largest
    return PUBLIC_FILE_LIMIT


async def note_large_file(tx: Tx, *, given: bool) -> None:
    """Remember whether the server has given out a file above the public limit, or refused one."""
    await tx.facts.set(_REFUSED, None if given else "yes")
