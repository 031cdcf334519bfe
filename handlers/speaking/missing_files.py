"""Files of answers that have not come: named where somebody counts on them."""

from __future__ import annotations

from datetime import timedelta

from handlers.speaking.texts import Html, clip
from handlers.speaking.voice import Voice
from roadmap.model import Attachment, ProgressEntry

#: A file that has not come for so long is missed; before, it is on its way.
_ON_ITS_WAY = timedelta(hours=1)
#: More would not be read on a phone.
_NAMED = 8


async def missing_files(voice: Voice, roadmap_id: int) -> Html | None:
    """«Не получены файлы: 2» with their items; None where nothing is missing."""
    found: list[str] = []
    for entry in await voice.tx.answers.not_fetched(roadmap_id, voice.at):
        names = [file.name for file in entry.attachments if _is_missing(voice, entry, file)]
        if names:
            item = await voice.tx.roadmaps.item(entry.item_id)
            found += [f"{item.number}: {clip(name, 40)}" for name in names]
    if not found:
        return None
    named = "; ".join(found[:_NAMED]) + ("…" if len(found) > _NAMED else "")
    return voice.texts("files-missing", count=len(found), names=named)


def _is_missing(voice: Voice, entry: ProgressEntry, file: Attachment) -> bool:
    if file.stored_id is not None:
        return False
    return file.size > voice.office.file_limit or voice.at - entry.at > _ON_ITS_WAY
