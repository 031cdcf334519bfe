"""Values that no column takes: the caller's trouble, and not the database's, which trying again
would mend.
"""

from __future__ import annotations

import pytest

from storage.store import open_store


async def test_what_no_column_takes_is_not_the_databases_trouble(url: str) -> None:
    store = await open_store(url)
    try:
        with pytest.raises(ValueError, match="surrogate"):
            async with store.begin() as tx:
                await tx.files.add("\ud83d", "", b"")
    finally:
        await store.close()
