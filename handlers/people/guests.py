"""One link for a group, the side of those who come by it: they pick their own name and wait.

They are strangers still: nothing is shown to them but the names of officials who have not joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from handlers.people.group_link import tell_who_asks
from handlers.people.people_list import words_match
from handlers.speaking.buttons import FoundButton, GroupButton, button
from handlers.speaking.paging import PAGE, found_pages, page_of, turning
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.group_joining import enter, not_joined, pick, unpick
from roadmap.errors import NotAllowed
from roadmap.model import Guest, Person
from roadmap.model.messages import Button

#: How the data of the buttons begins that a guest has.
_PRESSED = (f"{GroupButton.__prefix__}:", f"{FoundButton.__prefix__}:names:")


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show_names, GroupButton.filter(F.verb == "names"))
    router.callback_query.register(turn_found, FoundButton.filter(F.kind == "names"))
    router.callback_query.register(pick_name, GroupButton.filter(F.verb == "pick"))
    router.callback_query.register(unpick_name, GroupButton.filter(F.verb == "unpick"))


async def is_guests(event: TelegramObject, turn: Turn) -> bool:
    """Whether a stranger's update is what a guest of an open link may say: a button of the names,
    or words that look for one.
    """
    if turn.in_group or not isinstance(event, CallbackQuery | Message):
        return False
    if isinstance(event, CallbackQuery):
        speaks = (event.data or "").startswith(_PRESSED)
    else:
        speaks = not (event.text or event.caption or "").lstrip().startswith("/")
    return speaks and await turn.tx.group_links.guest_of(turn.chat_id, turn.at) is not None


async def open_group_link(turn: Turn, code: str, user: User) -> bool:
    """A stranger opens a link for a group: they see the names. False where it is no such link."""
    name = f"{clip(user.full_name, 60)} (@{user.username})" if user.username else user.full_name
    guest = await enter(turn.tx, code, user.id, clip(name, 100), turn.at)
    if guest is None:
        return False
    if guest.person_id is not None:
        await _say_picked(turn, await turn.tx.people.get(guest.person_id))
    else:
        await _say_names(turn, 0)
    return True


async def _guest(turn: Turn) -> Guest:
    """The guest whose turn this is; raises NotAllowed for those who have joined."""
    guest = None
    if turn.person is None and not turn.in_group:
        guest = await turn.tx.group_links.guest_of(turn.chat_id, turn.at)
    if guest is None:
        raise NotAllowed
    return guest


async def show_names(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """Another page of the names."""
    await _guest(turn)
    await _say_names(turn, callback_data.subject_id, edit=True)


async def _say_names(turn: Turn, number: int, *, edit: bool = False) -> None:
    people = await not_joined(turn.tx)
    if not people:
        await turn.say(turn.texts("group-no-names"), edit=edit)
        return
    page = page_of(people, number)
    rows = [
        *_pick_buttons(page.rows, people),
        turning(page, lambda to: GroupButton(verb="names", subject_id=to)),
    ]
    await turn.say(turn.texts("group-welcome"), rows, edit=edit)


def _pick_buttons(shown: Sequence[Person], people: Sequence[Person]) -> list[list[Button]]:
    """A name a row; of namesakes the job, too, since nothing else tells them apart."""
    often = Counter(one.name for one in people)
    return [
        [
            button(
                clip(f"{one.name}, {one.job}" if often[one.name] > 1 and one.job else one.name, 60),
                GroupButton(verb="pick", subject_id=one.id),
            )
        ]
        for one in shown
    ]


async def turn_found(query: CallbackQuery, callback_data: FoundButton, turn: Turn) -> None:
    """Another page of the names found."""
    await search_names(turn, callback_data.words, callback_data.page)


async def search_names(turn: Turn, words: str, number: int = 0) -> None:
    """The names that have all of `words`, among those who have not joined. Who has picked one and
    asks something is told that they wait.
    """
    guest = await _guest(turn)
    people = await not_joined(turn.tx)
    found = _named_in(people, words) if words else []
    again = [button(turn.texts("button-names"), GroupButton(verb="names"))]
    if not found and guest.person_id is not None:
        await _say_picked(turn, await turn.tx.people.get(guest.person_id))
        return
    if not found:
        await turn.say(turn.texts("group-name-unknown"), [again])
        return
    page = page_of(found, number)
    turns = found_pages(page, "names", words)
    more = 0 if turns else max(0, len(found) - PAGE)
    said = turn.texts("group-names-found", count=len(found), more=more)
    rows = [*_pick_buttons(page.rows, people), turns, again]
    await turn.say(said, rows, edit=turn.pressed is not None)


#: Words in front of one's own name.
_BEFORE_A_NAME = re.compile(
    r"\W*(?:(?:здравствуйте|добрый\s+\w+|привет|меня\s+зовут|моя|фамилия|имя|это|я|мы)(?![а-яё])\W*)+",
    re.IGNORECASE,
)


#: What stands behind it: «Кузнецова из школы № 5».
_BEHIND_A_NAME = re.compile(r"(?:\s+(?:из|от|с|со)|,)\s+(?=\S).*", re.DOTALL)


def _named_in(people: Sequence[Person], words: str) -> list[Person]:
    """Those who have all of `words` in their names, but for those around a name: «Я Кузнецова»."""
    said = _BEFORE_A_NAME.sub("", words, count=1)
    name = _BEHIND_A_NAME.sub("", said) or said or words
    return [one for one in people if words_match(name, one.name)]


async def pick_name(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """«Это я»: the coordinators are asked."""
    guest = await _guest(turn)
    person = await pick(turn.tx, guest, callback_data.subject_id, turn.at)
    await _say_picked(turn, person, edit=True)
    if guest.person_id != person.id:
        await tell_who_asks(turn, guest)


async def _say_picked(turn: Turn, person: Person, *, edit: bool = False) -> None:
    slip = button(turn.texts("button-unpick"), GroupButton(verb="unpick"))
    await turn.say(turn.texts("group-picked", name=person.name), [[slip]], edit=edit)


async def unpick_name(query: CallbackQuery, turn: Turn) -> None:
    """«Это не я»: the names once more."""
    await unpick(turn.tx, await _guest(turn))
    await _say_names(turn, 0, edit=True)
