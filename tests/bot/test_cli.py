"""The shell's commands, as a script or an administrator calls them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.running import ROOT, Program
from tests.documents.sets.word import Plan

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"


@pytest.fixture
def shell(tmp_path: Path) -> Program:
    """Commands without a token, with a database of their own."""
    program = Program(tmp_path, "http://127.0.0.1:9")
    program.env["VEKHA_TELEGRAM__TOKEN"] = ""
    return program


def test_each_phrase_is_one_line_of_json(shell: Program) -> None:
    done = shell.command(
        "deadline", "Сентябрь-октябрь", "постоянно", "--year", "2019/2020", "--json"
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0] == {
        "text": "Сентябрь-октябрь", "kind": "month_range", "start": "2019-09-01", "end": "2019-10-31", "sure": True,
    }  # fmt: skip
    assert lines[1]["kind"] == "continuous"


def test_it_names_the_rule_that_read_a_deadline_only_where_it_is_asked_why(shell: Program) -> None:
    told = shell.command(
        "deadline", "до 15 марта", "—", "--year", "2019/2020", "--json", "--why"
    ).stdout.splitlines()
    plain = shell.command("deadline", "до 15 марта", "--year", "2019/2020", "--json").stdout
    assert [json.loads(line)["rule"] for line in told] == ["by-a-day", "none"]
    by_a_day = json.loads(told[0])
    assert by_a_day.pop("rule")
    assert by_a_day == json.loads(plain)
    said = shell.command("deadline", "до 15 марта", "--year", "2019/2020", "--why").stdout
    assert "by_date, срок 2020-03-15, правило by-a-day" in said


@pytest.mark.parametrize("year", ["2019/2020", "2019-2020"])
def test_both_ways_of_writing_a_school_year_mean_the_same(shell: Program, year: str) -> None:
    done = shell.command("deadline", "Март", "--year", year, "--json")
    assert json.loads(done.stdout)["end"] == "2020-03-31"


def test_a_calendar_year_is_told_from_a_school_year(shell: Program) -> None:
    assert (
        json.loads(shell.command("deadline", "Сентябрь", "--year", "2026", "--json").stdout)["end"]
        == "2026-09-30"
    )


def test_without_a_year_it_is_the_one_that_runs_by_the_settings_clock_and_zone(
    shell: Program,
) -> None:
    moved = datetime(2026, 8, 31, 20, 30, tzinfo=UTC) - datetime.now(UTC)
    shell.clock.write_text(str(moved.total_seconds()))
    shell.env["VEKHA_CLOCK__OFFSET_FILE"] = shell.env.pop("VEKHA_CLOCK_FILE")
    assert json.loads(shell.command("deadline", "Март", "--json").stdout)["end"] == "2026-03-31"
    shell.env["VEKHA_REMINDERS__TIMEZONE"] = "Asia/Yekaterinburg"
    assert json.loads(shell.command("deadline", "Март", "--json").stdout)["end"] == "2027-03-31"


@pytest.mark.parametrize("year", ["2019/2021", "19/20", "год", "2019/2020/2021"])
def test_a_year_that_is_none_is_refused_with_one(shell: Program, year: str) -> None:
    assert shell.command("deadline", "Март", "--year", year).returncode == 1


def test_a_document_is_shown_without_being_stored(shell: Program) -> None:
    done = shell.command("parse", str(SAMPLE), "--json")
    draft = json.loads(done.stdout)
    assert set(draft) == {"title", "period", "items", "questions", "warnings", "year"}
    assert not shell.database.exists()


def test_a_file_that_is_no_document_is_refused_in_words(shell: Program, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 nothing")
    done = shell.command("parse", str(tmp_path / "x.docx"), "--json")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_an_import_needs_a_coordinator_first(shell: Program) -> None:
    done = shell.command("import", str(SAMPLE))
    assert done.returncode == 1
    assert "vekha invite --role coordinator" in done.stderr


def test_a_database_that_cannot_be_opened_is_told_with_its_newest_backup(
    shell: Program, tmp_path: Path
) -> None:
    shell.database.write_bytes(b"no database" * 100)
    backups = tmp_path / "backups"
    backups.mkdir()
    (backups / "vekha-2026-11-03.backup").touch()
    shell.env["VEKHA_BACKUP__DIRECTORY"] = str(backups)
    refused = shell.command("invite", "--role", "coordinator")
    assert refused.returncode == 1
    assert str(backups / "vekha-2026-11-03.backup") in refused.stderr


def test_the_shell_does_what_the_chat_does(shell: Program, tmp_path: Path) -> None:
    assert shell.command("invite", "--role", "coordinator", "--name", "Анна Ким").returncode == 0
    assert shell.command("import", str(SAMPLE)).returncode == 0
    (tmp_path / "люди.csv").write_text(
        "ФИО;должность;пункты\nИванова А.А.;учитель;1-2\n", encoding="utf8"
    )
    links = shell.command("people", "люди.csv")
    assert links.returncode == 0
    assert "Иванова А.А.;" in links.stdout
    assert shell.query("select count(*) from assignments") == [(2,)]
    assert shell.command("report", "--out", "отчёт.docx").returncode == 0
    again = shell.command("parse", "отчёт.docx", "--json")
    first = shell.command("parse", str(SAMPLE), "--json")
    numbers = [
        [item["number"] for item in json.loads(done.stdout)["items"]] for done in (first, again)
    ]
    assert numbers[0] == numbers[1]


def test_the_shell_reports_on_no_roadmap_in_the_archive(shell: Program) -> None:
    assert shell.command("invite", "--role", "coordinator", "--name", "Анна Ким").returncode == 0
    assert shell.command("import", str(SAMPLE)).returncode == 0
    with closing(sqlite3.connect(shell.database)) as connection, connection:
        connection.execute("UPDATE roadmaps SET archived_at = imported_at")
    refused = shell.command("report", "--out", "отчёт.docx")
    assert refused.returncode == 1
    assert "все дорожные карты в архиве: верните нужную в чате с ботом" in refused.stderr


def test_links_of_namesakes_are_told_apart_by_their_posts(shell: Program, tmp_path: Path) -> None:
    shell.command("invite", "--role", "coordinator")
    (tmp_path / "люди.csv").write_text(
        "Фамилия;Имя;Отчество;Должность;Школа\nИванова;Анна;Петровна;директор;СОШ № 5\n"
        "Иванова;Алла;Павловна;директор;СОШ № 7\nКим;Олег;;завуч;\n",
        encoding="utf8",
    )
    links = shell.command("people", "люди.csv")
    assert links.returncode == 0
    assert [line.partition(";")[0] for line in links.stdout.splitlines()[1:]] == [
        "Иванова Анна Петровна, СОШ № 5", "Иванова Алла Павловна, СОШ № 7", "Ким Олег",
    ]  # fmt: skip


def test_somebody_whose_items_do_not_exist_is_named_and_still_invited(
    shell: Program, tmp_path: Path
) -> None:
    shell.command("invite", "--role", "coordinator")
    shell.command("import", str(SAMPLE))
    (tmp_path / "люди.csv").write_text("ФИО;пункты\nПетров П.П.;999\n", encoding="utf8")
    done = shell.command("people", "люди.csv")
    assert done.returncode == 1
    assert "Петров П.П." in done.stdout
    assert "Петров П.П." in done.stderr


def test_a_restored_copy_holds_what_fell_due_before(shell: Program, tmp_path: Path) -> None:
    shell.clock.write_text("0")
    shell.command("invite", "--role", "coordinator")
    shell.command("import", str(SAMPLE))
    (tmp_path / "люди.csv").write_text("ФИО;пункты\nИванова А.А.;все\n", encoding="utf8")
    shell.command("people", "люди.csv")
    assert shell.command("backup", "copy").returncode == 0
    planned = shell.query("select count(*) from reminders where state = 'planned'")[0][0]
    assert planned > 0
    shell.clock.write_text(str(400 * 86_400))
    done = shell.command("restore", "copy")
    assert done.returncode == 0
    assert shell.query("select count(*) from reminders where state = 'held'") == [(planned,)]
    assert str(planned) in done.stdout


def test_a_check_names_what_is_wrong(shell: Program) -> None:
    nothing_set = shell.command("check")
    assert nothing_set.returncode == 2
    assert "vekha init" in nothing_set.stderr
    shell.env["VEKHA_TELEGRAM__TOKEN"] = "42:TEST"
    done = shell.command("check")
    assert done.returncode == 1
    assert "сервер не отвечает" in done.stdout
    assert "telegram.proxy" in done.stdout


def test_a_check_says_where_the_program_for_voices_is_missing(shell: Program) -> None:
    shell.env["VEKHA_TELEGRAM__TOKEN"] = "42:TEST"
    assert "speech.command" not in shell.command("check").stdout
    shell.env["VEKHA_SPEECH__COMMAND"] = "/nowhere/slova --language ru {file}"
    said = shell.command("check").stdout
    assert "speech.command: программа не найдена: /nowhere/slova" in said
    shell.env["VEKHA_SPEECH__COMMAND"] = "cat"
    assert "speech.command: программа cat найдена" in shell.command("check").stdout


@pytest.mark.parametrize(("mode", "told"), [(0o644, True), (0o600, False)])
def test_a_check_tells_of_a_token_that_everybody_may_read(
    shell: Program, mode: int, told: bool
) -> None:
    del shell.env["VEKHA_TELEGRAM__TOKEN"]
    config = shell.directory / "config.toml"
    config.write_text('[telegram]\ntoken = "42:TEST"\n')
    config.chmod(mode)
    assert ("chmod 600 config.toml" in shell.command("check").stdout) is told


def test_a_table_without_header_is_shown_with_a_question_about_its_columns(
    shell: Program, tmp_path: Path
) -> None:
    plan = Plan("План на 2026 год").table(
        ("1", "МБОУ СОШ № 5 им. А.С. Громова", "Высадить ели", "15 апреля"),
        ("2", "Управление образования", "Провести слёт", "май"),
    )
    (tmp_path / "plan.docx").write_bytes(plan.bytes())
    draft = json.loads(shell.command("parse", str(tmp_path / "plan.docx"), "--json").stdout)
    first = draft["questions"][0]
    assert (first["item"], first["about"]) == ("", "columns")
    assert "Высадить ели" in first["phrase"]
    assert "нет шапки" in draft["warnings"][0]
    assert [item["measures"][0]["text"] for item in draft["items"]] == [
        "Высадить ели",
        "Провести слёт",
    ]
    assert draft["items"][0]["responsible"] == ["МБОУ СОШ № 5 им. А.С. Громова"]
