"""`vekha parse` and `vekha deadline`: what would be read, without storing anything."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from bot.clock import Clock
from bot.configuration.settings_file import load
from roadmap.errors import UnsureColumns
from roadmap.model import Caution, CautionCode, Draft, Period, Question

YEAR_HELP = "Год документа: 2019/2020 (учебный) или 2026 (календарный)."


class YearType(click.ParamType[Period]):
    """«2019/2020», «2019-2020» or «2026» as a Period."""

    name = "год"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """The Period; fails with a usage message for anything else."""
        parts = str(value).replace("-", "/").split("/")
        if all(len(part) == 4 and part.isdigit() for part in parts) and int(parts[0]) in range(
            1900, 9998
        ):
            if len(parts) == 1:
                return Period.calendar(int(parts[0]))
            if len(parts) == 2 and int(parts[1]) == int(parts[0]) + 1:
                return Period.school(int(parts[0]))
        raise click.BadParameter(f"не похоже на год: {value}", ctx, param)


@click.command("parse", help="Показать, что будет прочитано из документа.")
@click.argument(
    "file", metavar="ФАЙЛ", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--year", type=YearType(), help=YEAR_HELP)
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
@click.pass_obj
def parse_command(config: str | None, file: Path, year: Period | None, as_json: bool) -> None:
    """Read `file` in the limited child process, as an import does, and print the draft."""
    from handlers.importing.year import year_line
    from handlers.speaking.cautions import plain_sentence
    from handlers.speaking.texts import plain, texts_in
    from roadmap.drafts.json_form import parsed_as_json
    from roadmap.reading.doubts import PERIOD

    say = partial(plain_sentence, "ru")
    draft = asyncio.run(_read(file.read_bytes(), file.name, year, _today(config)))
    if as_json:
        click.echo(json.dumps(parsed_as_json(draft, say), ensure_ascii=False))
        return
    click.echo(draft.title)
    if draft.judgement is not None:
        click.echo(plain(year_line(texts_in("ru"), draft.judgement)))
    else:
        click.echo(draft.period.label)
    click.echo(f"Пунктов: {len(draft.items)}, вопросов: {len(draft.questions)}")
    for question in draft.questions:
        if question.about == PERIOD:
            continue  # said above
        click.echo(f"  ? {question.item}, {question.about}: {question.phrase}")
    for warning in draft.warnings:
        click.echo(f"  ! {say(warning)}")


async def _read(content: bytes, name: str, year: Period | None, today: date) -> Draft:
    """The draft of a file; columns that only their contents tell are its first question."""
    from documents.child.reading import read_in_child

    try:
        return await read_in_child(content, name, year, today)
    except UnsureColumns as unsure:
        if not {"measure", "deadline"} <= set(unsure.guesses):
            raise
        draft = await read_in_child(content, name, year, today, unsure.guesses)
        first_row = " | ".join(" ".join(text.split()) for text in unsure.rows[0])
        asked = Question("", "columns", "", first_row, ())
        caution = Caution.of(CautionCode.COLUMNS, row=first_row)
        return replace(
            draft,
            questions=(asked, *draft.questions),
            warnings=(caution, *draft.warnings),
        )


@click.command("deadline", help="Показать, как будут прочитаны сроки.")
@click.argument("phrases", metavar="СРОК...", nargs=-1, required=True)
@click.option("--year", type=YearType(), help=YEAR_HELP)
@click.option("--json", "as_json", is_flag=True, help="Вывести по строке JSON на каждый срок.")
@click.option("--why", is_flag=True, help="Назвать правило, по которому прочитан срок.")
@click.pass_obj
def deadline_command(
    config: str | None, phrases: tuple[str, ...], year: Period | None, as_json: bool, why: bool
) -> None:
    """Read each phrase within `year`; the school year that is running where none is given. `why`
    names the rule of `roadmap.deadlines.rules` that read it.
    """
    from roadmap.deadlines import read_deadline, rule_of
    from roadmap.drafts.json_form import deadline_as_json

    period = year or school_year(_today(config))
    for phrase in phrases:
        deadline = read_deadline(phrase, period)
        rule = rule_of(phrase, period) if why else None
        if as_json:
            form = deadline_as_json(deadline) or {}
            told = form if rule is None else {**form, "rule": rule}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            days = ", ".join(day.isoformat() for day in deadline.due_days()) or "—"
            guess = "" if deadline.sure else " (не наверняка)"
            named = "" if rule is None else f", правило {rule}"
            click.echo(f"{phrase}: {deadline.kind}, срок {days}{guess}{named}")


def _today(config: str | None) -> date:
    settings = load(config)
    return settings.reminders.policy().day_of(Clock.from_settings(settings.clock.offset_file).now())


def school_year(day: date) -> Period:
    """The school year that `day` falls in."""
    return Period.school(day.year if day.month >= 9 else day.year - 1)
