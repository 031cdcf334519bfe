"""Files of answers that have not been received: what a report and its archive say of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.model import Attachment

#: What stands above the lines in a report's notes.
NOT_RECEIVED = "Не получены файлы:"


class Why(StrEnum):
    """Why a file is not there: it is still on its way, Telegram does not give it out and is asked
    again, nobody asks any more, or it is larger than any that a bot is given.
    """

    ON_ITS_WAY = "on-its-way"
    ASKED_AGAIN = "asked-again"
    GIVEN_UP = "given-up"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A file that has not been received, with the number of its item and its answer's author («»
    where there is none) and day; `limit` is the size in bytes that can be fetched.
    """

    number: str
    author: str
    day: date
    file: Attachment
    why: Why
    limit: int

    @property
    def megabytes(self) -> int:
        """The limit as people say it."""
        return self.limit // 2**20

    @property
    def name(self) -> str:
        """What its author called it; «» for a photo or a voice message, which have no name."""
        named = self.file.kind in ("document", "video", "audio") and self.file.name
        return self.file.name if named and self.file.name != self.file.kind else ""


#: By an attachment's kind: what it is called, and the ending of «получен» after it.
_KINDS = {
    "photo": ("фото", "о"),
    "video": ("видеозапись", "а"),
    "video_note": ("видеосообщение", "о"),
    "voice": ("голосовое сообщение", "о"),
    "audio": ("аудиозапись", "а"),
}


def why_missing(why: Why, limit: int) -> str:
    """The reason in an official's words; `limit` in bytes."""
    return {
        Why.ON_ITS_WAY: "передаётся",
        Why.ASKED_AGAIN: "Telegram пока не передал, запрос повторяется",
        Why.GIVEN_UP: "Telegram не передал, нужно прислать ещё раз",
        Why.TOO_LARGE: f"больше {limit // 2**20} МБ",
    }[why]


def missing_line(one: MissingFile) -> str:
    """«Пункт 6, Ветрова О. П., 02.12.2026: файл «акт.pdf» не получен (больше 20 МБ).»"""
    kind, ending = _KINDS.get(one.file.kind, ("файл", ""))
    called = f"{kind} «{one.name}»" if one.name else kind
    whose = ", ".join(filter(None, (f"Пункт {one.number}", one.author, f"{one.day:%d.%m.%Y}")))
    return f"{whose}: {called} не получен{ending} ({why_missing(one.why, one.limit)})."
