"""Gathering what a file says without keeping others waiting: in a process of its own, that reads
the database itself.

A thread would not do: it shares the interpreter with the loop. The process reads nothing that
somebody sent, and what it gathered goes on, unopened, to the writer, which is kept away from the
database.
"""

from __future__ import annotations

import asyncio
import json
import pickle
from dataclasses import asdict
from typing import Any

from bot.files.half_year_files import FileOrder, Wanted, gather
from documents.child.process import run_in_child
from roadmap.actions.drafting import ReportState
from roadmap.errors import StorageError, UserError
from storage.engine import from_anywhere
from storage.store import open_store

#: Twenty thousand answers take two seconds; many large attachments take their memory twice.
_SECONDS, _MEMORY_MB, _LARGEST = 60, 2048, 256 * 1024 * 1024


async def gather_in_process(url: str, wanted: Wanted) -> FileOrder:
    """`half_year_files.gather` of one consistent state of the database at `url`; the caller's loop
    goes on meanwhile.

    Raises UserError, StorageError, and ChildFailed where the process gives no answer.
    """
    payload = pickle.dumps((from_anywhere(url), wanted))
    answer = await run_in_child(
        "bot.files.gathering_process:gather_payload",
        payload,
        seconds=_SECONDS,
        memory_mb=_MEMORY_MB,
        offline=False,
        largest=_LARGEST,
    )
    head, _, order = answer.partition(b"\n")
    return _open(json.loads(head), order)


def _open(head: dict[str, Any], order: bytes) -> FileOrder:
    match head:
        case {"error": str(key), "variables": variables}:
            raise UserError(key, **variables)
        case {"storage": str(said)}:
            raise StorageError(said)
    state = head["state"]
    return FileOrder(head["stem"], order, state and ReportState(**state))


def gather_payload(payload: bytes) -> bytes:
    """The other side: a line of JSON, then the order for the writer. What comes in is our own
    parent's.
    """
    url, wanted = pickle.loads(payload)  # noqa: S301
    try:
        found = asyncio.run(_gather(url, wanted))
    except UserError as error:
        return json.dumps({"error": error.key, "variables": error.variables}).encode()
    except StorageError as error:
        return json.dumps({"storage": str(error)}).encode()
    state = asdict(found.state) if found.state else None
    return json.dumps({"stem": found.stem, "state": state}).encode() + b"\n" + found.order


async def _gather(url: str, wanted: Wanted) -> FileOrder:
    store = await open_store(url)
    try:
        async with store.read() as tx:
            return await gather(tx, wanted)
    finally:
        await store.close()
