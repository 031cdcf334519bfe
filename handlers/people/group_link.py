"""One link for a group, the coordinator's side: making it, confirming who comes, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.lists import APART
from handlers.people.gathered import say_gathered
from handlers.people.inviting import invitation, tell_who_joined, welcome
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import await_nothing
from handlers.speaking.buttons import GroupButton, ListButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.paging import page_of, turning
from handlers.speaking.texts import Html, clip, within_quotes
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Keyboard, Voice
from roadmap.actions import group_joining
from roadmap.actions.group_joining import Progress, not_joined, progress
from roadmap.actions.joining import INVITE_LIFETIME, code_hash, invite_link, new_code
from roadmap.errors import NotFound, UserError
from roadmap.model import GroupLink, Guest, Invite, Person, PersonState, Role
from roadmap.model.messages import ButtonStyle, Urgency
from roadmap.yielding import in_pieces

#: Messages that come at one tap: in some twenty seconds, at Telegram's one a second to a chat.
EACH = 20
#: So few come at once [CHAT_BURST in bot/delivery/rates.py], so that nobody is asked before.
_FEW = 5


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show, GroupButton.filter(F.verb == "show"))
    router.callback_query.register(new, GroupButton.filter(F.verb == "new"))
    router.callback_query.register(close, GroupButton.filter(F.verb == "close"))
    router.callback_query.register(each, GroupButton.filter(F.verb == "each"))
    router.callback_query.register(send, GroupButton.filter(F.verb == "send"))
    router.callback_query.register(show_waiting, GroupButton.filter(F.verb == "waiting"))
    router.callback_query.register(admit, GroupButton.filter(F.verb == "admit"))
    router.callback_query.register(admit_all, GroupButton.filter(F.verb == "admit_all"))
    router.callback_query.register(refuse, GroupButton.filter(F.verb == "refuse"))


async def show(query: CallbackQuery, turn: Turn) -> None:
    """How the open link fares, or a new one where none is open."""
    turn.require(Role.COORDINATOR)
    await await_nothing(turn)
    link = await turn.tx.group_links.open_now(turn.at)
    if link is None:
        await _make(turn)
    else:
        await _say_state(turn, link)


async def new(query: CallbackQuery, turn: Turn) -> None:
    """Another link: the former is no longer good."""
    turn.require(Role.COORDINATOR)
    await _make(turn)


async def _make(turn: Turn) -> None:
    """A message to forward into a group's chat, and where its link is looked after."""
    link, words = await new_link(turn)
    mine = turn.to(turn.me)  # in a group everybody could come in by it
    await mine.say(words)
    await _say_state(mine, link)


async def new_link(turn: Turn) -> tuple[GroupLink, Html]:
    """Another link for a group, and the message with it; the former is no longer good. Raises
    UserError where everybody has joined.
    """
    if not await not_joined(turn.tx):
        raise UserError("group-all-joined")
    code = new_code()
    link = await group_joining.make_group_link(turn.tx, turn.me, code, turn.at)
    try:
        title = within_quotes(clip((await current_roadmap(turn)).title, 150))
    except NotFound:
        words = turn.texts("group-invitation-plain")
    else:
        words = turn.texts("group-invitation", title=title)
    until = turn.texts("group-invitation-until", day=_day(turn, link))
    return link, Html(f"{words} {until}\n{invite_link(turn.office.bot_username, code)}")


def _day(voice: Voice, link: GroupLink) -> str:
    return voice.texts.short_day(voice.office.policy.day_of(link.expires_at), voice.today)


def state_words(voice: Voice, link: GroupLink, found: Progress) -> Html:
    """How an open link fares, and what to do with it."""
    return voice.texts(
        "group-state",
        day=_day(voice, link),
        come=found.come,
        expected=found.expected,
        waiting=found.waiting,
    )


async def _say_state(voice: Voice, link: GroupLink) -> None:
    found = await progress(voice.tx, link, voice.at)
    words = state_words(voice, link, found)
    rows = [
        [
            button(voice.texts("button-group-new"), GroupButton(verb="new")),
            button(voice.texts("button-group-close"), GroupButton(verb="close")),
        ]
    ]
    if found.waiting:
        words_of_button = voice.texts("button-group-waiting", count=found.waiting)
        rows.insert(0, [button(words_of_button, GroupButton(verb="waiting"), ButtonStyle.PRIMARY)])
    await voice.say(words, rows)


async def close(query: CallbackQuery, turn: Turn) -> None:
    """Nobody comes in by the link any more."""
    turn.require(Role.COORDINATOR)
    await turn.say(await close_and_say_how(turn), edit=True)


async def close_and_say_how(turn: Turn) -> Html:
    """Close the open link: how many have come by then. Raises UserError where none is open."""
    link = await turn.tx.group_links.open_now(turn.at)
    if link is None:
        raise UserError("group-closed-already")
    found = await progress(turn.tx, link, turn.at)
    await group_joining.close_group_link(turn.tx, turn.me, turn.at)
    return turn.texts("group-closed", come=found.come, expected=found.expected)


async def each(query: CallbackQuery, turn: Turn) -> None:
    """A message with a link of their own for each who has not joined, to be forwarded; before many
    come, the coordinator is asked.
    """
    turn.require(Role.COORDINATOR)
    people = await not_joined(turn.tx)
    if not people:
        raise UserError("group-all-joined")
    mine = turn.to(turn.me)  # in a group everybody could come in by the links
    if len(people) <= _FEW:
        await _say_each(mine, people)
        return
    come = button(
        turn.texts("button-each-send", count=min(EACH, len(people))),
        GroupButton(verb="send"),
        ButtonStyle.PRIMARY,
    )
    words = turn.texts("each-sure", count=len(people))
    if len(people) > EACH:
        words = Html(f"{words} {turn.texts('each-pages', page=EACH)}")
    await mine.say(words, [[come, cancel_button(turn)]])


async def send(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """The next messages to forward, in the order in which people were entered: who joins meanwhile
    moves nobody from one page to another. What else the coordinator asks for overtakes them.
    """
    turn.require(Role.COORDINATOR)
    people = sorted(await not_joined(turn.tx), key=lambda one: one.id)
    left = [one for one in people if one.id > callback_data.subject_id]
    if not left:
        raise UserError("each-none-left")
    fact, pressed = f"each_sent:{turn.me.id}", str(turn.pressed)
    if await turn.tx.facts.get(fact) == pressed:
        turn.toast(turn.texts("each-coming-already"))
        return
    await turn.tx.facts.set(fact, pressed)
    page, rest = left[:EACH], left[EACH:]
    await turn.say(turn.texts("each-coming", count=len(page)), edit=True)
    mine = turn.to(turn.me)
    await _say_each(mine, page, Urgency.BULK)
    more = button(
        turn.texts("button-each-more", count=min(EACH, len(rest))),
        GroupButton(verb="send", subject_id=page[-1].id),
        ButtonStyle.PRIMARY,
    )
    await mine.say(
        turn.texts("each-sent", count=len(page), left=len(rest)),
        [[more]] if rest else [],
        urgency=Urgency.BULK,
    )


async def _say_each(
    mine: Voice, people: Sequence[Person], urgency: Urgency = Urgency.AT_ONCE
) -> None:
    async for person in in_pieces(people, 1):
        code = new_code()
        await mine.tx.people.add_invite(
            Invite(0, code_hash(code), person.id, mine.at + INVITE_LIFETIME)
        )
        await mine.say(await invitation(mine, person, code), urgency=urgency)


async def tell_who_asks(voice: Voice, guest: Guest) -> None:
    """Put those who wait before every coordinator: gathered, with a button for each of them."""
    for coordinator in await voice.tx.people.all((Role.COORDINATOR,)):
        if coordinator.state is PersonState.ACTIVE:
            await say_gathered(
                voice.to(coordinator), "guests", guest.id, lambda theirs, _: _board(theirs, 0)
            )


async def show_waiting(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """A page of those who wait to be confirmed."""
    turn.require(Role.COORDINATOR)
    await _say_board(turn, callback_data.subject_id)


async def _say_board(turn: Turn, page: int) -> None:
    words, rows = await _board(turn, page)
    await turn.say(words, rows, edit=True)


async def _board(voice: Voice, number: int) -> tuple[Html, Keyboard]:
    """Who asks to come in as whom, with «да» and «нет» for each."""
    link = await voice.tx.group_links.open_now(voice.at)
    waiting = await voice.tx.group_links.waiting(voice.at)
    if link is None:
        return voice.texts("group-closed-already"), []
    found = await progress(voice.tx, link, voice.at)
    if not waiting:
        return voice.texts("group-nobody-waits", come=found.come, expected=found.expected), []
    page = page_of(waiting, number)
    people = {one.id: one for one in await not_joined(voice.tx)}
    blocks = [voice.texts("group-waiting", count=len(waiting))]
    rows = []
    for guest in page.rows:
        name = people[guest.person_id or 0].name
        blocks.append(voice.texts("group-asks", name=name, guest=guest.name))
        yes = GroupButton(verb="admit", subject_id=guest.id, arg=guest.person_id or 0)
        no = GroupButton(verb="refuse", subject_id=guest.id)
        rows.append(
            [
                button(voice.texts("button-admit", name=clip(name, 30)), yes, ButtonStyle.SUCCESS),
                button(voice.texts("button-refuse-guest"), no, ButtonStyle.DANGER),
            ]
        )
    if len(page.rows) > 1:
        shown = int((voice.at - link.made_at).total_seconds())
        everybody = GroupButton(verb="admit_all", subject_id=page.number, arg=shown)
        rows.append([button(voice.texts("button-admit-all", count=len(page.rows)), everybody)])
    rows.append(turning(page, lambda to: GroupButton(verb="waiting", subject_id=to)))
    blocks.append(voice.texts("group-progress", come=found.come, expected=found.expected))
    return Html("\n".join(blocks)), rows


async def admit(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """This is the one: they are in."""
    turn.require(Role.COORDINATOR)
    guest = await turn.tx.group_links.guest(callback_data.subject_id)
    # Who picks somebody else after the button was shown is not confirmed by it.
    if guest is None or guest.person_id != callback_data.arg:
        turn.toast(turn.texts("group-decided"))
    else:
        await _admit(turn, guest)
    await _say_board(turn, 0)


async def admit_all(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """All of the page as it was shown: who has asked since then is not among them."""
    turn.require(Role.COORDINATOR)
    link = await turn.tx.group_links.open_now(turn.at)
    if link is None:
        raise UserError("group-closed-already")
    shown_at = link.made_at + timedelta(seconds=callback_data.arg)
    waiting = await turn.tx.group_links.waiting(turn.at)
    seen = [guest for guest in waiting if guest.asked_at <= shown_at]
    async for guest in in_pieces(page_of(seen, callback_data.subject_id).rows, 1):
        if await turn.tx.group_links.guest(guest.id) == guest:
            await _admit(turn, guest)
    await _say_board(turn, 0)


async def _admit(turn: Turn, guest: Guest) -> None:
    try:
        await admit_and_tell(turn, guest)
    except UserError as error:
        turn.toast(turn.texts(error.key, **error.variables), alert=True)


async def admit_and_tell(turn: Turn, guest: Guest) -> Person:
    """The guest is in as who they have picked: they hear of it, the other coordinators, and those
    who have picked the same name. Raises what `group_joining.admit` does.
    """
    person, others = await group_joining.admit(turn.tx, turn.me, guest, new_code(), turn.at)
    theirs = turn.to(person)
    items = button(theirs.texts("button-my-items"), ListButton(name="my", page=0, arg=APART))
    rows = [] if person.roadmap_id is None else [[items]]
    await theirs.say(welcome(theirs, person), rows)
    await tell_who_joined(turn, person, but=turn.me.id)
    for other in others:
        stranger = _to_guest(turn, other)
        await stranger.say(
            stranger.texts("group-name-gone", name=person.name), _names_again(stranger)
        )
    return person


async def refuse(query: CallbackQuery, callback_data: GroupButton, turn: Turn) -> None:
    """This is somebody else: they are told politely, and may pick another name."""
    turn.require(Role.COORDINATOR)
    guest = await turn.tx.group_links.guest(callback_data.subject_id)
    if guest is None or guest.person_id is None:
        turn.toast(turn.texts("group-decided"))
    else:
        try:
            await refuse_and_tell(turn, guest)
        except UserError as error:
            turn.toast(turn.texts(error.key, **error.variables))
    await _say_board(turn, 0)


async def refuse_and_tell(turn: Turn, guest: Guest) -> None:
    """The guest is somebody else than whom they have picked, and hears of it. Raises what
    `group_joining.refuse` does.
    """
    if guest.person_id is None:
        raise UserError("group-decided")
    person = await turn.tx.people.get(guest.person_id)
    await group_joining.refuse(turn.tx, turn.me, guest, turn.at)
    stranger = _to_guest(turn, guest)
    await stranger.say(stranger.texts("group-refused", name=person.name), _names_again(stranger))


def _to_guest(turn: Turn, guest: Guest) -> Voice:
    """Speaks to a stranger, in the office's language."""
    return Voice(turn.tx, turn.at, turn.office, guest.telegram_id)


def _names_again(voice: Voice) -> Keyboard:
    return [[button(voice.texts("button-names"), GroupButton(verb="names"))]]
