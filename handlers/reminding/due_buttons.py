"""The buttons of a reminder: «Выполнено», «Ответить», «Перенести срок», «Отложить»."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.items import await_answer, check_may_see
from handlers.reminding.accepting import files_button, request_words
from handlers.reminding.messages import say_due_card
from handlers.speaking.answerers import listed
from handlers.speaking.asking import ask_for
from handlers.speaking.asking_day import (
    DayAsked,
    ask_typed,
    day_in,
    day_words,
    speech_of,
    undo_button,
)
from handlers.speaking.awaited import ReturnWord, SnoozeDay, await_nothing
from handlers.speaking.buttons import (
    DayButton,
    DueButton,
    ItemButton,
    SnoozeButton,
    UndoDayButton,
    button,
)
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules
from handlers.speaking.dues import about, address
from handlers.speaking.standing import Standing, data_of, name_of
from handlers.speaking.texts import Html
from handlers.speaking.touched import How, touch
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.accepting import asked_to_accept, decided_acceptance
from roadmap.actions.archiving import require_active
from roadmap.actions.closing import accept, close, reopen
from roadmap.actions.living import of_due
from roadmap.actions.namesakes import told_apart
from roadmap.actions.planning import responsible_for
from roadmap.actions.rights import check_may_answer
from roadmap.actions.sharing import shares_of
from roadmap.errors import UserError
from roadmap.model import DueState, Person, Reminder, ReminderKind, ReminderState, Role
from roadmap.model.messages import Button, ButtonStyle, Outgoing
from roadmap.ports import DueView
from roadmap.report.closing_line import is_closing_line
from roadmap.schedule.instants import reminding_instant
from roadmap.schedule.snooze import snooze_options


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(open_due, DueButton.filter(F.verb == "open"))
    router.callback_query.register(done, DueButton.filter(F.verb == "done"))
    router.callback_query.register(undo, DueButton.filter(F.verb == "undo"))
    router.callback_query.register(accept_due, DueButton.filter(F.verb == "accept"))
    router.callback_query.register(return_due, DueButton.filter(F.verb == "return"))
    router.callback_query.register(answer, DueButton.filter(F.verb == "answer"))
    router.callback_query.register(snooze, DueButton.filter(F.verb == "snooze"))
    router.callback_query.register(snooze_until, SnoozeButton.filter())
    router.callback_query.register(choose_snooze, DayButton.filter(F.what == "snooze"))
    router.callback_query.register(undo_snooze, UndoDayButton.filter(F.what == "snooze"))


async def _view(turn: Turn, due_id: int) -> DueView:
    """The due day behind a button; raises NotFound, NotAllowed where it is not the person's."""
    view = await turn.tx.roadmaps.view(due_id)
    await check_may_answer(turn.tx, turn.me, view.item, turn.today)
    if view.due.state is DueState.DROPPED:
        raise UserError("stale-dropped", address=address(view))
    return view


async def open_due(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """The card of one due day, from a joint message or a list."""
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    await check_may_see(turn, view.item)
    await say_due_card(turn, view)
    await touch(turn, How.OPENED, view.item.id, view.point.id)


async def done(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Close the due day, or the person's share of it; where it is closed already, say so."""
    view = await _view(turn, callback_data.due_id)
    await close_and_say(turn, view, turn.today, asks=True)


async def close_and_say(turn: Turn, view: DueView, day: date, *, asks: bool = False) -> None:
    """Close a due day as done on `day`, or one's share of it, and confirm which (`say_closed`)."""
    before, shared = view.due, await shares_of(turn.tx, [view])
    due = await close(turn.tx, turn.me, view, day, rules(turn))
    if due.state is not before.state:
        await say_closed(turn, view, due.state, asks=asks)
        return
    shares = (await shares_of(turn.tx, [view])).get(view.due.id)
    if shares is None or shares == shared[view.due.id]:
        if shares is not None and view.due.closed_on is None:  # the share is done, the day is open
            done_on = shares.days.get(turn.me.id, shares.last)
            view = replace(view, due=replace(view.due, closed_on=done_on))
        turn.toast(await closed_already(turn, view), alert=True)
        return
    await turn.say(
        turn.texts(
            "share-closed",
            target=target_name(turn, view.item, view.point),
            names=listed(turn.texts, told_apart(shares.waiting)),
        ),
        [_after_closing(turn, view.due.id)],
        about=[about(view)],
        follows=of_due(view.due.id),
    )
    if asks:
        await touch(turn, How.DONE, view.item.id, view.point.id)


def _after_closing(voice: Voice, due_id: int) -> list[Button]:
    """A word about what was done, and the way back."""
    answer = button(
        voice.texts("button-add-answer"),
        DueButton(verb="answer", due_id=due_id),
        ButtonStyle.PRIMARY,
    )
    return [answer, button(voice.texts("button-undo"), DueButton(verb="undo", due_id=due_id))]


async def closed_already(turn: Turn, view: DueView) -> Html:
    """«6.1 уже закрыт: 23 ноября, Лаптева Ирина»: what is true of a due day that is closed."""
    return turn.texts("closed-already", **await _closing(turn, view))


async def _closing(turn: Turn, view: DueView) -> dict[str, str]:
    name = await name_of(turn, view.due.closed_by)
    return {
        "address": address(view),
        "day": turn.texts.short_day(view.due.closed_on or turn.today, turn.today),
        "name": name,
        "known": "yes" if name else "no",
        "waits": "yes" if view.due.state is DueState.CLAIMED_DONE else "no",
    }


async def overtaken(turn: Turn, view: DueView) -> UserError:
    """Somebody was quicker, or it was done in another window: what has become of the due day."""
    if view.due.state in (DueState.DONE, DueState.CLAIMED_DONE):
        return UserError("closed-already", **await _closing(turn, view))
    dropped = view.due.state is DueState.DROPPED
    return UserError("stale-dropped" if dropped else "stale-open", address=address(view))


async def say_closed(turn: Turn, view: DueView, state: DueState, *, asks: bool = False) -> None:
    """Confirm a closing, offer a word about it and the way back; with `asks` the next line or photo
    is that word. The coordinator learns where acceptance is asked.
    """
    texts, due_id = turn.texts, view.due.id
    waits = state is DueState.CLAIMED_DONE
    target = target_name(turn, view.item, view.point)
    words = texts("closed-waits" if waits else "closed", target=target)
    last = await turn.tx.answers.last_of_person(turn.me.id)
    if last is not None and is_closing_line(last) and last.at == turn.at:
        words = Html(f"{words}\n{texts('closed-line', line=last.text)}")
    elif asks:
        words = Html(f"{words}\n{texts('closed-word')}")
    await turn.say(
        words, [_after_closing(turn, due_id)], about=[about(view)], follows=of_due(due_id)
    )
    if asks:
        await touch(turn, How.DONE, view.item.id, view.point.id)
    await ask_to_accept(turn, view, state)


async def ask_to_accept(turn: Turn, view: DueView, state: DueState) -> None:
    """The coordinators learn of what is reported as done, where acceptance is asked."""
    if state is not DueState.CLAIMED_DONE:
        return
    due_id = view.due.id
    now = await turn.tx.roadmaps.view(due_id)
    await asked_to_accept(turn.tx, due_id, turn.me.id)
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        theirs = turn.to(coordinator)
        words = await request_words(theirs, now)
        accepting = [
            button(
                theirs.texts("button-accept"),
                DueButton(verb="accept", due_id=due_id),
                ButtonStyle.SUCCESS,
            ),
            button(
                theirs.texts("button-return"),
                DueButton(verb="return", due_id=due_id),
                ButtonStyle.DANGER,
            ),
        ]
        card = button(theirs.texts("button-card"), ItemButton(verb="open", item_id=view.item.id))
        rows = [accepting, [card, *await files_button(theirs, now)]]
        await theirs.say(words, rows, about=[about(now)], follows=of_due(due_id))


async def closing_now(voice: Voice, standing: Outgoing, due_id: int) -> Standing | None:
    """What the confirmation of a closing, or the question to accept it, is to say now that its due
    day has changed; None where it stays.
    """
    views = await voice.tx.roadmaps.views([due_id])
    verbs = {DueButton.unpack(one).verb for one in data_of(standing) if one.startswith("due:")}
    if not views or not verbs:
        return None
    view, texts = views[0], voice.texts
    state, target = view.due.state, target_name(voice, view.item, view.point)
    if state is DueState.DROPPED:
        dropped = texts("living-of", addresses=target, how=texts("living-dropped"))
        return Standing(dropped, (), standing.about)
    if "accept" in verbs:
        if state is DueState.CLAIMED_DONE:
            return None
        return Standing(await request_words(voice, view), (), standing.about)
    if state in (DueState.OPEN, DueState.QUIET):
        shares = (await shares_of(voice.tx, [view])).get(due_id)
        if shares is not None and voice.whom.id in shares.days:
            return None
        return Standing(texts("reopened", target=target), (), standing.about)
    roadmap = await voice.tx.roadmaps.get(view.item.roadmap_id)
    accepted = state is DueState.DONE and roadmap.acceptance
    if not accepted or voice.whom.role is Role.COORDINATOR:
        return None
    word = _after_closing(voice, due_id)[0]
    return Standing(texts("accepted", target=target), ((word,),), standing.about)


async def undo(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Open it again; its reminders come back."""
    await reopen_and_say(turn, await _view(turn, callback_data.due_id))


async def reopen_and_say(turn: Turn, view: DueView) -> None:
    """Open a due day again; what was accepted, only a coordinator does."""
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    if roadmap.acceptance and view.due.state is DueState.DONE:
        turn.require(Role.COORDINATOR)
    await reopen(turn.tx, turn.me, view, rules(turn))
    await turn.say(
        turn.texts("reopened", target=target_name(turn, view.item, view.point)), edit=True
    )


async def accept_due(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """The coordinator accepts; the official learns of it."""
    await accept_and_tell(turn, await _view(turn, callback_data.due_id))


async def accept_and_tell(turn: Turn, view: DueView) -> None:
    """Accept a due day as done; those who answer for it learn of it."""
    turn.require(Role.COORDINATOR)
    if view.due.state is not DueState.CLAIMED_DONE:
        raise await overtaken(turn, view)
    await accept(turn.tx, turn.me, view, rules(turn))
    await decided_acceptance(turn.tx, view.due.id, turn.me.id, turn.today)
    await _tell_responsible(turn, view, "accepted")
    await turn.say(await request_words(turn, await turn.tx.roadmaps.view(view.due.id)), edit=True)


async def return_due(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """The coordinator returns it, with a word that the next message gives."""
    turn.require(Role.COORDINATOR)
    view = await _view(turn, callback_data.due_id)
    if view.due.state is not DueState.CLAIMED_DONE:
        raise await overtaken(turn, view)
    await ask_for(turn, ReturnWord(view.due.id), turn.texts("return-word-awaited"))


async def return_with_word(turn: Turn, text: str, awaited: ReturnWord) -> None:
    """The coordinator's word why something is not done yet goes to those who answer for it."""
    turn.require(Role.COORDINATOR)
    await await_nothing(turn)
    view = await _view(turn, awaited.due_id)
    if view.due.state is not DueState.CLAIMED_DONE:
        raise await overtaken(turn, view)
    await reopen(turn.tx, turn.me, view, rules(turn))
    await decided_acceptance(turn.tx, view.due.id, turn.me.id, turn.today, text)
    await _tell_responsible(turn, view, "returned", word=text)
    await turn.say(turn.texts("returned-said", target=target_name(turn, view.item, view.point)))


async def _tell_responsible(turn: Turn, view: DueView, key: str, **variables: str) -> None:
    for person in await responsible_people(turn, view):
        theirs = turn.to(person)
        target = target_name(theirs, view.item, view.point)
        await theirs.say(theirs.texts(key, target=target, **variables))


async def responsible_people(turn: Turn, view: DueView) -> list[Person]:
    """Those who answer for this due day."""
    assignments = await turn.tx.people.assignments_of_item(view.item.id)
    people = {person.id: person for person in await turn.tx.people.all()}
    return responsible_for([view], assignments, people)[view.due.id]


async def owing_people(turn: Turn, view: DueView) -> list[Person]:
    """Those of them who have not done their share."""
    shares = (await shares_of(turn.tx, [view])).get(view.due.id)
    return await responsible_people(turn, view) if shares is None else list(shares.waiting)


async def answer(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """The next message is an answer about this point."""
    view = await _view(turn, callback_data.due_id)
    await await_answer(turn, view.item, view.point)


async def snooze(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """When to be reminded again."""
    view = await _view(turn, callback_data.due_id)
    options = snooze_options(
        turn.at, view.due.day, turn.office.policy, turn.office.calendar, turn.me
    )
    rows = []
    for option in options:
        minute = int(option.fire_at.timestamp()) // 60
        late = "yes" if option.past_deadline else "no"
        if option.as_said:
            words = turn.texts(f"snooze-{option.until.replace('_', '-')}", late=late)
        else:  # «завтра» is a day off: the button names the working day
            day = day_words(turn.texts, option.day, turn.today)
            words = turn.texts("snooze-morning", day=day, late=late)
        rows.append([button(words, SnoozeButton(due_id=view.due.id, minute=minute))])
    rows.append([_snooze_asked(turn, view).button(turn.texts("button-type-day"), None)])
    await turn.say(turn.texts("snooze-when", target=target_name(turn, view.item, view.point)), rows)


def _snooze_asked(turn: Turn, view: DueView) -> DayAsked:
    return DayAsked("snooze", view.due.id, speech_of(turn))


async def choose_snooze(query: CallbackQuery, callback_data: DayButton, turn: Turn) -> None:
    """«Ввести»: the next message says on which day to remind again; or a day by button."""
    view = await _view(turn, callback_data.subject_id)
    if callback_data.chosen is None:
        await ask_typed(turn, SnoozeDay(view.due.id), _snooze_asked(turn, view))
    else:
        await _snooze(turn, view, _morning(turn, callback_data.chosen), edit=True)


async def take_snooze(turn: Turn, text: str, awaited: SnoozeDay) -> None:
    """On which day to remind again, in words."""
    view = await _view(turn, awaited.due_id)
    found = await day_in(turn, text, awaited, _snooze_asked(turn, view))
    if found is not None and found.day is not None:
        await _snooze(turn, view, _morning(turn, found.day))


def _morning(turn: Turn, day: date) -> datetime:
    return reminding_instant(day, turn.me, turn.office.policy)


async def snooze_until(query: CallbackQuery, callback_data: SnoozeButton, turn: Turn) -> None:
    """Put the reminder off."""
    view = await _view(turn, callback_data.due_id)
    at = datetime.fromtimestamp(callback_data.minute * 60, UTC)
    if not turn.at < at or (at - turn.at).days > 31:
        raise UserError("error-stale-button")
    await _snooze(turn, view, at, edit=True)


async def _snooze(turn: Turn, view: DueView, at: datetime, *, edit: bool = False) -> None:
    """Remind of it again at `at` (UTC), within a month; one tap takes it back."""
    if not turn.at < at or (at - turn.at).days > 31:
        raise UserError("error-snooze-too-far")
    await require_active(turn.tx, view.item.roadmap_id)
    await await_nothing(turn)
    local = at.astimezone(turn.office.policy.timezone)
    await turn.tx.reminders.add(
        [Reminder(0, turn.me.id, view.due.id, ReminderKind.SNOOZED, local.date(), at)]
    )
    words = turn.texts(
        "moment", day=turn.texts.short_day(local.date(), turn.today), time=f"{local:%H:%M}"
    )
    when = Html(f'<tg-time unix="{int(at.timestamp())}" format="Dt">{words}</tg-time>')
    said = turn.texts("snoozed", target=target_name(turn, view.item, view.point), when=when)
    await turn.say(said, [[undo_button(turn, "snooze", view.due.id)]], edit=edit)


async def undo_snooze(query: CallbackQuery, callback_data: UndoDayButton, turn: Turn) -> None:
    """What the person put off is not put off any more."""
    view = await _view(turn, callback_data.subject_id)
    waiting = [
        one.id
        for one in await turn.tx.reminders.of_dues([view.due.id])
        if one.person_id == turn.me.id
        and one.kind is ReminderKind.SNOOZED
        and one.state is ReminderState.PLANNED
    ]
    await turn.tx.reminders.set_state(waiting, ReminderState.CANCELLED)
    await turn.say(
        turn.texts("snooze-undone", target=target_name(turn, view.item, view.point)), edit=True
    )
