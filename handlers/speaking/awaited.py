"""What a conversation may await, a record for each: set where the bot asks, taken in
handlers/door/conversation.py, kept as JSON by the chat's id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, get_args

from handlers.speaking.voice import Voice
from roadmap.actions.correcting import Corrected
from roadmap.errors import UserError
from roadmap.model import Capacity, Period, Role
from roadmap.model.records import from_json, to_json


@dataclass(frozen=True, slots=True)
class AnswerToItem:
    """An answer about an item, or one point of it (0: the item as a whole), asked for at `minute`
    (since 1970, UTC; 0: at a time not known, as by earlier versions).
    """

    item_id: int
    point_id: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """Where an answer belongs, in words or by number: an entry's (`moves`), or a kept one's."""

    subject_id: int
    moves: bool


@dataclass(frozen=True, slots=True)
class HeardWords:
    """What was said in a voice message, in place of what was written down of it; asked for at
    `minute` (since 1970, UTC).
    """

    chat_id: int
    message_id: int
    minute: int


@dataclass(frozen=True, slots=True)
class QuestionDate:
    """A date in answer to question `index` of a draft; `day` was said back."""

    draft_id: int
    index: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentYear:
    """The year for which the document behind a draft is to be read again."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class ColumnMeanings:
    """What each column of the table in a stored file holds, or a tap that the guesses are right."""

    file_id: int
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypedTitle:
    """The title of a plan that is typed."""


@dataclass(frozen=True, slots=True)
class TypedYear:
    """The year of the typed plan."""

    title: str


@dataclass(frozen=True, slots=True)
class TypedLines:
    """More items of the typed plan; `lines` have come so far."""

    title: str
    year: Period
    lines: str


@dataclass(frozen=True, slots=True)
class PostponementWords:
    """Which due day the words of message `message_id` are to postpone: its whole text, the words
    without the number that they may name, and when it was written (seconds since 1970).
    """

    words: str
    text: str
    message_id: int
    written: int


@dataclass(frozen=True, slots=True)
class PostponementRequest:
    """Until when a due day is to be postponed, and why, as far as the `reason` was told.

    Where a message began it (`message_id`, else 0), its `text` and when it was `written` (seconds
    since 1970).
    """

    due_id: int
    reason: str = ""
    text: str = ""
    message_id: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class PostponementReason:
    """Why a due day is to be postponed to `day`, which was said back; the rest as before."""

    due_id: int
    day: date
    reason: str = ""
    text: str = ""
    message_id: int = 0
    written: int = 0

    @property
    def request(self) -> PostponementRequest:
        """The same before a day was said."""
        return PostponementRequest(
            self.due_id, self.reason, self.text, self.message_id, self.written
        )


@dataclass(frozen=True, slots=True)
class PostponementDate:
    """The day to which a coordinator postpones instead of the one asked for; `day` was said
    back.
    """

    postponement_id: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RefusalWord:
    """Why a coordinator refused a postponement at `minute` (since 1970, UTC): told or not."""

    postponement_id: int
    minute: int


@dataclass(frozen=True, slots=True)
class DueDate:
    """The day of something that was due on none; `day` was said back."""

    due_id: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SnoozeDay:
    """On which day to remind of a due day again."""

    due_id: int


@dataclass(frozen=True, slots=True)
class ReturnWord:
    """Why a coordinator does not accept that a due day is done."""

    due_id: int


@dataclass(frozen=True, slots=True)
class ReportText:
    """An item's text in the report of half-year `half`."""

    item_id: int
    half: int


@dataclass(frozen=True, slots=True)
class RoadmapName:
    """A roadmap's new name."""

    roadmap_id: int


@dataclass(frozen=True, slots=True)
class ArchivedItem:
    """Which item of a roadmap in the archive is to be shown: its number, or words."""

    roadmap_id: int


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Which item of the draft of half-year `half` is to be shown: its number, or words."""

    roadmap_id: int
    half: int


@dataclass(frozen=True, slots=True)
class DraftWalk:
    """The draft of half-year `half` was last gone through at `minute` (since 1970, UTC): a number
    alone leads to its item.
    """

    roadmap_id: int
    half: int
    minute: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands in the document in place of what was misread: of a due day, an item or a point
    (its id). `said` was said back.
    """

    what: Corrected
    subject_id: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A control point more for an item: its deadline and its words."""

    item_id: int


@dataclass(frozen=True, slots=True)
class InviteName:
    """The name of the person to invite as `role`."""

    role: Role


@dataclass(frozen=True, slots=True)
class NewPersonToConfirm:
    """Somebody to invite as `role` once it is sure that they are none of those known."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """A person's days of leave, perhaps with their deputy."""

    person_id: int


@dataclass(frozen=True, slots=True)
class LeaveDeputy:
    """Who stands in for a person on leave from `first` to `last`; `words` are those by which
    deputies were sought last.
    """

    person_id: int
    first: date
    last: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Heir:
    """To whom everything of a person is handed over."""

    person_id: int


@dataclass(frozen=True, slots=True)
class WhichPerson:
    """Whom `name` means in `words`; `before` is what the chat awaited, as JSON. `ids` are those of
    the people whom it may mean, `key` is that of the question.
    """

    words: str
    name: str
    before: str
    ids: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """The name of somebody who is the same person as this one."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PartedPerson:
    """Name and post of somebody whose items (by their ids) stand with another person by mistake."""

    person_id: int
    items: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class BodyPeople:
    """Who stands for a body, beside those who do or in their place."""

    body_id: int
    beside: bool


@dataclass(frozen=True, slots=True)
class BodyNewcomer:
    """Somebody unknown who is to stand for a body, or a tap that `name` is to be invited."""

    body_id: int
    beside: bool
    name: str


@dataclass(frozen=True, slots=True)
class BodyName:
    """Another name of a body, or the name that it is to be called by."""

    body_id: int
    rename: bool


@dataclass(frozen=True, slots=True)
class BodyTwin:
    """The body that is to be joined with a body."""

    body_id: int


@dataclass(frozen=True, slots=True)
class NewBody:
    """The name of a body that no plan has."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when a person wants to be sent nothing."""


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A list of people as a file."""


@dataclass(frozen=True, slots=True)
class AssignmentToConfirm:
    """A change of who answers, until it is confirmed: the fingerprint of what was said, what goes
    and what comes, a person or a body each («p5r:12,13.7»: person 5, responsible, for item 12 and
    point 7 of item 13).
    """

    said: int
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemindingToConfirm:
    """Whom to remind of which due days («5:12,13»: person 5, of the due days 12 and 13), and the
    items (by id) whose answer is to be asked for, until it is confirmed.
    """

    dues: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleForItem:
    """Who is to answer for the item that is tapped next («p5r:0»: person 5, responsible), by the
    command's sign: «+», «-» or «».
    """

    sign: str
    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleOfItem:
    """Who is ticked for an item («5r»: person 5, responsible), and the words by which people are
    sought; with item 0 the person whose items are to be ticked is sought. `seeking`: the next
    message has such words.
    """

    item_id: int
    people: tuple[str, ...] = ()
    words: str = ""
    seeking: bool = False


@dataclass(frozen=True, slots=True)
class ItemsOfPerson:
    """The items whose tick for a person was changed, by id, and the capacity for new ones."""

    person_id: int
    changed: tuple[str, ...] = ()
    capacity: Capacity = Capacity.RESPONSIBLE


#: What any words are taken as.
TakenText = (
    QuestionDate
    | DocumentYear
    | ColumnMeanings
    | TypedTitle
    | TypedYear
    | TypedLines
    | PostponementWords
    | PostponementDate
    | DueDate
    | SnoozeDay
    | ReturnWord
    | ReportText
    | RoadmapName
    | ArchivedItem
    | DraftPlace
    | Correction
    | NewPoint
    | InviteName
    | LeaveDays
    | LeaveDeputy
    | Heir
    | SamePerson
    | PartedPerson
    | BodyPeople
    | BodyNewcomer
    | BodyName
    | BodyTwin
    | NewBody
    | PlaceSearch
    | HeardWords
    | QuietHours
)
#: What words or a file are taken as; of WhichPerson the words before are taken once more.
Taken = (
    TakenText
    | PostponementRequest
    | PostponementReason
    | RefusalWord
    | AnswerToItem
    | PeopleFile
    | AssignmentToConfirm
    | NewPersonToConfirm
    | RemindingToConfirm
    | DraftWalk
    | PeopleForItem
    | PeopleOfItem
    | ItemsOfPerson
)
Awaited = Taken | WhichPerson
A = TypeVar("A", bound=Awaited)

#: The word that says in the database which record it is; these stay as they are.
_KINDS: dict[str, type[Awaited]] = {
    "answer": AnswerToItem,
    "place_search": PlaceSearch,
    "heard_words": HeardWords,
    "question_date": QuestionDate,
    "year": DocumentYear,
    "columns": ColumnMeanings,
    "typed_title": TypedTitle,
    "typed_year": TypedYear,
    "typed_lines": TypedLines,
    "postponement_words": PostponementWords,
    "postponement": PostponementRequest,
    "postponement_reason": PostponementReason,
    "postponement_date": PostponementDate,
    "refusal_word": RefusalWord,
    "due_date": DueDate,
    "snooze_day": SnoozeDay,
    "return_word": ReturnWord,
    "report_text": ReportText,
    "roadmap_name": RoadmapName,
    "archived_item": ArchivedItem,
    "draft_place": DraftPlace,
    "draft_walk": DraftWalk,
    "correction": Correction,
    "item_add_point": NewPoint,
    "name": InviteName,
    "new_person": NewPersonToConfirm,
    "person_leave": LeaveDays,
    "leave_deputy": LeaveDeputy,
    "person_handover": Heir,
    "quiet_hours": QuietHours,
    "people_file": PeopleFile,
    "assignment": AssignmentToConfirm,
    "reminding": RemindingToConfirm,
    "people_for_item": PeopleForItem,
    "people_of_item": PeopleOfItem,
    "items_of_person": ItemsOfPerson,
    "which_person": WhichPerson,
    "same_person": SamePerson,
    "parted_person": PartedPerson,
    "body_people": BodyPeople,
    "body_newcomer": BodyNewcomer,
    "body_name": BodyName,
    "body_twin": BodyTwin,
    "new_body": NewBody,
}
_WORDS = {kind: word for word, kind in _KINDS.items()}
assert set(_WORDS) == set(get_args(Awaited))
_REQUESTS = frozenset(_WORDS[kind] for kind in (PostponementRequest, PostponementReason))
_ASIDE = "aside"


async def form_in(voice: Voice) -> dict[str, Any] | None:
    """What is kept of this chat's conversation: what is awaited, or what was touched; read once."""
    if voice.chat_id not in voice.dialogs:
        voice.dialogs[voice.chat_id] = await voice.tx.people.dialog(voice.chat_id)
    return voice.dialogs[voice.chat_id]


async def keep_form(voice: Voice, form: dict[str, Any] | None) -> None:
    """Keep this in its place. A request for more time stays aside: its question has buttons, and
    pressed later they must still know why.
    """
    before = await form_in(voice) or {}
    aside = before if _is_request(before) else before.get(_ASIDE)
    if aside is not None and not _is_request(form or {}):
        form = {**(form or {}), _ASIDE: aside}
    voice.dialogs[voice.chat_id] = form
    await voice.tx.people.set_dialog(voice.chat_id, form)


async def await_next(voice: Voice, awaited: Awaited) -> None:
    """From now on the next words in this chat are what is `awaited`."""
    await keep_form(voice, {"awaits": _WORDS[type(awaited)], **to_json(awaited)})


SaidBack = QuestionDate | PostponementDate | DueDate | Correction


def before_said(awaited: SaidBack) -> SaidBack:
    """The same as it was before anything was said back."""
    if isinstance(awaited, Correction):
        return replace(awaited, said="")
    return replace(awaited, day=None)


async def await_nothing(voice: Voice) -> None:
    """The next words in this chat are no answer to a question of the bot's."""
    await keep_form(voice, None)


async def forget_request(voice: Voice) -> None:
    """The request for more time has been made, or was none."""
    voice.dialogs[voice.chat_id] = None
    await voice.tx.people.set_dialog(voice.chat_id, None)


async def awaited_in(voice: Voice) -> Awaited | None:
    """What this chat awaits; None where nothing, or something that only another version knows."""
    return _read(await form_in(voice))


async def request_in(voice: Voice, due_id: int) -> PostponementRequest | PostponementReason | None:
    """What this chat has told of postponing this due day, awaited still or put aside."""
    form = await form_in(voice) or {}
    for one in (_read(form), _read(form.get(_ASIDE))):
        if isinstance(one, PostponementRequest | PostponementReason) and one.due_id == due_id:
            return one
    return None


def _is_request(form: dict[str, Any]) -> bool:
    return str(form.get("awaits")) in _REQUESTS


def _read(form: dict[str, Any] | None) -> Awaited | None:
    kind = _KINDS.get(str(form.get("awaits"))) if form else None
    if form is None or kind is None:
        return None
    try:
        return from_json(kind, form)
    except ValueError:
        return None


async def awaited_for(voice: Voice, kind: type[A]) -> A:
    """What this chat awaits, for a button that goes on with it; raises UserError where that is
    nothing of this kind any more.
    """
    awaited = await awaited_in(voice)
    if not isinstance(awaited, kind):
        raise UserError("error-stale-button")
    return awaited
