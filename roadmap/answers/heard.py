"""What a program wrote down of a voice message: it counts once its author has confirmed it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from roadmap.model import Attachment

#: Kinds of files in which somebody speaks.
_SPOKEN = {"voice": ".ogg", "audio": ".mp3", "video_note": ".mp4"}
#: More than anybody says about an item, and less than a message to confirm it holds.
LONGEST = 1500
#: Colours of a terminal, and notes of the program's own: «[00:00.000 --> 00:04.000]», «[музыка]».
_NOTES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\[[^\[\]]*\]")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def is_spoken(file: Attachment) -> bool:
    """Whether somebody speaks in the file and the message that it came with is known."""
    return file.kind in _SPOKEN and file.message_id is not None


def name_for_program(file: Attachment) -> str:
    """What the file is called for the program: nothing of its own name but what tells its form."""
    suffix = PurePath(file.name).suffix.lower()
    known = file.kind == "audio" and _SUFFIX.fullmatch(suffix)
    return "voice" + (suffix if known else _SPOKEN[file.kind])


def words_in(printed: bytes) -> str:
    """The words that a program printed as UTF-8, in one paragraph of at most LONGEST characters;
    empty where there are none. Raises UnicodeDecodeError for what is no text.
    """
    text = _NOTES.sub(" ", printed.decode("utf-8-sig"))
    legible = (" " if unicodedata.category(one)[0] == "C" else one for one in text)
    words = " ".join("".join(legible).split())
    if not re.search(r"\w", words):
        return ""
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + "…"


def unconfirmed(file: Attachment, text: str) -> str:
    """The words of `file` that its author has not confirmed: they do not stand in the answer's
    `text`.
    """
    return file.heard if file.heard and file.heard not in text else ""


def with_confirmed(text: str, before: str, files: tuple[Attachment, ...]) -> str:
    """A new caption `text` of an answer, whose text was `before`, with the words of its files that
    were confirmed: an edit of the caption takes none of them away.
    """
    kept = [one.heard for one in files if one.heard and one.heard in before]
    return "\n".join(filter(None, (text, *(words for words in kept if words not in text))))
