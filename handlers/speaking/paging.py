"""Long lists in pages: as many rows as a phone shows, and no more than Telegram takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from aiogram.filters.callback_data import CallbackData

from handlers.speaking.buttons import FoundButton, ListButton, button
from handlers.speaking.turn import Turn
from roadmap.model.messages import Button

#: «2/5»: where a list stands.
_PLACE = re.compile(r"\d+/\d+")
#: Rows that fit on a phone's screen together with their buttons.
PAGE = 8

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows `first`… of `total`; `number` counts from 0."""

    rows: Sequence[Row]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def page_of(rows: Sequence[Row], number: int) -> Page[Row]:
    """Page `number` of `rows`; the nearest one where there is no such page any more."""
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(number, 0), pages - 1)
    return Page(rows[number * PAGE : (number + 1) * PAGE], number, len(rows))


def page_buttons(page: Page[Row], name: str, arg: int = 0) -> list[Button]:
    """«‹ 2/5 ›» of the list `name`: nothing where everything fits on one page."""
    return turning(page, lambda number: ListButton(name=name, page=number, arg=arg))


def found_pages(page: Page[Row], kind: Literal["people", "names"], words: str) -> list[Button]:
    """«‹ 2/5 ›» of what was found by `words`, which the buttons carry; nothing where they are too
    long for that: so many words find few.
    """
    try:
        return turning(page, lambda number: FoundButton(kind=kind, page=number, words=words))
    except ValueError:
        return []


def turning(page: Page[Row], to: Callable[[int], CallbackData]) -> list[Button]:
    """«‹ 2/5 ›», each with what leads `to` its page; nothing where everything fits on one."""
    if page.pages == 1:
        return []
    buttons = []
    if page.number:
        buttons.append(button("‹", to(page.number - 1)))
    buttons.append(button(f"{page.number + 1}/{page.pages}", to(page.number)))
    if page.number < page.pages - 1:
        buttons.append(button("›", to(page.number + 1)))
    return buttons


async def turns_in_place(turn: Turn, data: CallbackData) -> bool:
    """Whether the pressed message is the list itself, one page of which gives way to another, and
    not a message that only leads to the list. `data` is what was pressed.
    """
    shown = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    pages = [
        one.data
        for row in (shown.buttons if shown is not None else ())
        for one in row
        if _PLACE.fullmatch(one.text)
    ]
    return any(one.split(":")[:2] == data.pack().split(":")[:2] for one in pages)
