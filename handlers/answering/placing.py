"""Where an answer belongs: asked while it is kept; and the way out of a wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.choices import MOST, Choice, clearly, likeliest, means_all, named
from handlers.answering.confirming import (
    Recorded,
    confirm,
    confirm_all,
    fetch_attachments,
    is_second_thought,
)
from handlers.answering.context import items_named
from handlers.answering.parts import entries_of_message
from handlers.looking.items import await_answer, find_target
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import PlaceSearch
from handlers.speaking.buttons import EntryButton, ListButton, PlaceButton, PlaceKind, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.dues import address, words_of
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, with_roadmap
from handlers.speaking.texts import Html, clip
from handlers.speaking.touched import How, touch, touched_in, untouch
from handlers.speaking.turn import Turn
from roadmap.actions.answering import (
    Answer,
    join_to,
    keep_unplaced,
    let_go,
    move,
    place_in_all,
    withdraw,
)
from roadmap.actions.hearing import have_written_down
from roadmap.actions.living import of_answer
from roadmap.actions.looking import subject
from roadmap.actions.rights import check_own, may_answer
from roadmap.answers.lines import numbers_in
from roadmap.answers.listed import leaves_out, words_for_each
from roadmap.answers.mentions import excepted
from roadmap.answers.parts import message_of
from roadmap.answers.places import read_alone
from roadmap.errors import SeveralRoadmaps, UserError
from roadmap.model import Item, Point, ProgressEntry, Role
from roadmap.model.address import Address, clean, label
from roadmap.model.messages import About, Button
from roadmap.ports import DueView, Unplaced

#: How much words speak of a place that is meant rather than all of those shown.
_PLAIN = 1.0
#: Answers of one message that can be corrected by button.
_CORRECTED = 20


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(drop_kept, PlaceButton.filter(F.kind == "x"))
    router.callback_query.register(place_answer, PlaceButton.filter(F.kind.in_({"u", "e"})))
    router.callback_query.register(answer_there, PlaceButton.filter(F.kind == "n"))
    router.callback_query.register(place_everywhere, PlaceButton.filter(F.kind == "a"))
    router.callback_query.register(search_place, PlaceButton.filter(F.kind.in_({"s", "t"})))
    router.callback_query.register(misplaced, EntryButton.filter(F.verb == "misplaced"))
    router.callback_query.register(withdraw_entry, EntryButton.filter(F.verb == "withdraw"))
    router.callback_query.register(correct, EntryButton.filter(F.verb == "correct"))
    router.callback_query.register(join, EntryButton.filter(F.verb == "join"))
    router.callback_query.register(unplaced, ListButton.filter(F.name == "unplaced"))


async def ask_where(
    turn: Turn,
    answer: Answer,
    about: Sequence[About] = (),
    why: UserError | None = None,
    *,
    among: bool = False,
    one_of_many: bool = False,
    to_all: bool = False,
    but: Sequence[DueView] = (),
    doubted: bool = False,
) -> None:
    """Keep the answer and ask where it belongs; `about` is what was shown or waits, and with
    `among` all that is meant; `why` says what stood in the way. One line of a message
    (`one_of_many`) is quoted. Where it is plainly `to_all` of them, `but` for some, that comes
    first. Where it is `doubted` that it is an answer at all, what is meant comes first, too.
    """
    kept = await keep_unplaced(turn.tx, turn.me, answer, turn.moment)
    if kept is not None:
        if turn.office.writes_down:
            await have_written_down(turn.tx, kept, turn.at)
        every = await _button_to_all(turn, kept, about, but) if to_all else None
        await _ask(
            turn,
            kept,
            about,
            why,
            among=among,
            quoted=one_of_many,
            every=every,
            doubted=doubted,
        )


async def _ask(
    turn: Turn,
    kept: Unplaced,
    about: Sequence[About] = (),
    why: UserError | None = None,
    *,
    among: bool = False,
    quoted: bool = False,
    every: Button | None = None,
    doubted: bool = False,
) -> None:
    touched, not_theirs = await touched_in(turn), why is not None and why.key == "error-not-yours"
    not_theirs = not_theirs and not quoted
    choices = await likeliest(turn, kept.text, about, touched, only_shown=among, listed=quoted)
    if every is not None or doubted:  # these are meant, whatever else the words speak of
        meant = {(one.item_id, one.point_id) for one in about}
        whole = {one.item_id for one in about if not one.point_id}
        choices.sort(key=lambda one: one.where not in meant and one.view.item.id not in whole)
    if isinstance(why, SeveralRoadmaps):
        rows = await buttons_of_roadmaps(turn, "u", kept.id, why, choices)
    else:
        if not_theirs:
            # The number was wrong, or the item is somebody else's: only plain words tell another.
            choices = [one for one in choices if one.by_words >= _PLAIN]
        rows = await place_buttons(turn, "u", kept.id, choices)
    if not_theirs and not rows:
        text = turn.texts("answer-where-not-yours")
    elif doubted and rows:
        here = address(choices[0].view)
        text = turn.texts("answer-is-it", address=here, text=clip(kept.text, 80))
    elif quoted and rows:
        text = turn.texts("answer-where-line", text=clip(kept.text, 80))
    else:
        text = turn.texts("answer-where", count=len(rows), kept=_what_is_kept(kept))
    if why is not None:
        text = Html(f"{turn.texts(why.key, **why.variables)}\n{text}")
    several = [one for one in about if one.due_id is not None]
    if every is not None and len(several) > 1:
        rows.insert(0, [every])
    elif (
        len(several) > 1 and means_all(kept.text) and (words := await _to_all(turn, kept, several))
    ):
        to_all = PlaceButton(kind="a", subject_id=kept.id, item_id=0)
        first = 0 if not any(one.by_words >= _PLAIN for one in choices) else 1
        rows.insert(first, [button(words, to_all)])
    ways_out = [
        button(
            turn.texts("button-other-item"), PlaceButton(kind="s", subject_id=kept.id, item_id=0)
        ),
        button(
            turn.texts("button-not-answer"), PlaceButton(kind="x", subject_id=kept.id, item_id=0)
        ),
    ]
    await turn.say(
        text,
        [*rows, ways_out],
        about=several,
        reply_to=message_of(kept.source.message_id),
        follows=of_answer(kept.source),
    )
    await touch(turn, How.ASKED, subject_id=kept.id)


async def shown_with(turn: Turn, kept: Unplaced) -> list[About]:
    """The due days that the reminder had shown to which a kept answer is: as the question where it
    belongs has them.
    """
    asking = await turn.tx.messages.following({of_answer(kept.source)}, kept.at)
    messages = [await turn.tx.messages.get(one) for one in asking]
    shown = [one for message in messages for one in message.about if one.due_id is not None]
    return list(dict.fromkeys(shown))


async def _button_to_all(
    turn: Turn, kept: Unplaced, about: Sequence[About], but: Sequence[DueView]
) -> Button:
    """«Ко всем (3)», «Ко всем, кроме 3.М2 (2)»."""
    data = PlaceButton(kind="a", subject_id=kept.id, item_id=0)
    if not but:
        return button(turn.texts("button-to-all", count=len(about)), data)
    *others, last = [address(view) for view in but]
    named = f"{', '.join(others)} {turn.texts('list-and')} {last}" if others else last
    words = turn.texts("button-to-all-but", count=len(about), but=clip(named, 30))
    return button(words, data)


async def _to_all(turn: Turn, kept: Unplaced, several: Sequence[About]) -> Html | None:
    """«Ко всем (11)», «Ко всем, кроме 133 и 140 (9)»; None where it is unknown what is left out."""
    count, first = len(several), await turn.tx.roadmaps.item(several[0].item_id)
    items = await turn.tx.roadmaps.items_by_number(first.roadmap_id, numbers_in(kept.text))
    out = excepted(clean(kept.text), [item.number for item in items])
    if not out:
        return None if leaves_out(kept.text) else turn.texts("button-to-all", count=count)
    named = {f"{one.item}.{one.number}" if one.number else one.item for one in out}
    *others, last = sorted(named, key=lambda one: (len(one), one))
    but = f"{', '.join(others)} {turn.texts('list-and')} {last}" if others else last
    return turn.texts("button-to-all-but", count=count, but=clip(but, 30))


def _what_is_kept(kept: Unplaced) -> str:
    if kept.text or not kept.attachments:
        return "text"
    return "photo" if kept.attachments[0].kind == "photo" else "file"


async def place_buttons(
    turn: Turn,
    kind: PlaceKind,
    subject_id: int,
    choices: Sequence[Choice],
    *,
    but: tuple[int, int] = (0, 0),
) -> list[list[Button]]:
    """A button for each of the likeliest places, without the place `but`."""
    shown = [one for one in choices if one.where != but][:MOST]
    names = await names_of_roadmaps_in(turn, [one.view.item for one in shown])
    rows = []
    for choice in shown:
        item_id, point_id = choice.where
        data = PlaceButton(kind=kind, subject_id=subject_id, item_id=item_id, point_id=point_id)
        rows.append([button(named(choice.view, names), data)])
    return rows


async def buttons_of_roadmaps(
    turn: Turn,
    kind: PlaceKind,
    subject_id: int,
    several: SeveralRoadmaps,
    choices: Sequence[Choice],
) -> list[list[Button]]:
    """A button for each place that a number means, one in each roadmap: first the one of which the
    `choices` speak most, else that of the roadmap that was touched last, or reminded of.
    """
    items = {item_id: await turn.tx.roadmaps.item(item_id) for item_id, _ in several.places}
    names, near = await names_of_roadmaps_in(turn, items.values()), await _near(turn)
    best: dict[int, float] = {}
    for one in choices:
        item_id, point_id = one.where
        if (item_id, point_id) in several.places or (item_id, 0) in several.places:
            best[item_id] = max(best.get(item_id, 0.0), one.by_words)
    ranked = sorted(
        several.places,
        key=lambda place: -best.get(place[0], 0.0) - (items[place[0]].roadmap_id in near),
    )
    rows = []
    for item_id, point_id in ranked:
        item, point = items[item_id], await point_or_none(turn, point_id)
        number = label(item, point, dotted=await turn.tx.roadmaps.dotted(item.roadmap_id))
        words = words_of(item, point, 40) if point else clip(await subject(turn.tx, item), 40)
        data = PlaceButton(kind=kind, subject_id=subject_id, item_id=item_id, point_id=point_id)
        rows.append([button(with_roadmap(f"{number} · {words}", item, names), data)])
    return rows


async def _near(turn: Turn) -> set[int]:
    """The ids of the roadmaps of what was just touched, else of what waits for an answer."""
    touched = await touched_in(turn)
    if touched is not None and touched.item_id:
        return {(await turn.tx.roadmaps.item(touched.item_id)).roadmap_id}
    return {one.item.roadmap_id for one in await turn.tx.reminders.waiting_of(turn.me.id)}


async def search_place(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """«Другой пункт»: the next words or number say which."""
    moves = callback_data.kind == "t"
    if moves:
        await own_entry(turn, callback_data.subject_id)
    else:
        kept = await turn.tx.answers.unplaced(callback_data.subject_id)
        check_own(turn.me, kept.person_id)
    await ask_for(turn, PlaceSearch(callback_data.subject_id, moves), turn.texts("answer-search"))


async def take_place(turn: Turn, text: str, search: PlaceSearch) -> None:
    """The number or the words of the place; raises NotFound for the number of none."""
    items = await items_named(turn, text, ())
    named_alone = read_alone(text, [item.number for item in items])
    if named_alone is not None:
        await settle_at(turn, search, named_alone, items)
        return
    choices = await likeliest(turn, text)
    meant = clearly(choices)
    if meant is not None:
        await settle(turn, search, meant.view.item, meant.view.point)
        return
    rows = await place_buttons(turn, "e" if search.moves else "u", search.subject_id, choices)
    source = (await _subject_of(turn, search)).source
    key = "answer-search-found" if any(one.by_words for one in choices) else "answer-search-none"
    await turn.say(
        turn.texts(key),
        [*rows, [cancel_button(turn)]],
        follows=of_answer(source) if source else None,
    )


async def settle_at(
    turn: Turn, search: PlaceSearch, named_there: Address, items: Sequence[Item]
) -> None:
    """The answer goes to what an address names among `items`; where that is the person's in several
    roadmaps, a button for each, without the place where the answer is. Raises UserError where it
    cannot go there.
    """
    try:
        item, point = await find_target(turn, named_there, items)
    except SeveralRoadmaps as several:
        asked = await _subject_of(turn, search)
        here = (asked.item_id, asked.point_id or 0) if isinstance(asked, ProgressEntry) else None
        places = [place for place in several.places if place != here]
        if len(places) > 1:
            several.places = tuple(places)
            await _ask_which_roadmap(turn, search, asked, several)
            return
        item = await turn.tx.roadmaps.item(places[0][0])
        point = await point_or_none(turn, places[0][1])
    await settle(turn, search, item, point)


async def _ask_which_roadmap(
    turn: Turn, search: PlaceSearch, asked: ProgressEntry | Unplaced, several: SeveralRoadmaps
) -> None:
    kind: PlaceKind = "e" if search.moves else "u"
    choices = await likeliest(turn, asked.text)
    rows = await buttons_of_roadmaps(turn, kind, search.subject_id, several, choices)
    await turn.say(
        turn.texts(several.key, **several.variables),
        [*rows, [cancel_button(turn)]],
        follows=of_answer(asked.source) if asked.source else None,
    )


async def _subject_of(turn: Turn, search: PlaceSearch) -> ProgressEntry | Unplaced:
    if search.moves:
        return await own_entry(turn, search.subject_id)
    return await turn.tx.answers.unplaced(search.subject_id)


async def settle(turn: Turn, search: PlaceSearch, item: Item, point: Point | None) -> None:
    """The answer goes to this place: the entry moves, or the kept one is placed; raises UserError
    where somebody else answers for the item.
    """
    if not await may_answer(turn.tx, turn.me, item, turn.today):
        raise UserError("error-not-yours", number=item.number)
    if search.moves:
        entry: ProgressEntry | None = await own_entry(turn, search.subject_id)
        assert entry is not None
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today, turn.at)
        await fetch_attachments(turn, entry)
    else:
        kept = await turn.tx.answers.unplaced(search.subject_id)
        entry = await _placed(turn, kept, item, point)
    await touch(turn, How.PLACED, item.id, point.id if point else 0, entry.id if entry else 0)
    if entry is not None:
        await confirm(turn, entry, item, point, sure=True)


async def drop_kept(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """«Это не ответ»: what was kept is let go."""
    kept = await turn.tx.answers.unplaced(callback_data.subject_id)
    check_own(turn.me, kept.person_id)
    await let_go(turn.tx, kept, turn.at)
    await untouch(turn, kept.id, How.ASKED)
    await turn.say(turn.texts("answer-dropped"), edit=True)


async def place_answer(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """A place chosen by button: for a kept answer, or for an entry that was misplaced."""
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    point = await point_or_none(turn, callback_data.point_id)
    if point is not None and point.item_id != item.id:
        raise UserError("error-stale-button")
    entry: ProgressEntry | None
    if callback_data.kind == "u":
        kept = for_each(await turn.tx.answers.unplaced(callback_data.subject_id))
        entry = await _placed(turn, kept, item, point)
    else:
        entry = await turn.tx.answers.get(callback_data.subject_id)
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today, turn.at)
        await fetch_attachments(turn, entry)
    if entry is not None:
        await touch(turn, How.PLACED, item.id, point.id if point else 0, entry.id)
        await confirm(turn, entry, item, point, sure=True, edit=True)


def for_each(kept: Unplaced) -> Unplaced:
    """What is kept as the report of one place is to have it: «готово» of «готово все, кроме 3»."""
    return replace(kept, text=words_for_each(kept.text))


async def answer_there(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """A place chosen by button for the next message."""
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    point = await point_or_none(turn, callback_data.point_id)
    if point is not None and point.item_id != item.id:
        raise UserError("error-stale-button")
    await await_answer(turn, item, point)


def _written_on(turn: Turn, kept: Unplaced) -> date:
    """The day on which a kept answer was written: it is of that day, whenever it is placed."""
    return turn.office.policy.day_of(kept.at)


async def place_everywhere(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """«Ко всем»: the same words for every place that the question's reminder showed."""
    kept = for_each(await turn.tx.answers.unplaced(callback_data.subject_id))
    check_own(turn.me, kept.person_id)
    asked = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    views = await turn.tx.roadmaps.views(
        [one.due_id for one in (asked.about if asked else ()) if one.due_id is not None]
    )
    if not views:
        raise UserError("error-stale-button")
    places = [(one.item, one.point) for one in {one.point.id: one for one in views}.values()]
    recorded = await place_kept(turn, kept, places)
    if recorded:
        await confirm_all(turn, recorded, edit=True)


async def place_kept(
    turn: Turn, kept: Unplaced, places: Sequence[tuple[Item, Point | None]]
) -> list[Recorded]:
    """Give a kept answer these places: what was recorded, and where."""
    entries = await place_in_all(
        turn.tx, turn.me, kept, places, turn.today, _written_on(turn, kept), turn.at
    )
    recorded = [
        Recorded(entry, item, point)
        for entry, (item, point) in zip(entries, places, strict=True)
        if entry is not None  # it stands there already
    ]
    for one in recorded:
        await fetch_attachments(turn, one.entry)
    return recorded


async def _placed(
    turn: Turn, kept: Unplaced, item: Item, point: Point | None
) -> ProgressEntry | None:
    recorded = await place_kept(turn, kept, [(item, point)])
    return recorded[0].entry if recorded else None


async def own_entry(turn: Turn, entry_id: int) -> ProgressEntry:
    """The entry behind a button; raises NotAllowed where it is not the person's to change,
    UserError where it was withdrawn.
    """
    entry = await turn.tx.answers.get(entry_id)
    check_own(turn.me, entry.person_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    return entry


async def misplaced(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Не сюда»: where then? The next number or words say so, too."""
    await ask_where_else(turn, await own_entry(turn, callback_data.entry_id))


async def ask_where_else(turn: Turn, entry: ProgressEntry) -> None:
    """Ask where an answer is to go; the next number or words say so, too."""
    choices = await likeliest(turn, entry.text)
    here = entry.item_id, entry.point_id or 0
    rows = await place_buttons(turn, "e", entry.id, choices, but=here)
    other = PlaceButton(kind="t", subject_id=entry.id, item_id=0)
    ways_out = [button(turn.texts("button-other-item"), other), cancel_button(turn)]
    follows = of_answer(entry.source) if entry.source else None
    about = [About(entry.item_id, entry.point_id)]
    await turn.say(turn.texts("answer-move-where"), [*rows, ways_out], about=about, follows=follows)
    await touch(turn, How.MOVING, entry.item_id, entry.point_id, entry.id)


async def correct(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Исправить»: which of the answers of one message is to go elsewhere, or is taken back."""
    first = await turn.tx.answers.get(callback_data.entry_id)
    check_own(turn.me, first.person_id)
    rows = await withdrawals(turn, await entries_of_message(turn, first))
    if not rows:
        raise UserError("stale-withdrawn")
    await turn.say(turn.texts("answers-correct"), [*rows, [cancel_button(turn)]])


async def withdrawals(turn: Turn, entries: Sequence[ProgressEntry]) -> list[list[Button]]:
    """For each of the answers the ways to put it elsewhere and to take it back."""
    rows = []
    for entry in entries[:_CORRECTED]:
        item = await turn.tx.roadmaps.item(entry.item_id)
        point = await point_or_none(turn, entry.point_id or 0)
        number = label(item, point, dotted=await turn.tx.roadmaps.dotted(item.roadmap_id))
        away = turn.texts("button-misplaced-of", address=number)
        back = turn.texts("button-withdraw-of", address=number)
        rows.append(
            [
                button(away, EntryButton(verb="misplaced", entry_id=entry.id)),
                button(back, EntryButton(verb="withdraw", entry_id=entry.id)),
            ]
        )
    return rows


async def withdraw_entry(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """Take an answer back."""
    entry = await own_entry(turn, callback_data.entry_id)
    await withdraw(turn.tx, turn.me, entry, turn.at)
    await untouch(turn, entry.id, How.PLACED, How.MOVING)
    await turn.say(turn.texts("answer-withdrawn", target=await named_entry(turn, entry)), edit=True)


async def join(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """A second thought goes to the answer before it."""
    entry = await own_entry(turn, callback_data.entry_id)
    earlier = await own_entry(turn, callback_data.arg)
    if not is_second_thought(earlier, entry):
        raise UserError("error-stale-button")
    await join_to(turn.tx, turn.me, earlier, entry, turn.at)
    await touch(turn, How.PLACED, earlier.item_id, earlier.point_id, earlier.id)
    await turn.say(turn.texts("answer-joined", target=await named_entry(turn, earlier)), edit=True)


async def named_entry(turn: Turn, entry: ProgressEntry) -> Html:
    """The place of an answer, as it is called."""
    item = await turn.tx.roadmaps.item(entry.item_id)
    return target_name(turn, item, await point_or_none(turn, entry.point_id or 0))


async def unplaced(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Answers that wait for their item, one message each; the coordinator sees everybody's."""
    whose = None if turn.me.role is Role.COORDINATOR else turn.me.id
    for kept in (await turn.tx.answers.unplaced_of(whose))[:5]:
        rows = await place_buttons(turn, "u", kept.id, await likeliest(turn, kept.text))
        author = await turn.tx.people.get(kept.person_id)
        words = turn.texts(
            "answer-kept", name=author.name, text=clip(kept.text, 300), files=len(kept.attachments)
        )
        await turn.say(words, rows, follows=of_answer(kept.source))
