"""What the reader could not settle, asked one question at a time."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.importing.item_pages import deadline_words
from handlers.importing.year import choose_year, year_choices, year_why
from handlers.speaking.asking import ask_for
from handlers.speaking.asking_day import (
    DayAsked,
    ask_typed,
    day_in,
    day_words,
    say_back,
    says_yes,
    speech_of,
)
from handlers.speaking.awaited import QuestionDate, await_nothing
from handlers.speaking.buttons import (
    CHOICE_ASK,
    CHOICE_BACK,
    CHOICE_ENTER,
    CHOICE_SAME,
    CHOICE_SKIP,
    DayButton,
    DraftButton,
    QuestionButton,
    button,
)
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, Texts, after_number, clip, in_ranges, plain
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.importing import (
    apply_to_roadmap,
    asked_before,
    asked_in,
    asked_last,
    draft_of,
    followed,
    offered,
    open_questions,
    resolution_of,
    resolve,
    resolved,
    span_as_resolution,
    would_leave,
)
from roadmap.deadlines import read_deadline
from roadmap.deadlines.spoken import names_a_date
from roadmap.drafts.adoption import adopt
from roadmap.drafts.anchors import ANCHOR, settled_by
from roadmap.errors import UserError
from roadmap.model import Draft, Item, Kind, Option, Point, PointKind, Question, Reason, Role, Span
from roadmap.model.address import any_dotted, label
from roadmap.model.messages import Button
from roadmap.ports import Json, StoredDraft
from roadmap.reading.doubts import PERIOD

#: Of a cell and of what follows, as many lines as a phone shows beside the buttons.
LINES = 8
#: Of what one line may belong to, and of what one day settles, as many as are named.
MOST_OWNERS, ADDRESSES = 3, 20
NOTHING = Html("")


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(choose, QuestionButton.filter())
    router.callback_query.register(choose_day, DayButton.filter(F.what == "question"))


async def say_question(
    turn: Turn,
    stored: StoredDraft,
    index: int | None = None,
    *,
    settled: Html = NOTHING,
    edit: bool = False,
) -> None:
    """Question `index`, or the first open one; where none is left, a way back to the preview.
    `settled` says what followed from the answer before.
    """
    draft = await draft_of(stored)
    left = open_questions(stored, draft)
    if index is None and not left:
        await _finish(turn, stored, draft, settled, edit=edit)
        return
    chosen = left[0][0] if index is None else index
    question = draft.questions[chosen]
    if draft.judgement is not None and question.about == PERIOD:
        why = year_why(turn.texts, draft.judgement)
        await turn.say(why, year_choices(turn.texts, stored, draft), edit=edit)
        return
    known = await asyncio.to_thread(resolved, stored, draft, turn.office.calendar)
    await turn.say(
        Html(f"{settled}{_question_text(turn, stored, chosen, draft, known)}"),
        _options(turn, stored, draft, chosen),
        edit=edit,
    )


def _question_text(
    voice: Voice, stored: StoredDraft, index: int, draft: Draft, known: Draft
) -> Html:
    texts, question = voice.texts, draft.questions[index]
    cell, lines = cell_points(voice, known, question), cell_lines(texts, question)
    if lines:
        cell += [Html(f"\n{texts('question-lines')}"), *lines]
    options = question.options
    means = [
        texts("question-meaning", choice=days_of(texts, options[choice]), lines=owners)
        for choice, owners in meanings(texts, stored, draft, index).items()
    ]
    if means:
        means.insert(0, texts("question-means"))
    asked = question_asked(voice, stored, draft, index)
    return Html("\n\n".join(part for part in (asked, "\n".join(cell), "\n".join(means)) if part))


def question_asked(voice: Voice, stored: StoredDraft, draft: Draft, index: int) -> Html:
    """What question `index` asks: of which point, its text and the phrase in the document."""
    texts, question = voice.texts, draft.questions[index]
    asked_here = asked_in(stored, draft)
    place = asked_here.index(index) + 1 if index in asked_here else index + 1
    total = max(len(asked_here), place)
    if question.about == ANCHOR:
        return texts(
            "question-anchor",
            number=place,
            total=total,
            anchor=question.text,
            phrase=question.phrase,
            count=len(settled_by(draft, question)),
            items=_addresses(draft, settled_by(draft, question)),
        )
    named = _named(draft, question.item)
    row = named.get(question.about)
    return texts(
        "question",
        number=place,
        total=total,
        target=target_name(voice, *row) if row else texts("target-item", number=question.item),
        text=clip(question.text, 500),
        phrase=question.phrase,
    )


def _named(draft: Draft, number: str) -> dict[str, tuple[Item, Point]]:
    """The points of an item by their names in questions, with the numbers that the document has."""
    items = tuple(item for item in draft.items if item.number == number)
    rows = adopt(replace(draft, items=items), draft.period.start)
    return {one.point.about: (row.item, one.point) for row in rows for one in row.points}


def _addresses(draft: Draft, settled: Sequence[tuple[str, str]]) -> str:
    """«3, 5.1»: the points that a day settles; some of many."""
    dotted = any_dotted(item.number for item in draft.items)
    named = {number: _named(draft, number) for number in dict.fromkeys(one for one, _ in settled)}
    found = [
        label(*row, dotted=dotted)
        for number, about in settled
        if (row := named[number].get(about)) is not None
    ]
    shown = in_ranges(found[:ADDRESSES])
    return f"{shown} + {len(found) - ADDRESSES}" if len(found) > ADDRESSES else shown


def cell_points(voice: Voice, known: Draft, question: Question, most: int = LINES) -> list[Html]:
    """The measures and control points of the item, the one asked about marked; none where it is
    alone. Where the lines of their cell are shown below, without the days read so far.
    """
    items = tuple(item for item in known.items if item.number == question.item)
    asked = {(one.item, one.about) for one in known.questions} | {(question.item, question.about)}
    rows = [one for rows in adopt(replace(known, items=items), voice.today) for one in rows.points]
    place = next((n for n, one in enumerate(rows) if one.point.about == question.about), 0)
    first = max(0, min(place - most // 2, len(rows) - most))
    found = []
    for one in rows[first : first + most] if len(rows) > 1 else ():
        is_asked = (question.item, one.point.about) in asked
        days = deadline_words(voice.texts, one, voice.today, asked=is_asked)
        line = voice.texts(
            "question-point",
            here=str(one.point.about == question.about).lower(),
            name=point_name(voice.texts, one.point),
            text=after_number(clip(one.point.text, 60)),
        )
        found.append(line if question.lines else Html(f"{line}: {days}"))
    return found


def cell_lines(texts: Texts, question: Question, most: int = LINES) -> list[Html]:
    """The lines of the cell as they stand in the document, the one in question marked."""
    first = max(0, min(question.line - most // 2, len(question.lines) - most))
    return [
        texts("question-line", here=str(place == question.line).lower(), phrase=clip(phrase, 60))
        for place, phrase in enumerate(question.lines[first : first + most], first)
    ]


def meanings(texts: Texts, stored: StoredDraft, draft: Draft, index: int) -> dict[int, Html]:
    """What each choice means for the lines of the cell; nothing where it means the same for all."""
    told = {
        choice: _meaning(texts, stored, draft, index, choice)
        for choice, _ in offered(stored, draft, index)
    }
    if len(set(told.values())) < 2:
        return {}
    return {choice: owners for choice, owners in told.items() if owners}


def _meaning(texts: Texts, stored: StoredDraft, draft: Draft, index: int, choice: int) -> Html:
    """««Октябрь» → мероприятие 2, «Март» → мероприятие 3, без срока – мероприятие 1»: whose each
    line of the cell would be.
    """
    question = draft.questions[index]
    left = would_leave(stored, draft, index, choice)
    if len(left) < 2 or not question.lines:
        return NOTHING
    named = _named(draft, question.item)
    names = {
        one: point_name(texts, named[draft.questions[one].about][1])
        for one in left
        if draft.questions[one].about in named
    }
    owners = defaultdict[int, list[Html]](list)
    for one, lines in left.items():
        for line in lines if one in names else ():
            owners[line].append(names[one])
    either = str(texts("question-or"))
    told = [
        texts(
            "question-owner",
            phrase=clip(question.lines[line], 40),
            owners=Html(either.join(owners[line][:MOST_OWNERS])),
        )
        for line in sorted(owners)[: LINES + 1]
        if line >= 0
    ]
    none = [names[one] for one, lines in left.items() if one in names and lines == (-1,)]
    if none:
        told.append(texts("question-no-line", owners=Html(", ".join(none[:LINES]))))
    return Html(", ".join(told))


def days_of(texts: Texts, option: Option) -> str:
    """The last day of an option in words, or «без даты»."""
    return str(texts.day(option.span.end) if option.span else texts("option-none")).lower()


def settled_words(turn: Turn, stored: StoredDraft, draft: Draft, indexes: Iterable[int]) -> Html:
    """«Заодно решено: …», above the next question; empty where nothing followed."""
    lines = []
    for index in sorted(indexes):
        said, question = resolution_of(stored, index), draft.questions[index]
        days = days_of(turn.texts, Option(said.span if said else None))
        row = _named(draft, question.item).get(question.about)
        if row is not None:
            target = target_name(turn, *row)
            lines.append(turn.texts("question-followed", target=target, days=days))
    if not lines:
        return NOTHING
    more = len(lines) - LINES
    shown = Html("; ".join(lines[:LINES]) + (f" + {more}" if more > 0 else ""))
    return Html(f"{turn.texts('question-settled', what=shown)}\n\n")


def point_name(texts: Texts, point: Point) -> Html:
    """«мероприятие 2, часть 1», by the numbers that the document has."""
    if point.kind is PointKind.PART:
        measure, _, number = point.number.rpartition(".")
        of = texts("about-measure", number=measure)
        return Html(f"{of}, {texts('about-part', number=number)}")
    return texts(f"about-{point.kind.value.replace('_', '-')}", number=point.number)


def _options(voice: Voice, stored: StoredDraft, draft: Draft, index: int) -> list[list[Button]]:
    texts = voice.texts

    def choice(text: str, number: int) -> list[Button]:
        return [button(text, QuestionButton(draft_id=stored.id, index=index, choice=number))]

    rows = [choice(text, number) for number, text in choices(texts, stored, draft, index)]
    rows.append(choice(texts("button-enter-date"), CHOICE_ENTER))
    last = choice(texts("button-skip"), CHOICE_SKIP)
    if asked_before(stored, index) is not None:
        last = [*choice(texts("button-question-back"), CHOICE_BACK), *last]
    rows.append(last)
    return rows


def choices(texts: Texts, stored: StoredDraft, draft: Draft, index: int) -> list[tuple[int, str]]:
    """The likely answers to question `index`, each with its words; first «так же для всех», where
    one like it was answered.
    """
    found = [
        (number, _option_text(texts, draft.questions[index], option))
        for number, option in offered(stored, draft, index)
    ]
    alike = _alike(stored, draft, index)
    if alike:
        found.insert(0, (CHOICE_SAME, texts("button-same", count=len(alike) + 1)))
    return found


#: Why a line is likely to be somebody's: what each choice means for the lines says more.
_OF_PLACE = frozenset(
    {
        Reason.FROM_ABOVE,
        Reason.FROM_BELOW,
        Reason.IN_ORDER,
        Reason.LINE_MISSING,
        Reason.NO_DATE,
    }
)


def _option_text(texts: Texts, question: Question, option: Option) -> str:
    """«31 октября 2019 – «Октябрь»»: the line that it is read from; else why it is likely."""
    days = texts.day(option.span.end) if option.span else str(texts("option-none"))
    if option.lines and question.lines and (option.reason in _OF_PLACE or not option.reason):
        line = next((one for one in option.lines if one >= 0), None)
        if line is None:
            return days
        phrase = clip(question.lines[line], 30)
        return plain(texts("option-line", days=days, phrase=phrase))
    if option.reason:
        return f"{days} ({texts('option-reason', reason=option.reason)})"
    return days


def _alike(stored: StoredDraft, draft: Draft, index: int) -> list[int]:
    """The other open questions like this one, where one of them has been answered already."""
    same_as = draft.questions[index].same_as
    like = [
        i
        for i, other in enumerate(draft.questions)
        if same_as and other.same_as == same_as and i != index
    ]
    if not any(resolution_of(stored, i) for i in like):
        return []
    return [i for i in like if resolution_of(stored, i) is None]


async def choose(query: CallbackQuery, callback_data: QuestionButton, turn: Turn) -> None:
    """An answer by button; the next question follows in the same message."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(callback_data.draft_id)
    draft, index, choice = await draft_of(stored), callback_data.index, callback_data.choice
    if not _is_offered(stored, draft, index, choice):
        raise UserError("error-stale-button")
    if draft.judgement is not None and _is_about_the_year(draft, index):
        await choose_year(turn, stored, draft.judgement, choice)
        return
    if choice == CHOICE_BACK:
        before = asked_before(stored, index)
        if before is None:
            raise UserError("error-stale-button")
        await say_question(turn, stored, before, edit=True)
        return
    if choice == CHOICE_ASK:
        await say_question(turn, stored, index, edit=True)
        return
    if choice == CHOICE_ENTER:
        question = draft.questions[index]
        words = (
            turn.texts("anchor-enter", anchor=question.text)
            if question.about == ANCHOR
            else turn.texts("question-enter", phrase=question.phrase)
        )
        await ask_for(turn, QuestionDate(stored.id, index), words)
        return
    stored = await take_choice(turn, stored, draft, index, choice)
    settled = settled_words(turn, stored, draft, followed(stored, index))
    left = [i for i, _ in open_questions(stored, draft) if str(i) not in stored.answers]
    if left:
        await say_question(turn, stored, left[0], settled=settled, edit=True)
    else:
        await _finish(turn, stored, draft, settled, edit=True)


async def take_choice(
    turn: Turn, stored: StoredDraft, draft: Draft, index: int, choice: int
) -> StoredDraft:
    """Answer question `index` by one of its options, skip it, or answer all like it; raises
    UserError for what is not offered.
    """
    if choice == CHOICE_SKIP:
        return await resolve(turn.tx, stored, index, {"skip": True})
    if choice == CHOICE_SAME:
        return await _resolve_alike(turn, stored, draft, index)
    if choice not in [number for number, _ in offered(stored, draft, index)]:
        raise UserError("error-stale-button")
    chosen = draft.questions[index].options[choice].span
    return await give(turn, stored, draft, index, span_as_resolution(chosen))


def _is_offered(stored: StoredDraft, draft: Draft, index: int, choice: int) -> bool:
    if not 0 <= index < len(draft.questions):
        return False
    return choice in (
        CHOICE_ENTER,
        CHOICE_SKIP,
        CHOICE_BACK,
        CHOICE_SAME,
        CHOICE_ASK,
        *(option for option, _ in offered(stored, draft, index)),
    )


async def _finish(
    turn: Turn, stored: StoredDraft, draft: Draft, settled: Html, *, edit: bool
) -> None:
    """Every question has been seen: say what is left, with the ways back."""
    texts, left = turn.texts, len(open_questions(stored, draft))
    rows = []
    last = asked_last(stored)
    if last is not None:
        back = QuestionButton(draft_id=stored.id, index=last, choice=CHOICE_ASK)
        rows.append([button(texts("button-question-back"), back)])
    if stored.roadmap_id is None:
        data = DraftButton(verb="preview", draft_id=stored.id)
        rows.append([button(texts("button-to-preview"), data)])
    told = texts("questions-left", count=left) if left else texts("questions-done")
    await turn.say(Html(f"{settled}{told}"), rows, edit=edit)


async def give(
    turn: Turn, stored: StoredDraft, draft: Draft, index: int, said: Json
) -> StoredDraft:
    """Take an answer with what follows from it; a roadmap already saved gets the days at once."""
    former = stored
    stored = await resolve(turn.tx, stored, index, said)
    if stored.roadmap_id is not None:  # a second thought on an older message counts, too
        follow = {*followed(former, index), *followed(stored, index)}
        changed = {i for i in follow if resolution_of(former, i) != resolution_of(stored, i)}
        for touched in {index, *changed}:
            await apply_to_roadmap(turn.tx, turn.me, stored, draft, touched, rules(turn))
    return stored


async def _resolve_alike(turn: Turn, stored: StoredDraft, draft: Draft, index: int) -> StoredDraft:
    """The answer given to one of them, for all like it."""
    same_as = draft.questions[index].same_as
    given = next(
        (
            stored.answers[str(i)]
            for i, q in enumerate(draft.questions)
            if q.same_as == same_as and resolution_of(stored, i)
        ),
        None,
    )
    if not isinstance(given, dict):
        raise UserError("error-stale-button")
    for i in (index, *_alike(stored, draft, index)):
        stored = await give(turn, stored, draft, i, given)
    return stored


async def enter_date(turn: Turn, text: str, awaited: QuestionDate) -> None:
    """A date typed in answer to a question; raises UserError where it cannot be read."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(awaited.draft_id)
    draft = await draft_of(stored)
    if awaited.day is not None and says_yes(text):
        await _take_day(turn, stored, draft, awaited.index, Span(awaited.day, awaited.day))
        return
    span = span_said(draft, awaited.index, text)
    if span is None:
        asked = _day_asked(turn, stored, awaited.index)
        found = await day_in(turn, text, QuestionDate(stored.id, awaited.index), asked)
        if found is not None and found.day is not None:
            words = turn.texts("question-sure", day=day_words(turn.texts, found.day, turn.today))
            waits = QuestionDate(stored.id, awaited.index, found.day)
            await say_back(turn, waits, words, found.day, asked)
        return
    await _take_day(turn, stored, draft, awaited.index, span)


def span_said(draft: Draft, index: int, text: str) -> Span | None:
    """The days that `text` gives question `index` as a phrase of the document would; None where it
    is none. Raises UserError for more than a day from which others are counted.
    """
    deadline = read_deadline(text, draft.period)
    # «До пятницы» is no phrase of a document: it is said today. «15 ноября» in a plan of several
    # years does not say which.
    if not names_a_date(text) or deadline.end is None:
        return None
    one_day = deadline.kind is Kind.DATE and not deadline.spans
    if draft.questions[index].about == ANCHOR and not one_day:
        raise UserError("error-date-unread")
    return Span(deadline.start, deadline.end)


def _day_asked(turn: Turn, stored: StoredDraft, index: int) -> DayAsked:
    return DayAsked("question", stored.id, speech_of(turn), index)


async def choose_day(query: CallbackQuery, callback_data: DayButton, turn: Turn) -> None:
    """A day for a question by button."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(callback_data.subject_id)
    draft, index, day = await draft_of(stored), callback_data.arg, callback_data.chosen
    if not _is_offered(stored, draft, index, CHOICE_ENTER) or _is_about_the_year(draft, index):
        raise UserError("error-stale-button")
    if day is None:
        await ask_typed(turn, QuestionDate(stored.id, index), _day_asked(turn, stored, index))
    else:
        await _take_day(turn, stored, draft, index, Span(day, day))


def _is_about_the_year(draft: Draft, index: int) -> bool:
    return draft.judgement is not None and draft.questions[index].about == PERIOD


async def _take_day(turn: Turn, stored: StoredDraft, draft: Draft, index: int, span: Span) -> None:
    """Take the days of a question and say so, with the way to others; the next one follows."""
    await await_nothing(turn)
    stored = await give(turn, stored, draft, index, span_as_resolution(span))
    question = draft.questions[index]
    data = QuestionButton(draft_id=stored.id, index=index, choice=CHOICE_ENTER)
    rows = [[button(turn.texts("button-other-date"), data)]]
    if question.about == ANCHOR:
        count = len(settled_by(draft, question))
        await turn.say(turn.texts("anchor-taken", day=span.end, count=count), rows)
    else:
        await turn.say(turn.texts("question-taken", day=span.end), rows)
    await say_question(
        turn, stored, settled=settled_words(turn, stored, draft, followed(stored, index))
    )
