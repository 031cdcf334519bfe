"""What the reader could not settle, asked one question at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.importing.item_pages import before_colon, deadline_words
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
    CHOICE_BACK,
    CHOICE_ENTER,
    CHOICE_SAME,
    CHOICE_SKIP,
    DayButton,
    DraftButton,
    QuestionButton,
    button,
)
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, Texts, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.importing import (
    apply_to_roadmap,
    asked_before,
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
from roadmap.model import Draft, Kind, Option, Question, Role, Span
from roadmap.model.messages import Button
from roadmap.ports import Json, StoredDraft
from roadmap.reading.doubts import PERIOD

#: Of a cell and of what follows, as many lines as a phone shows beside the buttons.
LINES = 8
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
        data = DraftButton(verb="preview", draft_id=stored.id)
        rows = (
            [[button(turn.texts("button-to-preview"), data)]] if stored.roadmap_id is None else []
        )
        await turn.say(Html(f"{settled}{turn.texts('questions-done')}"), rows, edit=edit)
        return
    chosen = left[0][0] if index is None else index
    question = draft.questions[chosen]
    if draft.judgement is not None and question.about == PERIOD:
        why = year_why(turn.texts, draft.judgement)
        await turn.say(why, year_choices(turn.texts, stored, draft), edit=edit)
        return
    known = await asyncio.to_thread(resolved, stored, draft, turn.office.calendar)
    await turn.say(
        Html(f"{settled}{_question_text(turn, stored, question, chosen, draft, known)}"),
        _options(turn, stored, draft, chosen),
        edit=edit,
    )


def _question_text(
    voice: Voice, stored: StoredDraft, question: Question, index: int, draft: Draft, known: Draft
) -> Html:
    texts = voice.texts
    if question.about == ANCHOR:
        return texts(
            "question-anchor",
            number=index + 1,
            total=len(draft.questions),
            anchor=question.text,
            phrase=question.phrase,
            count=len(settled_by(draft, question)),
        )
    asked = texts(
        "question",
        number=index + 1,
        total=len(draft.questions),
        item=question.item,
        about=about_words(texts, question.about),
        text=clip(question.text, 500),
        phrase=question.phrase,
    )
    cell = _cell(voice, known, question)
    means = [
        line
        for choice, option in offered(stored, draft, index)
        if (line := _meaning(texts, stored, draft, index, choice, option))
    ]
    if means:
        means.insert(0, texts("question-means"))
    return Html("\n\n".join(part for part in (asked, "\n".join(cell), "\n".join(means)) if part))


def _cell(voice: Voice, known: Draft, question: Question) -> list[Html]:
    """The lines of the cell as they stand, the one in question marked; none where it is alone."""
    items = tuple(item for item in known.items if item.number == question.item)
    asked = {(one.item, one.about) for one in known.questions} | {(question.item, question.about)}
    points = [
        one for rows in adopt(replace(known, items=items), voice.today) for one in rows.points
    ]
    place = next((n for n, one in enumerate(points) if one.point.about == question.about), 0)
    first = max(0, min(place - LINES // 2, len(points) - LINES))
    return [
        voice.texts(
            "question-line",
            here=str(one.point.about == question.about).lower(),
            about=about_words(voice.texts, one.point.about),
            text=before_colon(one.point.text, 60),
            deadline=deadline_words(
                voice.texts, one, voice.today, asked=(question.item, one.point.about) in asked
            ),
        )
        for one in points[first : first + LINES]
        if len(points) > 1
    ]


def _meaning(
    texts: Texts, stored: StoredDraft, draft: Draft, index: int, choice: int, option: Option
) -> Html | None:
    """«31 октября: мероприятие 1 – срока нет»: what a choice leaves to the others of its cell."""
    left = would_leave(stored, draft, index, choice)
    if not left:
        return None
    others = [
        texts(
            "question-other",
            about=about_words(texts, draft.questions[other].about),
            days=texts("question-or").join(_days(texts, one) for one in options),
        )
        for other, options in list(left.items())[:LINES]
    ]
    return texts("question-meaning", choice=_days(texts, option), others=Html("; ".join(others)))


def _days(texts: Texts, option: Option) -> str:
    return str(texts.day(option.span.end) if option.span else texts("option-none")).lower()


def _settled(turn: Turn, stored: StoredDraft, draft: Draft, indexes: Iterable[int]) -> Html:
    """«Заодно решено: …», above the next question; empty where nothing followed."""
    lines = []
    for index in sorted(indexes):
        said, question = resolution_of(stored, index), draft.questions[index]
        days = _days(turn.texts, Option(said.span if said else None))
        about = about_words(turn.texts, question.about)
        lines.append(turn.texts("question-followed", item=question.item, about=about, days=days))
    if not lines:
        return NOTHING
    more = len(lines) - LINES
    shown = Html("; ".join(lines[:LINES]) + (f" + {more}" if more > 0 else ""))
    return Html(f"{turn.texts('question-settled', what=shown)}\n\n")


def about_words(texts: Texts, about: str) -> Html:
    """«мероприятие 2, часть 1» for «measure 2 part 1»."""
    words = about.split()
    pairs = zip(words[::2], words[1::2], strict=False)
    return Html(
        ", ".join(texts(f"about-{kind.replace('_', '-')}", number=number) for kind, number in pairs)
    )


def _options(voice: Voice, stored: StoredDraft, draft: Draft, index: int) -> list[list[Button]]:
    texts = voice.texts

    def choice(text: str, number: int) -> list[Button]:
        return [button(text, QuestionButton(draft_id=stored.id, index=index, choice=number))]

    rows = [
        choice(_option_text(texts, option), number)
        for number, option in offered(stored, draft, index)
    ]
    rows.append(choice(texts("button-enter-date"), CHOICE_ENTER))
    last = choice(texts("button-skip"), CHOICE_SKIP)
    if asked_before(stored, index) is not None:
        last = [*choice(texts("button-question-back"), CHOICE_BACK), *last]
    rows.append(last)
    alike = _alike(stored, draft, index)
    if alike:
        rows.insert(0, choice(texts("button-same", count=len(alike) + 1), CHOICE_SAME))
    return rows


def _option_text(texts: Texts, option: Option) -> str:
    days = texts.day(option.span.end) if option.span else texts("option-none")
    return (
        f"{days} ({texts('option-reason', reason=option.reason)})" if option.reason else str(days)
    )


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
    known = {i for i in range(len(draft.questions)) if resolution_of(stored, i)}
    if choice == CHOICE_ENTER:
        question = draft.questions[index]
        words = (
            turn.texts("anchor-enter", anchor=question.text)
            if question.about == ANCHOR
            else turn.texts("question-enter", phrase=question.phrase)
        )
        await ask_for(turn, QuestionDate(stored.id, index), words)
        return
    if choice == CHOICE_SKIP:
        stored = await resolve(turn.tx, stored, index, {"skip": True})
    elif choice == CHOICE_SAME:
        stored = await _resolve_alike(turn, stored, draft, index)
    else:
        chosen = draft.questions[index].options[choice].span
        stored = await _give(turn, stored, draft, index, span_as_resolution(chosen))
    settled = _settled(turn, stored, draft, set(followed(stored, index)) - known)
    left = [i for i, _ in open_questions(stored, draft) if str(i) not in stored.answers]
    if left:
        await say_question(turn, stored, left[0], settled=settled, edit=True)
    else:
        await _finish(turn, stored, draft, settled)


def _is_offered(stored: StoredDraft, draft: Draft, index: int, choice: int) -> bool:
    if not 0 <= index < len(draft.questions):
        return False
    return choice in (
        CHOICE_ENTER,
        CHOICE_SKIP,
        CHOICE_BACK,
        CHOICE_SAME,
        *(option for option, _ in offered(stored, draft, index)),
    )


async def _finish(turn: Turn, stored: StoredDraft, draft: Draft, settled: Html) -> None:
    """Every question has been seen: say what is left, with the way back."""
    left = len(open_questions(stored, draft))
    rows = []
    if stored.roadmap_id is None:
        rows.append(
            [
                button(
                    turn.texts("button-to-preview"), DraftButton(verb="preview", draft_id=stored.id)
                )
            ]
        )
    told = turn.texts("questions-left", count=left) if left else turn.texts("questions-done")
    await turn.say(Html(f"{settled}{told}"), rows, edit=True)


async def _give(
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
        stored = await _give(turn, stored, draft, i, given)
    return stored


async def enter_date(turn: Turn, text: str, awaited: QuestionDate) -> None:
    """A date typed in answer to a question; raises UserError where it cannot be read."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(awaited.draft_id)
    draft = await draft_of(stored)
    if awaited.day is not None and says_yes(text):
        await _take_day(turn, stored, draft, awaited.index, Span(awaited.day, awaited.day))
        return
    question = draft.questions[awaited.index]
    deadline = read_deadline(text, draft.period)
    # «До пятницы» is no phrase of a document: it is said today. «15 ноября» in a plan of several
    # years does not say which.
    if not names_a_date(text) or deadline.end is None:
        asked = _day_asked(turn, stored, awaited.index)
        found = await day_in(turn, text, QuestionDate(stored.id, awaited.index), asked)
        if found is not None and found.day is not None:
            words = turn.texts("question-sure", day=day_words(turn.texts, found.day, turn.today))
            waits = QuestionDate(stored.id, awaited.index, found.day)
            await say_back(turn, waits, words, found.day, asked)
        return
    one_day = deadline.kind is Kind.DATE and not deadline.spans
    if question.about == ANCHOR and not one_day:
        raise UserError("error-date-unread")
    await _take_day(turn, stored, draft, awaited.index, Span(deadline.start, deadline.end))


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
    stored = await _give(turn, stored, draft, index, span_as_resolution(span))
    question = draft.questions[index]
    data = QuestionButton(draft_id=stored.id, index=index, choice=CHOICE_ENTER)
    rows = [[button(turn.texts("button-other-date"), data)]]
    if question.about == ANCHOR:
        count = len(settled_by(draft, question))
        await turn.say(turn.texts("anchor-taken", day=span.end, count=count), rows)
    else:
        await turn.say(turn.texts("question-taken", day=span.end), rows)
    await say_question(turn, stored, settled=_settled(turn, stored, draft, followed(stored, index)))
