"""The report as a draft: how complete it is, its versions, and the walk through its items."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zlib import compress, decompress

from roadmap.errors import NotFound, UserError
from roadmap.model import Item, ReportingPeriod, Roadmap
from roadmap.ports import Tx
from roadmap.report.composing import ReportLine


@dataclass(frozen=True, slots=True)
class ReportState:
    """Where a report stands when it is written.

    `missing` are the numbers of items without text; `version` is the last one kept before (0: none)
    and `changed` the numbers of the items that say something else since; `order` are the items'
    ids, those that lack text first; `said` is what is kept of it as a version.
    """

    total: int
    missing: Sequence[str]
    version: int
    changed: Sequence[str]
    order: Sequence[int]
    said: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an item says in one version of the report and in the next; «» where it has no text."""

    number: str
    before: str
    after: str


async def changes_since(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, version: int
) -> list[Change]:
    """The items that version `version` + 1 words otherwise than `version`, in the document's order.

    Raises NotFound where one of the two was never kept.
    """
    before, after = [await _kept(tx, roadmap, half, number) for number in (version, version + 1)]
    numbers = {str(item.position): item.number for item in await tx.roadmaps.items(roadmap.id)}
    return [
        Change(numbers[position], before.get(position, ""), text)
        for position, text in sorted(after.items(), key=lambda line: int(line[0]))
        if position in numbers and before.get(position, "") != text
    ]


async def _kept(tx: Tx, roadmap: Roadmap, half: ReportingPeriod, number: int) -> dict[str, str]:
    kept = await tx.facts.get(_version(roadmap, half, number)) if number else None
    if kept is None:
        raise NotFound("error-not-found")
    return await asyncio.to_thread(_unpacked, kept)


async def report_state(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, lines: Sequence[ReportLine], at: datetime
) -> ReportState:
    """How complete the report of `lines` is. Time grows with the roadmap: not while others wait."""
    version = await last_version(tx, roadmap, half)
    kept = await tx.facts.get(_version(roadmap, half, version)) if version else None
    earlier = _unpacked(kept) if kept else {}
    ids = {item.position: item.id for item in await tx.roadmaps.items(roadmap.id)}
    walk = sorted(lines, key=lambda line: (bool(line.text), line.position))
    return ReportState(
        len(lines),
        [line.number for line in lines if not line.text],
        version,
        [
            line.number
            for line in lines
            if version and earlier.get(str(line.position), "") != line.text
        ],
        [ids[line.position] for line in walk],
        _packed(lines, at),
    )


def _packed(lines: Sequence[ReportLine], at: datetime) -> str:
    """A version as it is stored, compressed to a tenth: two megabytes are slow to write."""
    said = {"at": at.isoformat(), "lines": {str(line.position): line.text for line in lines}}
    return b64encode(compress(json.dumps(said, ensure_ascii=False).encode())).decode()


def _unpacked(kept: str) -> dict[str, str]:
    """The texts by position; older versions are plain JSON, not compressed."""
    plain = kept if kept.startswith("{") else decompress(b64decode(kept)).decode()
    lines: dict[str, str] = json.loads(plain)["lines"]
    return lines


async def keep_version(tx: Tx, roadmap: Roadmap, half: ReportingPeriod, state: ReportState) -> int:
    """Keep what a report says as its next version; the version's number, from 1. Where nothing has
    changed that is the last one's.
    """
    await tx.facts.set(_order(roadmap, half), json.dumps(list(state.order)))
    await _set_empty(tx, roadmap, half, state.order[: len(state.missing)])
    if state.version and not state.changed:
        return state.version
    number = await last_version(tx, roadmap, half) + 1
    await tx.facts.set(_version(roadmap, half, number), state.said)
    await tx.facts.set(_version(roadmap, half, 0), str(number))
    return number


async def last_version(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> int:
    """The newest version's number; 0 where no report was written yet."""
    return int(await tx.facts.get(_version(roadmap, half, 0)) or 0)


async def draft_order(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> list[int]:
    """Ids of the items in the order in which the draft is gone through.

    It stays as it was when the report was last written, so that an answer that comes meanwhile
    moves nothing under the coordinator's hand; raises UserError where no report was written yet.
    """
    kept = await tx.facts.get(_order(roadmap, half))
    if kept is None:
        raise UserError("error-draft-outdated")
    return [int(item_id) for item_id in json.loads(kept)]


async def empty_items(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> list[int]:
    """Ids of the items without text, in the order of the draft: those that had none when the report
    was last written, less those of which `no_longer_empty` was told.
    """
    kept = await tx.facts.get(_empty(roadmap, half))
    return [int(item_id) for item_id in json.loads(kept)] if kept else []


async def no_longer_empty(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, item_ids: Collection[int]
) -> None:
    """These items have text now: the walk through the empty ones passes them by."""
    empty = await empty_items(tx, roadmap, half)
    left = [item_id for item_id in empty if item_id not in item_ids]
    if left != empty:
        await _set_empty(tx, roadmap, half, left)


async def _set_empty(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, item_ids: Sequence[int]
) -> None:
    await tx.facts.set(_empty(roadmap, half), json.dumps(list(item_ids)))


async def item_of_draft(tx: Tx, order: Sequence[int], index: int) -> tuple[int, Item]:
    """The item at `index` (past the end: from the start), or the next that still exists; its index.

    Raises UserError where it has none of them.
    """
    for step in range(len(order)):
        at = (index + step) % len(order)
        with suppress(NotFound):  # a new edition may have dropped it
            return at, await tx.roadmaps.item(order[at])
    raise UserError("error-draft-outdated")


def _version(roadmap: Roadmap, half: ReportingPeriod, number: int) -> str:
    return f"version:{roadmap.id}:{half.number}:{number}"


def _empty(roadmap: Roadmap, half: ReportingPeriod) -> str:
    return f"draft_empty:{roadmap.id}:{half.number}"


def _order(roadmap: Roadmap, half: ReportingPeriod) -> str:
    return f"draft_order:{roadmap.id}:{half.number}"
