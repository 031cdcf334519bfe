"""The coordinator's morning message: what is new first, one message for all roadmaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.deafness import without_the_unheard
from handlers.looking.summary import bodies_by_person, silent_line
from handlers.speaking.buttons import (
    EVERYWHERE,
    GroupButton,
    ItemButton,
    ListButton,
    PersonButton,
    RoadmapButton,
    button,
)
from handlers.speaking.dues import address
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.namesakes import names_by_job
from roadmap.model import DueState, Item, LogLine, Person, ProgressEntry, Roadmap, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import DueView, Tx
from roadmap.standing.board import Board
from roadmap.standing.escalation import Late, is_past_grace, late_days, passed_days
from roadmap.standing.news import News, closed_in_order, in_order, news_of
from roadmap.standing.silence import Silence, SilentPerson, silent_people
from roadmap.yielding import in_pieces

#: Rows of each kind: more would not be read on a phone.
ROWS = 5
#: Who cannot be reached is named again after this: named daily, they would be overlooked.
_NAMED_AGAIN = timedelta(days=7)
#: When the last morning message was made.
_FACT = "morning"


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(new_answers, ListButton.filter(F.name == "new_answers"))


@dataclass(frozen=True, slots=True)
class _Part:
    """One roadmap in the message: its news, who is silent (not: who answered in part), whom
    messages do not newly reach, with the bodies that people stand for; how many due days are open,
    and how many of them late.
    """

    board: Board
    news: News
    silent: Sequence[SilentPerson]
    unreachable: Sequence[SilentPerson]
    stands: Mapping[int, Sequence[str]]
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class _Archived:
    """Item numbers that were answered of a roadmap in the archive, by the author's name."""

    roadmap: Roadmap
    answered: Mapping[str | None, Sequence[str]]


async def say_morning(
    voice: Voice, boards: Sequence[Board], coordinators: Sequence[Person]
) -> None:
    """Tell each coordinator what is new in these roadmaps since the last time; where nothing is,
    how many due days are late, and where none is, nothing.
    """
    told = await voice.tx.facts.get(_FACT)
    await voice.tx.facts.set(_FACT, voice.at.isoformat())
    last = datetime.fromisoformat(told) if told is not None else None
    since = last or voice.at - timedelta(days=1)
    lines = await voice.tx.log.since(since)
    parts = [await _part(voice, board, lines, last) async for board in in_pieces(boards, 1)]
    joined = [line.about for line in lines if line.what == "log-joined"]
    joined = list(dict.fromkeys(filter(None, joined)))  # without those erased since
    archived = await _archived_news(voice.tx, lines)
    for coordinator in coordinators:
        theirs = voice.to(coordinator)
        text = _text(theirs, parts, joined, archived)
        if text is not None:
            rows = _rows(theirs, parts, since) + _archive_rows(theirs, archived)
            # Tomorrow has a message of its own, and it will be truer.
            await theirs.say(text, rows, today_only=True, in_hours=True)


async def _archived_news(tx: Tx, lines: Sequence[LogLine]) -> list[_Archived]:
    """What was answered or closed in roadmaps of the archive, where no other message tells it."""
    names = names_by_job(await tx.people.all(Role), brackets=True)
    found = []
    for roadmap in await tx.roadmaps.archived():
        numbers = dict[int | None, dict[str, None]]()
        for line in lines:
            if line.what in ("log-answered", "log-closed") and line.roadmap_id == roadmap.id:
                numbers.setdefault(line.person_id, {})[line.about] = None
        if numbers:
            by_person = {names.get(key or 0): list(own) for key, own in numbers.items()}
            found.append(_Archived(roadmap, by_person))
    return found


async def _part(
    voice: Voice, board: Board, lines: Sequence[LogLine], last: datetime | None
) -> _Part:
    office, today = voice.office, voice.today
    late = late_days(board, today, office.policy, office.calendar)
    told = None if last is None else office.policy.day_of(last)
    if told is not None:
        late = [
            one for one in late if not is_past_grace(one.view, told, office.policy, office.calendar)
        ]
    people = silent_people(board, today)
    silent = [one for one in people if one.why is Silence.NO_ANSWER]
    heard, _ = await without_the_unheard(voice, board, silent)
    unreachable = [
        one for one in people if not one.reached and await _to_be_named(voice, board, one)
    ]
    days = [
        view.due.day
        for view in board.views()
        if view.due.state is DueState.OPEN and view.due.day is not None
    ]
    return _Part(
        board,
        news_of(
            (line for line in lines if line.roadmap_id == board.roadmap.id),
            late,
            passed_days(board, told, today, office.policy, office.calendar),
        ),
        heard,
        unreachable,
        await bodies_by_person(voice.tx, board.roadmap.id),
        len(days),
        sum(day < today for day in days),
    )


async def _to_be_named(voice: Voice, board: Board, one: SilentPerson) -> bool:
    """Whether it was not said within the week that messages do not reach the person for this
    reason; it is then taken as said.
    """
    name = f"unreached_told:{board.roadmap.id}:{one.person.id}"
    why, _, day = (await voice.tx.facts.get(name) or "").partition(" ")
    if why == one.why and voice.today - date.fromisoformat(day) < _NAMED_AGAIN:
        return False
    await voice.tx.facts.set(name, f"{one.why} {voice.today.isoformat()}")
    return True


def _text(
    voice: Voice,
    parts: Sequence[_Part],
    joined: Sequence[str],
    archived: Sequence[_Archived],
) -> Html | None:
    texts = voice.texts
    counts = texts(
        "morning-counts",
        open=sum(part.open for part in parts),
        late=sum(part.late for part in parts),
        silent=len({one.person.id for part in parts for one in part.silent}),
    )
    if not joined and not archived and not any(part.news or part.unreachable for part in parts):
        late_or_silent = any(part.late or part.silent for part in parts)
        return texts("morning-nothing-new", counts=counts) if late_or_silent else None
    blocks = [texts("morning-title", day=voice.today)]
    for part in parts:
        if part.news or part.unreachable:
            if len(parts) > 1:
                title = clip(part.board.roadmap.title, 60)
                blocks.append(texts("summary-section", name=title))
            blocks += _news(voice, part)
    if joined:
        blocks.append(texts("morning-joined", names=clip(", ".join(joined), 300)))
    for one in archived[:ROWS]:
        names = "; ".join(
            f"{name or texts('author-unknown')} ({', '.join(numbers)})"
            for name, numbers in one.answered.items()
        )
        title = clip(one.roadmap.title, 60)
        blocks.append(texts("morning-archived", title=title, names=clip(names, 300)))
    return Html("\n\n".join([*blocks, counts]))


def _news(voice: Voice, part: _Part) -> list[Html]:
    texts, news, board = voice.texts, part.news, part.board
    names = names_by_job(board.people.values(), brackets=True)

    def by_person(numbers: Mapping[int | None, Sequence[str]]) -> str:
        shown = [
            f"{names.get(key or 0, texts('author-unknown'))} ({', '.join(in_order(board, own))})"
            for key, own in numbers.items()
        ]
        return clip("; ".join(shown), 300)

    blocks = []
    if news.passed:
        yesterday = news.passed[0].due.day == voice.today - timedelta(days=1)
        when = "yesterday" if yesterday else "since"
        title = texts("morning-passed", count=len(news.passed), when=when)
        passed = [_passed(voice, view, when) for view in news.passed[:ROWS]]
        blocks.append(Html("\n".join([title, *passed, *_rest(voice, len(news.passed))])))
    if news.late:
        late = [_late(voice, one, names) for one in news.late[:ROWS]]
        grace = voice.office.policy.escalate_after_working_days
        title = texts("morning-late", count=len(news.late), grace=grace)
        blocks.append(Html("\n".join([title, *late, *_rest(voice, len(news.late))])))
    if news.answered:
        blocks.append(texts("morning-answered", names=by_person(news.answered)))
    if news.asked:
        blocks.append(texts("morning-asked", names=by_person(news.asked)))
    if news.closed:
        closed = ", ".join(closed_in_order(board, news.closed))
        blocks.append(texts("morning-closed", numbers=clip(closed, 200)))
    people = part.unreachable
    if people:
        stands = part.stands
        deaf = [
            silent_line(voice, one, names, stands.get(one.person.id, ())) for one in people[:ROWS]
        ]
        more = len(people) - ROWS
        rest = [texts("escalation-others", count=more)] if more > 0 else []
        title = texts("escalation-unreachable", count=len(people))
        blocks.append(Html("\n".join([title, *deaf, *rest])))
    return blocks


def _rest(voice: Voice, count: int) -> list[Html]:
    return [voice.texts("escalation-more", count=count - ROWS)] if count > ROWS else []


def _passed(voice: Voice, view: DueView, when: str) -> Html:
    return voice.texts(
        "morning-passed-line",
        address=address(view),
        text=clip(view.point.text, 80).rstrip(" .;:,"),
        day=voice.texts.short_day(view.due.day or voice.today, voice.today),
        when=when,
    )


def _late(voice: Voice, one: Late, names: Mapping[int, str]) -> Html:
    key = "escalation-line-answered" if one.answered else "escalation-line"
    return voice.texts(
        "escalation-line-asking" if one.asking else key,
        address=address(one.view),
        text=clip(one.view.point.text, 80).rstrip(" .;:,"),
        days=one.days,
        names=", ".join(names[person.id] for person in one.people) or voice.texts("summary-nobody"),
    )


def _rows(voice: Voice, parts: Sequence[_Part], since: datetime) -> list[list[Button]]:
    """What can be done from the message, each in one tap."""
    texts, rows = voice.texts, list[list[Button]]()
    silent = {one.person.id for part in parts for one in part.silent}
    if silent:
        where = [part.board.roadmap.id for part in parts if part.silent]
        data = ListButton(
            name="remind_silent", page=0, arg=where[0] if len(where) == 1 else EVERYWHERE
        )
        words = texts("button-remind-silent-count", count=len(silent))
        rows.append([button(words, data, ButtonStyle.PRIMARY)])
    late = [part for part in parts if part.late]
    for part in late[:ROWS]:
        key = "button-late" if len(parts) == 1 else "button-late-of"
        title = clip(part.board.roadmap.title, 30)
        words = texts(key, count=part.late, title=title)
        data = ListButton(name="late", page=0, arg=part.board.roadmap.id)
        rows.append([button(words, data)])
    answers = sum(len(own) for part in parts for own in part.news.answered.values())
    if answers:
        day = voice.office.policy.day_of(since).toordinal()
        data = ListButton(name="new_answers", page=0, arg=day)
        rows.append([button(texts("button-new-answers", count=answers), data)])
    for person in _unopened(parts):
        # The first link may have run out or got lost.
        words = texts("button-new-link", name=Html(clip(person.name, 30)))
        rows.append([button(words, PersonButton(verb="link", person_id=person.id))])
    waiting = {
        one.person.id
        for part in parts
        for one in part.unreachable
        if one.why is Silence.NEVER_OPENED
    }
    if len(waiting) > len(_unopened(parts)):
        words = texts("button-group-each", count=len(waiting))
        rows.append([button(words, GroupButton(verb="each"))])
    return rows


def _archive_rows(voice: Voice, archived: Sequence[_Archived]) -> list[list[Button]]:
    return [
        [
            button(
                voice.texts("button-archived", title=clip(one.roadmap.title, 30)),
                RoadmapButton(verb="archived", roadmap_id=one.roadmap.id),
            )
        ]
        for one in archived[:ROWS]
    ]


def _unopened(parts: Sequence[_Part]) -> list[Person]:
    return list(
        {
            one.person.id: one.person
            for part in parts
            for one in part.unreachable[:ROWS]
            if one.why is Silence.NEVER_OPENED
        }.values()
    )


async def new_answers(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """A page of what has been answered since the day whose ordinal is `arg`, in all roadmaps that
    run; each item opens by a button.
    """
    turn.require(Role.COORDINATOR)
    first = date.fromordinal(min(max(callback_data.arg, 1), turn.today.toordinal()))
    found: list[tuple[Item, ProgressEntry]] = []
    for roadmap in await turn.tx.roadmaps.all():
        if roadmap.period.start <= turn.today <= roadmap.period.end:
            items = {one.id: one for one in await turn.tx.roadmaps.items(roadmap.id)}
            entries = await turn.tx.answers.of_roadmap(roadmap.id, first, turn.today)
            found += [(items[one.item_id], one) for one in entries]
    page = page_of(found, callback_data.page)
    names = names_by_job(await turn.tx.people.all(Role), brackets=True)
    lines = [
        turn.texts(
            "new-answer-line",
            number=item.number,
            name=names.get(entry.person_id or 0, turn.texts("author-unknown")),
            text=clip(entry.text, 200) or turn.texts("new-answer-files"),
        )
        for item, entry in page.rows
    ]
    opening = [
        button(item.number, ItemButton(verb="open", item_id=item.id))
        for item in dict.fromkeys(item for item, _ in page.rows)
    ]
    rows = [opening[:4], opening[4:], page_buttons(page, "new_answers", callback_data.arg)]
    title = turn.texts("new-answers-title", day=turn.texts.short_day(first, turn.today))
    empty = turn.texts("new-answers-empty")
    text = Html("\n\n".join([title, *(lines or [empty])]))
    await turn.say(text, rows, edit=callback_data.page > 0)
