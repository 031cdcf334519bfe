"""A coordinator's work from the shell: `vekha import`, `report`, `invite` and `people`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.clock import Clock
from bot.commands.reading import YEAR_HELP, YearType
from bot.commands.shared import showing, with_store
from bot.commands.wording import in_words
from bot.configuration.settings import Settings
from bot.configuration.settings_file import load
from roadmap.model import Period, Role
from roadmap.model.forms import Form

if TYPE_CHECKING:
    from bot.commands.desk_work import DeskWork

T = TypeVar("T")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import", help="Прочитать документ и сохранить дорожную карту.")
@click.argument("file", metavar="ФАЙЛ", type=_FILE)
@click.option("--year", type=YearType(), help=YEAR_HELP)
@click.pass_obj
def import_command(config: str | None, file: Path, year: Period | None) -> None:
    """Store `file` as a roadmap; questions are answered in chat."""
    with showing("Чтение документа", steps=2) as step:
        content = file.read_bytes()
        draft = _work(load(config), lambda desk: desk.import_file(file, content, year, step))
    click.echo(f"{draft.title}\nПунктов: {len(draft.items)}")
    if draft.questions:
        click.echo(f"Вопросов: {len(draft.questions)}. На них отвечают в чате: /import")


@click.command("report", help="Записать отчёт по дорожной карте.")
@click.option(
    "--out", metavar="ФАЙЛ", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать."
)
@click.option(
    "--period", "--half", metavar="НОМЕР", type=int, help="Полугодие по счёту; иначе текущее."
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="Вид файла; иначе по окончанию имени, иначе docx.",
)
@click.pass_obj
def report_command(
    config: str | None, out: Path | None, period: int | None, form: str | None
) -> None:
    """Write the newest roadmap's report; a picture of several pages is written as several files."""
    wanted = form or (out.suffix.lstrip(".").lower() if out and out.suffix else "docx")
    with showing("Составление отчёта", steps=2) as step:
        made = _work(load(config), lambda desk: desk.report(wanted, period, step))
    for page, file in enumerate(made, start=1):
        path = (
            Path(file.name)
            if out is None
            else out
            if page == 1
            else out.with_stem(f"{out.stem}-{page}")
        )
        path.write_bytes(file.content)
        click.echo(f"Отчёт записан: {path}")


@click.command("template", help="Записать встроенный шаблон отчёта, чтобы изменить его в Word.")
@click.argument("file", metavar="ФАЙЛ", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--plan", is_flag=True, help="Для плана со столбцом «Ответственный», без рекомендаций."
)
def template_command(file: Path, plan: bool) -> None:
    """Write the built-in template; `report.template` in the settings then names the changed one."""
    from documents.writing.template_report import built_in_template

    file.write_bytes(built_in_template(recommends=not plan))
    click.echo(f"Шаблон записан: {file}")


@click.command("invite", help="Выдать одноразовую ссылку-приглашение.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="Роль участника.",
)
@click.option("--name", default="", help="Фамилия, имя, отчество.")
@click.pass_obj
def invite_command(config: str | None, role: str, name: str) -> None:
    """Print the link; before the bot's first start, the command that does the same."""
    click.echo(_work(load(config), lambda desk: desk.invite(Role(role), name)))


@click.command(
    "people",
    help="Пригласить участников из файла CSV или xlsx: ФИО, должность, организация, пункты.",
)
@click.argument("file", metavar="ФАЙЛ", type=_FILE)
@click.pass_obj
def people_command(config: str | None, file: Path) -> int:
    """Print CSV: name, link; 1 where somebody's items could not be assigned."""
    from documents.tables.people_file import read_people, write_links

    rows = read_people(file.read_bytes(), file.name)
    with showing("Приглашения") as step:
        links, failed = _work(load(config), lambda desk: desk.people(rows))
        step()
    sys.stdout.buffer.write(write_links(links))
    for name, error in failed:
        click.echo(f"{name}: {in_words(error)}", err=True)
    return 1 if failed else 0


def _work(settings: Settings, work: Callable[[DeskWork], Awaitable[T]]) -> T:
    from bot.telegram.deferred_models import build_models_at_first_use

    if settings.telegram.lean:
        build_models_at_first_use()
    from bot.commands.desk_work import DeskWork

    clock = Clock.from_settings(settings.clock.offset_file)
    return asyncio.run(with_store(settings, lambda store: work(DeskWork(settings, store, clock))))
