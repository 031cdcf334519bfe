"""One message that tells of some items and asks for more time for others: «1.1 выполнено, а 3.М2
перенесите на 11.12».
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from roadmap.answers.leading import leading
from roadmap.answers.lines import AddressedText, read_answer
from roadmap.answers.mentions import mentions
from roadmap.answers.putting_off import PuttingOff, asks_to_put_off
from roadmap.model.address import clean, locate

#: Between two statements, with the conjunction that joins them.
_PAUSE = re.compile(
    r"(?:\s*[,;!?]\s+|\s*(?<!\bп)(?<!\bпп)(?<!\bкт)\.\s+|\s*\n\s*|\s+-\s+|\s+(?=(?:а|но|зато)\s))(?:(?:а|и|но|зато|однако|поэтому)\s+)*",
    re.IGNORECASE,
)
#: What is left before words of which the address was taken: «с 3.М2 не успеваем».
_IDLE = re.compile(r"^(?:(?:вот|со?|что|у\s+нас)\s+)+(?=не\b|нужн|надо|прош|можно)", re.IGNORECASE)
#: More statements than these are a report, whatever one of them asks.
_MOST = 20


def read_with_requests(
    text: str, numbers: Collection[str], written: date, *, anywhere: bool = True
) -> list[AddressedText]:
    """The parts of a message as `read_answer` reads them, but what asks for more time for an item
    that it names is a part of its own, in whatever place it stands.
    """
    cut = told_and_asked(text, numbers, written)
    if cut is None:
        return read_answer(text, numbers, anywhere=anywhere)
    told, asked = cut
    parts = read_answer(told, numbers, anywhere=anywhere)
    if not parts and told.strip():
        parts = [AddressedText(None, told, told, sure=False)]
    return parts + [
        AddressedText(address, _IDLE.sub("", one.words), whole)
        for whole, one in asked
        for address in one.addresses
    ]


def told_and_asked(
    text: str, numbers: Collection[str], written: date
) -> tuple[str, list[tuple[str, PuttingOff]]] | None:
    """What `text`, written on this day, tells, without what of it asks for more time; and each
    statement that asks, with what it asks. None where it does not do both.

    `numbers` are the items that it may name; a statement that names none belongs to the one before.
    """
    tidy = clean(text).strip()
    if not numbers or not re.search(r"\d", tidy):
        return None
    told, asked = list[str](), list[tuple[str, PuttingOff]]()
    for before, words in _statements(tidy, numbers, written):
        # Beside what is said of other items a day alone asks, too: «1.1 сделано, 3.М2 до 11.12».
        asks = asks_to_put_off(words, numbers, written, replied=True)
        if (
            asks is not None
            and asks.addresses
            and all(locate(one, numbers) for one in asks.addresses)
        ):
            asked.append((words, asks))
        else:
            told.append(f"{before}{words}" if told else words)
    if not told or not asked:
        return None
    return "".join(told).strip(), asked


def _statements(tidy: str, numbers: Collection[str], written: date) -> list[tuple[str, str]]:
    """The statements that each name their own items, with what joins them to the one before."""
    found: list[tuple[str, str]] = []
    start, joined = 0, ""
    pauses = list(_PAUSE.finditer(tidy))
    if len(pauses) > _MOST:
        return [("", tidy)]
    for pause, end in zip(
        [None, *pauses], [*(one.start() for one in pauses), len(tidy)], strict=True
    ):
        start = pause.end() if pause is not None else 0
        joined = pause[0] if pause is not None else ""
        words = tidy[start:end]
        if found and not _names_its_own(words, numbers, written):
            found[-1] = (found[-1][0], f"{found[-1][1]}{joined}{words}")
        else:
            found.append((joined, words))
    return found


def _names_its_own(words: str, numbers: Collection[str], written: date) -> bool:
    head, sure = leading(words, numbers)
    if head is not None and sure:
        return True
    named = mentions(words, numbers)
    if named and named[0].start == 0:
        return True
    asks = asks_to_put_off(words, numbers, written, replied=True)
    return asks is not None and bool(asks.addresses)
