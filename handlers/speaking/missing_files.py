"""Files of answers that have not been received: named where somebody counts on them."""

from __future__ import annotations

from handlers.speaking.texts import Html, clip
from handlers.speaking.voice import Voice
from roadmap.actions.missing_files import missed_files
from roadmap.model import ReportingPeriod, Roadmap

#: More would not be read on a phone.
_NAMED = 8


async def missing_files(
    voice: Voice, roadmap: Roadmap, half: ReportingPeriod | None = None
) -> Html | None:
    """«Не получены 2 файла» with a line for each: its item, whose it is, and why; None where
    nothing is missing. Of one half-year, or of all.
    """
    found = await missed_files(voice.tx, roadmap, voice.at, voice.office.file_limit, half)
    if not found:
        return None
    lines = [voice.texts("files-missing", count=len(found))]
    for one in found[:_NAMED]:
        lines.append(
            voice.texts(
                "files-missing-line",
                number=one.number,
                author=clip(one.author, 40),
                signed="yes" if one.author else "no",
                kind=one.file.kind.replace("_", "-"),
                name=clip(one.name, 40),
                named="yes" if one.name else "no",
                why=one.why.value,
                limit=one.megabytes,
            )
        )
    if len(found) > _NAMED:
        lines.append(voice.texts("files-missing-more", count=len(found) - _NAMED))
    return Html("\n".join(lines))
