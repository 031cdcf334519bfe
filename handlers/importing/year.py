"""The year of a document: why it is taken for that one, and another chosen or typed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import DocumentYear, await_nothing
from handlers.speaking.buttons import CHOICE_ENTER, DraftButton, QuestionButton, button
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, Texts
from handlers.speaking.turn import Turn
from roadmap.actions.importing import draft_of
from roadmap.actions.tasks import ReadDocument
from roadmap.actions.years import remember_year
from roadmap.deadlines import read_period
from roadmap.errors import UserError
from roadmap.model import Draft, Evidence, Judgement, Period, Role
from roadmap.model.messages import Button
from roadmap.ports import StoredDraft
from roadmap.reading.doubts import PERIOD


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_year, DraftButton.filter(F.verb == "year"))


def year_line(texts: Texts, judgement: Judgement) -> Html:
    """«Период: 2024 год (утверждён 15.01.2024, 6 сроков с годом)», or that it is not sure."""
    if not judgement.sure:
        return year_why(texts, judgement)
    because = _list(texts, judgement.because)
    return texts("preview-period-because", period=_name(texts, judgement.period), because=because)


def year_why(texts: Texts, judgement: Judgement) -> Html:
    """What speaks for the likeliest year and what against it, and the question."""
    period, because = _name(texts, judgement.period), _list(texts, judgement.because)
    if not judgement.against:
        return texts("year-unsure", period=period, because=because)
    against = _list(texts, judgement.against)
    return texts("year-contradicted", period=period, because=because, against=against)


def year_choices(texts: Texts, stored: StoredDraft, draft: Draft) -> list[list[Button]]:
    """A button for each likely year, and one to type another."""
    index = next(n for n, question in enumerate(draft.questions) if question.about == PERIOD)
    judgement = draft.judgement
    assert judgement is not None
    named = [_name(texts, period) for period in judgement.choices]
    choices = [*enumerate(named), (CHOICE_ENTER, texts("button-year"))]
    return [
        [button(words, QuestionButton(draft_id=stored.id, index=index, choice=choice))]
        for choice, words in choices
    ]


async def choose_year(turn: Turn, stored: StoredDraft, judgement: Judgement, choice: int) -> None:
    """Read the document within the year chosen; ask for it to be typed where none of them is it."""
    if choice == CHOICE_ENTER:
        await ask_for(turn, DocumentYear(stored.id), turn.texts("year-how"))
    elif 0 <= choice < len(judgement.choices):
        await read_within(turn, stored, judgement.choices[choice])
    else:
        raise UserError("error-stale-button")


async def ask_year(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The document's year was read wrongly: the next message gives it."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(callback_data.draft_id)
    await ask_for(turn, DocumentYear(stored.id), turn.texts("year-how"))


async def read_year(turn: Turn, text: str, awaited: DocumentYear) -> None:
    """Read the same file again for another year; raises UserError where that cannot be read."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(awaited.draft_id)
    await read_within(turn, stored, year_in(text))


def year_in(text: str) -> Period:
    """The year that words give; raises UserError where they give none."""
    period = read_period(f"на {text.strip()} год") or read_period(text)
    if period is None:
        raise UserError("error-year-unread")
    return period


async def read_within(turn: Turn, stored: StoredDraft, period: Period) -> None:
    """Have the file of a draft read once more, as of this year."""
    if stored.file_id is None:
        raise UserError("error-year-unread")
    await await_nothing(turn)
    await remember_year(turn.tx, stored, await draft_of(stored), period)
    file = await turn.tx.files.get(stored.file_id)
    await ask_to_read(turn, ReadDocument(file.name, stored_file=file.id, year=period))


def _name(texts: Texts, period: Period) -> str:
    return str(texts.period(period.label))


def _list(texts: Texts, signs: tuple[Evidence, ...]) -> Html:
    return Html(
        ", ".join(
            texts(f"year-sign-{one.sign.value}", words=one.words, count=one.count) for one in signs
        )
    )
