"""What a pressed button says: typed callback data, 1–64 bytes each [Bot API], packed and checked by aiogram."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from roadmap.messages import Button, ButtonStyle

#: Callback data may be forged: an id that no database column holds is no button of ours.
_LARGEST = 2**31 - 1
Id = Annotated[int, Field(ge=0, le=_LARGEST)]
#: Like an id, with small negative numbers for special choices.
Choice = Annotated[int, Field(ge=-3, le=_LARGEST)]


class DueButton(CallbackData, prefix="due"):
    """About one due day: done, undo, open, answer, postpone, snooze, accept, return, date."""

    verb: str
    due_id: Id


class SnoozeButton(CallbackData, prefix="snooze"):
    """Remind of a due day again at `minute` (minutes since 1970, UTC)."""

    due_id: Id
    minute: Id


class DraftButton(CallbackData, prefix="draft"):
    """About an import: save, cancel, questions, past, people, undo; one about to be typed: type, typed, and its year
    school or calendar, which stands in place of the id."""

    verb: str
    draft_id: Id


class QuestionButton(CallbackData, prefix="q"):
    """An answer to question `index` of a draft: option `choice`, or one of the special choices below."""

    draft_id: Id
    index: Id
    choice: Choice


CHOICE_SKIP = -1
CHOICE_ENTER = -2
CHOICE_SAME = -3


class ListButton(CallbackData, prefix="list"):
    """Page `page` of the list `name`; `arg` narrows it (days ahead, a person's or a roadmap's id)."""

    name: str
    page: Id
    arg: Id = 0


class ItemButton(CallbackData, prefix="item"):
    """About an item: open, answer, assign, log, undated."""

    verb: str
    item_id: Id


class EntryButton(CallbackData, prefix="entry"):
    """About a progress entry: misplaced, withdraw, join (to the entry `arg`), close, value, postpone."""

    verb: str
    entry_id: Id
    arg: Id = 0


class PlaceButton(CallbackData, prefix="place"):
    """Where an answer belongs: `kind` e (entry), u (kept, not placed yet), x (kept, but no answer)."""

    kind: str
    subject_id: Id
    item_id: Id
    point_id: Id = 0


class PostponementButton(CallbackData, prefix="pp"):
    """The coordinator's word on a postponement: grant, other, refuse."""

    verb: str
    postponement_id: Id


class PersonButton(CallbackData, prefix="person"):
    """About a person: open, link, assign, leave, deputy, handover, heir, language, erase, observer."""

    verb: str
    person_id: Id
    arg: Id = 0


class AssignButton(CallbackData, prefix="assign"):
    """Toggle item `item_id` for a person while assigning by buttons; 0 ends it."""

    person_id: Id
    item_id: Choice
    page: Id = 0


class RoadmapButton(CallbackData, prefix="rm"):
    """About a roadmap: choose, acceptance, feed; about its half-year `arg`: half (the report), draft, and the report in
    one of its forms."""

    verb: str
    roadmap_id: Id
    arg: Id = 0


class DraftItemButton(CallbackData, prefix="walk"):
    """About the draft of the report of half-year `half`: step (to the item at place `arg`, from 0); reword, reset and
    ask (of the item with the id `arg`)."""

    verb: str
    roadmap_id: Id
    half: Id
    arg: Id = 0


class ChangesButton(CallbackData, prefix="changes"):
    """What the report of half-year `half` says otherwise than its version `version`: page `page`, from 0; `turning` in
    place of the page shown before."""

    roadmap_id: Id
    half: Id
    version: Id
    page: Id = 0
    turning: bool = False


class SettingButton(CallbackData, prefix="set"):
    """A person's own settings: language, timezone, quiet."""

    name: str
    value: str


def button(text: str, data: CallbackData, style: ButtonStyle = ButtonStyle.PLAIN) -> Button:
    """A button with typed data; raises ValueError where it would not fit into 64 bytes."""
    return Button(text, data.pack(), style=style)
