"""Messages that tell the bot to close something and tell nothing for a report: «оба закрывай»,
«закройте 27 и 64».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmap.model.address import clean


class Which(StrEnum):
    """What is to be closed, where no number says so."""

    BOTH = "both"
    ALL = "all"
    THIS = "this"


@dataclass(frozen=True, slots=True)
class Closing:
    """What a message tells to close: the item `numbers` as written («27–30» too), else `which`."""

    which: Which
    numbers: tuple[str, ...] = ()


_CLOSE = re.compile(r"закр(?:ой|ойте|ывай|ывайте|ыть|оем|ываем)|close", re.IGNORECASE)
_BOTH = frozenset({"оба", "обе", "обоих", "both"})
_ALL = frozenset({"все", "всё", "всех", "всем", "all"})
#: Words beside the order that add nothing to it.
_BESIDE = re.compile(
    r"их|его|е[её]|эт(?:о|от|у|и)|а|да|ну|и|тоже|также|давай(?:те)?|мож(?:но|ешь|ете)|прошу|пожалуйста|уже|сразу"
    r"|теперь|тогда|мне|нам|у|меня|пункт(?:а|ы|ов|у)?|п|пп|срок(?:и|ов)?|по|бот"
    r"|please|them|it|this|these|now|items?|and|the"
)
_TOKEN = re.compile(r"\d+\s*[-–—]\s*\d+(?![\w.])|\d+(?:[.·]\d+)*[а-я]?(?![\w])|[^\W\d_]+|\d\w*")
_MOST_WORDS = 12


def told_to_close(text: str) -> Closing | None:
    """What `text` tells to close; None where it says anything else beside, «оба закрыты» too."""
    tokens = _TOKEN.findall(clean(text).lower())
    if not 0 < len(tokens) <= _MOST_WORDS or "?" in text:
        return None
    numbers = tuple(one for one in tokens if one[0].isdecimal())
    words = [one for one in tokens if not one[0].isdecimal()]
    rest = [one for one in words if not _CLOSE.fullmatch(one)]
    beside = [one for one in rest if one not in _BOTH and one not in _ALL]
    if len(rest) == len(words) or not all(map(_BESIDE.fullmatch, beside)):
        return None
    if _BOTH.intersection(rest):
        return Closing(Which.BOTH, numbers)
    return Closing(Which.ALL if _ALL.intersection(rest) else Which.THIS, numbers)
