"""Which files of answers have not been received, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from roadmap.actions.file_limit import file_limit
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.tasks import being_fetched
from roadmap.model import Attachment, ReportingPeriod, Roadmap
from roadmap.ports import Tx
from roadmap.report.missing import MissingFile, Why

#: A file that has not come for so long after it was asked for is missed; before, it is on its way.
_ON_ITS_WAY = timedelta(hours=1)


async def missed_files(
    tx: Tx, roadmap: Roadmap, at: datetime, largest: int, half: ReportingPeriod | None = None
) -> list[MissingFile]:
    """Files of a roadmap's answers, of one half-year or of all, that are missed at `at`, in the
    order of items; `largest` is the size in bytes that the settings allow. What is on its way is
    not missed.
    """
    entries = [
        entry
        for entry in await tx.answers.not_fetched(roadmap.id, at)
        if half is None or entry.day in half
    ]
    if not entries:
        return []
    limit = await file_limit(tx, largest)
    asked = await being_fetched(tx)
    numbers = {item.id: item.number for item in await tx.roadmaps.items(roadmap.id)}
    names = names_by_job(await tx.people.all(), brackets=True)
    found = [
        MissingFile(
            numbers[entry.item_id],
            names.get(entry.person_id or 0, ""),
            entry.day,
            file,
            why_not_stored(file, entry.id, asked, at, limit),
            limit,
        )
        for entry in entries
        for file in entry.attachments
        if file.stored_id is None
    ]
    return [one for one in found if one.why is not Why.ON_ITS_WAY]


def why_not_stored(
    file: Attachment, entry_id: int, asked: Mapping[int, datetime], at: datetime, limit: int
) -> Why:
    """Why a `file` of an entry is not there; `asked` tells since when Telegram is asked for the
    files of which entries.
    """
    if file.size > limit:
        return Why.TOO_LARGE
    since = asked.get(entry_id)
    if since is None:
        return Why.GIVEN_UP
    return Why.ON_ITS_WAY if at - since <= _ON_ITS_WAY else Why.ASKED_AGAIN
