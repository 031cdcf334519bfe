"""What a pressed button says: typed callback data, 1–64 bytes each [Bot API]."""

from __future__ import annotations

import re
import string
from datetime import date
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from roadmap.actions.correcting import Corrected
from roadmap.errors import UserError
from roadmap.model.forms import Form
from roadmap.model.messages import Button, ButtonStyle

#: Callback data may be forged: an id that no database column holds is no button of ours.
_LARGEST = 2**31 - 1
Id = Annotated[int, Field(ge=0, le=_LARGEST)]
Account = Annotated[int, Field(ge=1, lt=2**52)]
#: Any chat; groups are negative [Bot API].
Chat = Annotated[int, Field(gt=-(2**52), lt=2**52)]
#: An ordinal of `date`, or 0.
Day = Annotated[int, Field(ge=0, le=date.max.toordinal())]
#: Like an id, with small negative numbers for special choices.
Choice = Annotated[int, Field(ge=-5, le=_LARGEST)]

# What each kind of button may say: a word that is not among these is refused before any handler
# sees it.
DueVerb = Literal[
    "open", "done", "undo", "answer", "postpone", "snooze", "date", "accept", "return", "drop",
    "restore",
]  # fmt: skip
DraftVerb = Literal[
    "preview",
    "save",
    "save_sure",
    "update",
    "update_sure",
    "unarchive",
    "correct",
    "cancel",
    "undo",
    "questions",
    "past",
    "year",
    "people",
    "listed",
    "columns",
    "type",
    "typed",
    "school",
    "calendar",
]
ItemVerb = Literal["open", "answer", "each", "remind", "edit", "add_point"]
CorrectionVerb = Literal["ask", "hold", "undo"]
EntryVerb = Literal[
    "misplaced",
    "withdraw",
    "join",
    "close",
    "value",
    "postpone",
    "close_all",
    "correct",
    "uncorrect",
]
PostponementVerb = Literal["grant", "other", "refuse", "withdraw"]
PutOffVerb = Literal["answer"]
#: What a day is for: each is taken by the conversation that asks for it.
DayFor = Literal["postpone", "grant", "due", "question", "snooze"]
UndoDayFor = Literal["grant", "due", "snooze"]
PersonVerb = Literal["open", "link", "assign", "leave", "handover", "erase", "erase_now", "new"]
PickVerb = Literal["begin", "page", "tick", "capacity", "find", "all", "ready", "give", "remind"]
FindVerb = Literal["open", "remind", "begin", "give"]
RoadmapVerb = (
    Literal[
        "choose",
        "rename",
        "acceptance",
        "feed",
        "half",
        "draft",
        "archive",
        "archive_sure",
        "archived",
        "return",
        "find",
    ]
    | Form
)
DraftItemVerb = Literal["step", "empty", "before", "find", "reword", "reset", "ask"]
SameVerb = Literal["ask", "with", "join", "differ"]
PartVerb = Literal["items", "item", "named", "now"]
AccountVerb = Literal["back", "right"]
GroupVerb = Literal[
    "show",
    "new",
    "close",
    "each",
    "send",
    "waiting",
    "admit",
    "admit_all",
    "refuse",
    "names",
    "pick",
    "unpick",
]
LeaveVerb = Literal["open", "starts", "lasts", "deputies", "sure", "hold", "end"]
HeardVerb = Literal["right", "fix", "drop"]
PlaceKind = Literal["e", "u", "x", "a", "s", "t", "n"]
BodyVerb = Literal[
    "open", "head", "beside", "off", "put", "add", "drop", "invite", "rename", "name", "join",
    "joined", "parts", "part", "kind", "remove", "removed",
]  # fmt: skip
PlanNamesVerb = Literal["show", "create", "yes", "no", "unmanned"]


class DueButton(CallbackData, prefix="due"):
    """About one due day."""

    verb: DueVerb
    due_id: Id


class SnoozeButton(CallbackData, prefix="snooze"):
    """Remind of a due day again at `minute` (minutes since 1970, UTC)."""

    due_id: Id
    minute: Id


class DraftButton(CallbackData, prefix="draft"):
    """About an import; of one about to be typed (type, typed) the id is 0, of its year (school,
    calendar) that year, of a list of people (listed) the stored file's.
    """

    verb: DraftVerb
    draft_id: Id


class DraftPageButton(CallbackData, prefix="read"):
    """Page `page` of the items of a draft."""

    draft_id: Id
    page: Id


class EditionButton(CallbackData, prefix="edition"):
    """Page `page` of what a draft changes in the roadmap that it is a new edition of."""

    draft_id: Id
    page: Id


class QuestionButton(CallbackData, prefix="q"):
    """A choice in question `index` of a draft: option `choice`, or a special choice below."""

    draft_id: Id
    index: Id
    choice: Choice


CHOICE_SKIP = -1
CHOICE_ENTER = -2
CHOICE_SAME = -3
CHOICE_BACK = -4
#: The question itself, once more.
CHOICE_ASK = -5


class ListButton(CallbackData, prefix="list"):
    """Page `page` of the list `name`; `arg` narrows it: days ahead, a person's or roadmap's id."""

    name: str
    page: Id
    arg: Id = 0


class FoundButton(CallbackData, prefix="found"):
    """Page `page` of the people, or of the names that a guest may pick, that have these words."""

    kind: Literal["people", "names"]
    page: Id
    words: str


#: In place of a roadmap's id in a `ListButton`: all roadmaps that run.
EVERYWHERE = _LARGEST


class BodyChatButton(CallbackData, prefix="bodychat"):
    """About the chat that is a body's address."""

    verb: Literal["unbind"]
    body_id: Id


class ItemButton(CallbackData, prefix="item"):
    """About an item."""

    verb: ItemVerb
    item_id: Id


class CorrectionButton(CallbackData, prefix="correct"):
    """About what was misread of a due day, of all days or the text of a point, or of an item: ask
    what the document has; hold what was said back; undo the correction with the mark `mark` (of a
    day, its ordinal).
    """

    verb: CorrectionVerb
    what: Corrected
    subject_id: Id
    mark: Id = 0


class EntryButton(CallbackData, prefix="entry"):
    """About a progress entry; join: to the entry `arg`; uncorrect: while it has `arg` revisions."""

    verb: EntryVerb
    entry_id: Id
    arg: Id = 0


class PlaceButton(CallbackData, prefix="place"):
    """Where an answer belongs: `kind` e (entry), u (kept, unplaced), x (kept, but no answer), a
    (kept, to all that were shown), s (kept, to be searched for), t (entry, to be searched for), n
    (the next message).
    """

    kind: PlaceKind
    subject_id: Id
    item_id: Id
    point_id: Id = 0


class HeardButton(CallbackData, prefix="heard"):
    """About what was written down of the voice message `message_id` of a chat, wherever its answer
    is by then.
    """

    verb: HeardVerb
    chat_id: Chat
    message_id: Id


class PostponementButton(CallbackData, prefix="pp"):
    """A word on a postponement: the coordinator's, or of who asked for it (withdraw)."""

    verb: PostponementVerb
    postponement_id: Id


class PutOffButton(CallbackData, prefix="putoff"):
    """Of words that were taken for asking to postpone a due day: answer (for the report)."""

    verb: PutOffVerb
    due_id: Id


class DayButton(CallbackData, prefix="day"):
    """The day `day` (days since 1 January 1; 0: the next message says it) for what `what` names.

    `sure`: it was said back and is right. `arg` tells more of the subject: a question's index.
    """

    what: DayFor
    subject_id: Id
    day: Id
    sure: bool = False
    arg: Id = 0

    @property
    def chosen(self) -> date | None:
        """The day; None where it is to be typed. Raises UserError where there is no such day."""
        try:
            return date.fromordinal(self.day) if self.day else None
        except (OverflowError, ValueError):
            raise UserError("error-stale-button") from None


class UndoDayButton(CallbackData, prefix="undoday"):
    """Undo what was done with a day; `quiet`: its due day was quiet before."""

    what: UndoDayFor
    subject_id: Id
    quiet: bool = False


class PersonButton(CallbackData, prefix="person"):
    """About a person."""

    verb: PersonVerb
    person_id: Id
    arg: Id = 0


class WhoButton(CallbackData, prefix="who"):
    """The person whom a name in doubt means."""

    person_id: Id


class SameButton(CallbackData, prefix="same"):
    """Whether two records are one person: ask (with whom?), with (what would become of it and of
    `other_id`), join (`other_id` becomes part of the record `person_id`), differ (they are two).
    """

    verb: SameVerb
    person_id: Id
    other_id: Id = 0


class PartButton(CallbackData, prefix="part"):
    """Two people in one record: items (choose them, page `page`), item (toggle `item_id`), named
    (who is the other?), now.
    """

    verb: PartVerb
    person_id: Id
    item_id: Id = 0
    page: Id = 0


class AccountButton(CallbackData, prefix="account"):
    """A link was opened by another account: back (the account `former` is put back in place of
    `now`), right (it is as it should be). Accounts are Telegram's ids, up to 52 bits [Bot API].
    """

    verb: AccountVerb
    person_id: Id
    former: Account
    now: Account


class GroupButton(CallbackData, prefix="group"):
    """About the link for a group. admit, refuse: the guest `subject_id`; admit as the person `arg`;
    admit_all: those who had asked `arg` seconds after the link was made; pick: the person
    `subject_id`; waiting, names: the page `subject_id`; send: messages to forward, of those whose
    ids come after `subject_id`.
    """

    verb: GroupVerb
    subject_id: Id = 0
    arg: Id = 0


class LeaveButton(CallbackData, prefix="leave"):
    """A person's leave from day `first` to day `last`, ordinals of `date` (0: not known yet), with
    the deputy `deputy_id` (0: none); page `page` of those who may be one.
    """

    verb: LeaveVerb
    person_id: Id
    first: Day = 0
    last: Day = 0
    deputy_id: Id = 0
    page: Id = 0


class AssignButton(CallbackData, prefix="assign"):
    """Toggle item `item_id` for a person while assigning by buttons; 0 ends it, -1 shows the items,
    -2 has them answer for the next ones in the other capacity.
    """

    person_id: Id
    item_id: Choice
    page: Id = 0


class PickButton(CallbackData, prefix="pick"):
    """Who is to answer for item `item_id` (0: who is to be given items), on page `page`; give:
    those named before the item was chosen are; remind: only `person_id` is, of the item.
    """

    verb: PickVerb
    item_id: Id
    person_id: Id = 0
    page: Id = 0


class FindButton(CallbackData, prefix="find"):
    """Page `page` of the items that `words` mean (see `in_button`), each to be opened and so
    on; of roadmap `roadmap_id` (0: the current one), of person `person_id` alone where not 0.
    """

    verb: FindVerb
    page: Id
    roadmap_id: Id
    person_id: Id
    words: str


#: A Cyrillic letter takes two bytes of a button's 64, these take one.
_ONE_BYTE = str.maketrans("абвгдежзийклмнопрстуфхцчшщъыьэюя", f"{string.ascii_uppercase}!#$%&*")
_CYRILLIC = {byte: letter for letter, byte in _ONE_BYTE.items()}
_ROOM_FOR_WORDS = 26


def in_button(words: str) -> str:
    """As many of `words` as a button holds: those of three letters and more, by which alone items
    are found.
    """
    sought = ""
    for word in re.findall("[а-яa-z]{3,}", words.lower().replace("ё", "е")):
        longer = f"{sought} {word}".strip()
        if len(longer) > _ROOM_FOR_WORDS:
            break
        sought = longer
    return sought.translate(_ONE_BYTE)


def out_of_button(sought: str) -> str:
    """The words that `in_button` put there."""
    return sought.translate(_CYRILLIC)


class HoldButton(CallbackData, prefix="hold"):
    """The change of who answers that was said, with this fingerprint, is to hold."""

    change: Id


class BodyButton(CallbackData, prefix="body"):
    """About a body of the directory: who stands for it (head, beside, off: page `arg` of people;
    put, add, drop: the person `arg`), its names, joining it with the body `arg`, parting the name
    with the mark `arg` from it, whether it is a group, removing it.
    """

    verb: BodyVerb
    body_id: Id
    arg: Id = 0


class PlanNamesButton(CallbackData, prefix="names"):
    """About the names that a plan has for bodies: yes (the name `mark` is the body `arg`), no (it
    is a new one), create (all that are new), unmanned (page `arg` of those nobody stands for).
    """

    verb: PlanNamesVerb
    roadmap_id: Id
    mark: Id = 0
    arg: Id = 0


class RoadmapButton(CallbackData, prefix="rm"):
    """About a roadmap; about its half-year `arg` where the verb is half (its report), draft, or a
    form of it.
    """

    verb: RoadmapVerb
    roadmap_id: Id
    arg: Id = 0


class DraftItemButton(CallbackData, prefix="walk"):
    """About the draft of the report of half-year `half`: step (to the item at place `arg`, from 0);
    empty (to the next one without text, from that place on), before (to the one before that place);
    find (an item by number or words); reword, reset and ask (of the item with the id `arg`).
    """

    verb: DraftItemVerb
    roadmap_id: Id
    half: Id
    arg: Id = 0


class ChangesButton(CallbackData, prefix="changes"):
    """What the report of half-year `half` says otherwise than its version `version`: page `page`,
    from 0; `turning` in place of the page shown before.
    """

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
