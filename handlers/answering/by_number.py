"""A message that names its items: each part goes to its own, what is in doubt is asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from handlers.answering.choices import likeliest, speaks_elsewhere, told_of
from handlers.answering.confirming import Recorded, confirm, confirm_all, fetch_attachments
from handlers.answering.context import context_of, in_clauses_of, items_named
from handlers.answering.number_alone import take_number_alone
from handlers.answering.placing import ask_where
from handlers.answering.proposing import open_due
from handlers.answering.putting_off import begins_postponement
from handlers.answering.recording import attach
from handlers.looking.items import find_target, targets_named
from handlers.speaking.buttons import DueButton, button
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.dues import about as due_of
from handlers.speaking.dues import address
from handlers.speaking.texts import clip
from handlers.speaking.touched import How, touch
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, record
from roadmap.answers.likeness import Told, scores, stems, telling
from roadmap.answers.lines import AddressedText, counts_from_one, names_a_measure
from roadmap.answers.numerals import Agreement, agreement
from roadmap.answers.parts import part_of
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.answers.told_and_asked import read_with_requests, told_and_asked
from roadmap.errors import NotAllowed, SeveralRoadmaps, UserError
from roadmap.model import Item, Point, PointKind, ProgressEntry, Source
from roadmap.model.address import Address, clean, locate
from roadmap.model.messages import About


def _without_own_name(text: str, name: str) -> str:
    """A list without «Ирина Ветрова, отдел образования» above it."""
    head, _, rest = text.partition("\n")
    own = set(re.findall(r"[а-яёa-z]{3,}", name.lower()))
    words = re.findall(r"[а-яёa-z]+", head.lower())
    is_head = bool(own.intersection(words)) and len(words) <= 8 and not re.search(r"\d", head)
    return rest if rest and is_head else text


@dataclass(slots=True)
class Sorted:
    """The parts of a message: recorded, or to be asked about with what stood in their way."""

    recorded: list[Recorded]
    doubtful: list[tuple[Answer, UserError | None]]
    earlier: ProgressEntry | None = None
    #: The parts that ask for more time, with what they are about.
    asks: list[tuple[Answer, About]] = field(default_factory=list)


async def by_number(
    turn: Turn,
    answer: Answer,
    about: Sequence[About],
    *,
    awaited: About | None = None,
) -> bool:
    """What names its items goes there, several lines to several items; what of them is in doubt is
    asked about.

    A reply, or an answer that was asked for (`awaited`), has its item already: only a number at a
    line's start goes before that, and no list that counts from one.
    """
    answer = replace(answer, text=_without_own_name(answer.text, turn.me.name))
    items = await items_named(turn, answer.text, about or ([awaited] if awaited else ()))
    asked_for = awaited is not None
    if await take_number_alone(turn, answer, items, replied=bool(about), awaited=asked_for):
        return True
    is_list = counts_from_one(answer.text, replied=bool(about))
    shown = about or ([awaited] if awaited else ())
    clauses = await in_clauses_of(turn, answer.text, items, shown)
    if clauses.doubtful:
        await _ask_of(turn, answer, clauses.doubtful, items)
        return True
    answer = replace(answer, text=clauses.text)
    parts = read_with_requests(
        answer.text,
        [item.number for item in items],
        turn.written_on,
        anywhere=not (about or awaited),
    )
    if not parts:
        return False
    is_list = is_list or (bool(about) and _count_from_one(parts))
    # Most answers name their item for sure: what was touched or waits is looked up for the others.
    if is_list and about and not await _are_shown(turn, parts, about):
        return False  # «1. Провели … 2. Подписали …» of one of those that were replied to
    in_doubt = is_list or not all(part.sure for part in parts)
    context = await context_of(turn, about, answer.text) if in_doubt and not awaited else None
    if is_list and (awaited or (context is not None and not context.answered)):
        return False
    firm = asked_for or (context is not None and context.firm)
    known = [item.number for item in items]
    parts = with_shared_words(await _apart(turn, parts, items))
    if not answer.attachments and not any(part.text for part in parts):
        parts = []  # numbers without a word: «п. 8 и 9.1»
    sure = [part for part in parts if part.address and (part.sure or _is_bare(answer, parts))]
    if not sure and firm and not any(_is_marked_unknown(part, known) for part in parts):
        return False
    home = awaited
    if context is not None and not context.guessed:
        home = About(context.item_id, context.point_id or None)
    found = await sort_out(turn, answer, parts, items, firm=firm, home=home)
    if not (found.recorded or found.asks) and not any(why for _, why in found.doubtful):
        return False  # nothing but doubts: the words as a whole are looked at
    await say_sorted(turn, found, whole=len(found.doubtful) == 1 and not found.recorded)
    return True


async def _ask_of(
    turn: Turn, answer: Answer, named: Sequence[Address], items: Sequence[Item]
) -> None:
    """Ask of which of these items a line speaks that may be of one or of several."""
    meant: dict[About, None] = {}
    for one in named:
        try:
            targets = await targets_named(turn, one, items)
        except UserError:
            continue
        for item, point in targets:
            view = await open_due(turn, item, point)
            place = About(item.id, point.id if point is not None else None)
            meant[due_of(view) if view is not None else place] = None
    await ask_where(turn, answer, list(meant), among=True)


async def say_sorted(turn: Turn, found: Sorted, *, whole: bool) -> None:
    """Confirm what was recorded and ask about the rest; `whole`: that is all of the message."""
    if len(found.recorded) == 1:
        (one,) = found.recorded
        await confirm(turn, one.entry, one.item, one.point, sure=True, earlier=found.earlier)
    elif found.recorded:
        await confirm_all(turn, found.recorded)
    for kept, why in found.doubtful:
        await ask_where(turn, kept, why=why, one_of_many=not whole)
    if found.asks:
        await _begin_one(turn, found.asks)


async def _begin_one(turn: Turn, asks: Sequence[tuple[Answer, About]]) -> None:
    """One request at a time is spoken of: the first, for every item that it names; each other one
    is a tap away.
    """
    first = asks[0][0]
    for asking, meant in asks:
        if asking.text != first.text:
            await _offer_later(turn, asking, meant)
    together = [meant for asking, meant in asks if asking.text == first.text]
    if not await begins_postponement(turn, first, (), together, replied=True):
        for asking, meant in asks:
            if asking.text == first.text:
                await attach(turn, asking, meant.item_id, meant.point_id)


async def _offer_later(turn: Turn, asking: Answer, meant: About) -> None:
    item = await turn.tx.roadmaps.item(meant.item_id)
    view = await open_due(turn, item, await point_or_none(turn, meant.point_id or 0))
    if view is None:
        await ask_where(turn, asking, (meant,), one_of_many=True)
        return
    words = turn.texts("postpone-later", address=address(view), text=clip(asking.text, 80))
    label = turn.texts("button-postpone-of", address=address(view))
    data = DueButton(verb="postpone", due_id=view.due.id)
    await turn.say(words, [[button(label, data)]], about=[due_of(view)])


def _count_from_one(parts: Sequence[AddressedText]) -> bool:
    """Whether several are numbered 1, 2, 3 …: «1 готово 2 готово 3 нет» in reply to a list."""
    named = [part.address.item for part in parts if part.address is not None]
    return len(parts) > 1 and named == [str(n) for n in range(1, len(parts) + 1)]


async def _are_shown(turn: Turn, parts: Sequence[AddressedText], about: Sequence[About]) -> bool:
    """Whether the items named are among those that a message of ours showed."""
    shown = {
        (await turn.tx.roadmaps.item(item_id)).number for item_id in {one.item_id for one in about}
    }
    return all(part.address is not None and part.address.item in shown for part in parts)


_WORDS_OF_LINE = 8


async def _apart(
    turn: Turn, parts: Sequence[AddressedText], items: Sequence[Item]
) -> list[AddressedText]:
    """«3.3 отчёт сдан», «гидранты проверены» below it: a short line that is plainly of another item
    than the one above stands by itself.
    """
    found: list[AddressedText] = []
    for part in parts:
        first, *others = part.text.split("\n")
        if part.address is None or not others or not part.sure:
            found.append(part)
            continue
        try:
            item, point = await find_target(turn, part.address, items)
        except SeveralRoadmaps:
            found.append(part)  # it is asked about whole
            continue
        kept, alone = [first], list[str]()
        for line in others:
            short = bool(first) and len(line.split()) <= _WORDS_OF_LINE
            choices = await likeliest(turn, line) if short else []
            elsewhere = speaks_elsewhere(line, choices, item.id, point.id if point else 0)
            (alone if elsewhere else kept).append(line)
        found.append(replace(part, text="\n".join(kept)))
        found += [AddressedText(None, line, line, sure=False) for line in alone]
    return found


def with_shared_words(parts: Sequence[AddressedText]) -> list[AddressedText]:
    """A number alone in its line shares the words of the next one: «8.», «9.1.», «готово»."""
    found: list[AddressedText] = []
    for part in reversed(parts):
        words = part.text or (found[0].text if found and part.address else "")
        found.insert(0, replace(part, text=words))
    return found


def _is_bare(answer: Answer, parts: Sequence[AddressedText]) -> bool:
    """A bare number under a picture names its item: there is nothing else that it could count."""
    return len(parts) == 1 and bool(answer.attachments) and not parts[0].text


def _is_marked_unknown(part: AddressedText, known: Sequence[str]) -> bool:
    """«п. 25» where there is no item 25."""
    return part.address is not None and part.address.marked and locate(part.address, known) is None


async def sort_out(
    turn: Turn,
    answer: Answer,
    parts: Sequence[AddressedText],
    items: Sequence[Item],
    *,
    firm: bool,
    standing: Collection[int] = (),
    home: About | None = None,
) -> Sorted:
    """Record every part whose place is sure, but for those with the numbers `standing`. What stands
    before a request for other items is of what was replied to or asked about (`home`).
    """
    numbers = [item.number for item in items]
    mixed = told_and_asked(answer.text, numbers, turn.written_on)
    requests = {words for words, _ in mixed[1]} if mixed is not None else set()
    found = Sorted([], [], await turn.tx.answers.last_of_person(turn.me.id))
    for number, part in enumerate(parts):
        if number in standing:
            continue
        source, files = answer.source, answer.attachments
        if number:
            source, files = Source(source.chat_id, part_of(source.message_id, number)), ()
        said, kept = Answer(part.text, source, files), Answer(part.whole, source, files)
        if part.address is None and requests and home is not None:
            item = await turn.tx.roadmaps.item(home.item_id)
            point = await point_or_none(turn, home.point_id or 0)
            await _record(turn, found, said, item, point)
            continue
        if part.address is None or await _is_doubtful(turn, answer, parts, part, items, firm=firm):
            found.doubtful.append((kept, None))
            continue
        if not part.sure:
            said = replace(said, text=re.sub(r"^\W*\d+[\s.:)-]*", "", said.text))
        asks = asks_to_put_off(part.text, (), turn.written_on) is not None
        asks = part.whole in requests or (len(parts) > 1 and asks)
        try:
            await _take_part(turn, found, part, said, items, asks=asks)
        except NotAllowed:
            theirs = UserError("error-not-yours", number=part.address.item)
            found.doubtful.append((kept, theirs))
        except UserError as error:
            found.doubtful.append((kept, error))
    if found.recorded:
        last = found.recorded[-1]
        await touch(
            turn, How.PLACED, last.item.id, last.point.id if last.point else 0, last.entry.id
        )
    return found


async def _take_part(
    turn: Turn,
    found: Sorted,
    part: AddressedText,
    said: Answer,
    items: Sequence[Item],
    *,
    asks: bool,
) -> None:
    item, point = await _target(turn, part, items)
    said = replace(said, text=await _without_own_cells(turn, said.text, item))
    if asks:
        found.asks.append((said, About(item.id, point.id if point else None)))
        return
    await _record(turn, found, said, item, point)


async def _record(turn: Turn, found: Sorted, said: Answer, item: Item, point: Point | None) -> None:
    entry = await record(turn.tx, turn.me, item, point, said, turn.moment, turn.answered_on)
    if entry is not None:
        found.recorded.append(Recorded(entry, item, point))
        await fetch_attachments(turn, entry)


#: Lines that name their items for sure: one beside them, «150 на проверке», names its own.
_LISTED = 2
_BEHIND_A_NUMBER = re.compile(r"\W*\d{1,4}\s+(?:на|в|у|с|со|к|за|под)\s+[а-яё]", re.IGNORECASE)


async def _is_doubtful(
    turn: Turn,
    answer: Answer,
    parts: Sequence[AddressedText],
    part: AddressedText,
    items: Sequence[Item],
    *,
    firm: bool,
) -> bool:
    """Whether a number that may name an item, one that exists, may as well count something."""
    assert part.address is not None
    if part.sure or _is_bare(answer, parts):
        return False
    if locate(part.address, [item.number for item in items]) is None:
        return False  # what does not exist is said so
    listed = sum(one.sure for one in parts) >= _LISTED and not firm
    if listed and _BEHIND_A_NUMBER.match(clean(part.whole)):
        return False
    return firm or not await fits(turn, part, items)


#: The deadline, as it stands in a cell of the plan.
_DAY_CELL = re.compile(r"(?:до\s+)?\d{1,2}\.\d{1,2}\.\d{2,4}(?:\s*г\.?)?")


async def _without_own_cells(turn: Turn, text: str, item: Item) -> str:
    """A row copied from a table without the cells that are the item's own words."""
    if "\t" not in text:
        return text
    points = await turn.tx.roadmaps.points([item.id])
    own = set(stems(" ".join((item.recommendation, *(point.text for point in points)))))
    cells = [" ".join(one.split()) for one in text.split("\t")]
    kept = [
        one
        for one in cells
        if one
        and not _DAY_CELL.fullmatch(one)
        and not (len(stems(one)) > 1 and own.issuperset(stems(one)))
    ]
    return " ".join(kept or cells)


async def _target(
    turn: Turn, part: AddressedText, items: Sequence[Item]
) -> tuple[Item, Point | None]:
    """What the part's address names; where «7.2» may be control point 2 and measure 2, the one of
    which its words speak.
    """
    assert part.address is not None
    item, point = await find_target(turn, part.address, items)
    if point is None or part.address.kind is not None or point.kind is PointKind.MEASURE:
        return item, point
    measures = [
        one
        for one in await turn.tx.roadmaps.points([item.id])
        if one.kind is PointKind.MEASURE and one.number == point.number
    ]
    for one in measures:
        if telling(part.text, Told(one.text), Told(point.text), done=True) > 1:
            return item, one
    return item, point


async def fits(turn: Turn, part: AddressedText, items: Sequence[Item]) -> bool:
    """Whether a number that may count or name («1 совещание», «121 ярмарка») names: the words that
    follow it are the item's.
    """
    assert part.address is not None
    if not part.address.item.isdecimal() or part.address.number is not None:
        return False
    of_measure = names_a_measure(part.whole)
    after = re.sub(r"^\W*\d+", "", clean(part.whole))
    counts = agreement(int(part.address.item), after) is not Agreement.EITHER
    if not of_measure and (counts or not re.match(r"\s+[а-яё]", after, re.IGNORECASE)):
        return False
    named = await targets_named(turn, part.address, items)
    points_of = {item.id: await turn.tx.roadmaps.points([item.id]) for item, _ in named}
    if of_measure:
        return any(len(points) == 1 for points in points_of.values())
    told = [told_of(item, point) for item, _ in named for point in points_of[item.id]]
    return any(scores(part.text, told))
