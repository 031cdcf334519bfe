"""The report at the desk: worded in place, compared, and its files fetched from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from handlers.pages import report
from handlers.pages.page import Download, Upload
from handlers.pages.report import pieces_of
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Role
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, Seen, downloaded, redirected
from tests.handlers.pages.test_item import item_id
from tests.handlers.written import write_files

Opened = Callable[[int], Browser]
HALF = {"roadmap": 1, "half": 1}


def shown(seen: Seen) -> list[str]:
    """The numbers of the items on a page."""
    return re.findall(r">Пункт ([^<]+)</a>", seen.html)


def row(seen: Seen, number: str) -> str:
    """What a page has of an item, as HTML."""
    (own,) = [one for one in seen.html.split("<article")[1:] if f">Пункт {number}</a>" in one]
    return own


async def reworded(
    office: Desk, browser: Opened, text: str, before: str = "", number: str = "6", **more: object
) -> Seen:
    at = f"/report/items/{await item_id(office, number)}"
    return await browser(COORDINATOR).post(at, half=1, before=before, text=text, **more)


async def observer(office: Desk) -> int:
    """Petrov, who only reads."""
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.update(replace(petrov, role=Role.OBSERVER))
    return PETROV


async def made(office: Desk, browser: Opened, form: str, who: int = COORDINATOR) -> Seen:
    """The page after a file was asked for and the bot has done its work."""
    await browser(who).post("/report/files", form=form, **HALF)
    assert await write_files(office) == []
    return await browser(who).get("/report")


def link(seen: Seen) -> str:
    """Where the file of a page is."""
    (address,) = re.findall(r'href="(/report/files/\d+)"', seen.html)
    return str(address)


async def test_each_item_stands_with_its_text_beside_its_answers_and_files(
    office: Desk, browser: Opened
) -> None:
    at = f"/items/{await item_id(office)}"
    file = Upload("акт.pdf", "application/pdf", b"%PDF")
    await browser(IVANOVA).post(f"{at}/answer", [file], number=1, text="провели оба этапа")
    seen = await browser(COORDINATOR).get("/report")
    assert shown(seen) == ["5", "6", "7"]
    assert "Отчёт за 1 полугодие, 2019/2020 учебный год" in seen.text
    assert "заполнено 1 из 3" in seen.text
    own = row(seen, "6")
    assert re.search(r"<textarea[^>]*>\nПровели оба этапа\.</textarea>", own)
    assert "Результаты олимпиады" in own
    assert "2 декабря</time> · Иванова Анна" in own
    assert '<p class="text">провели оба этапа</p>' in own
    assert re.search(r'href="/entries/\d+/files/\d+">акт.pdf<', own)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("show=empty", ["7"]),
        ("show=own", ["5"]),
        ("q=олимпиад", ["6"]),
        ("q=6.", ["6"]),
        ("q=оба этапа", ["6"]),
        ("q=ярмарка", []),
        ("show=empty&q=олимпиад", []),
    ],
)
async def test_it_is_filtered_and_searched_by_number_and_words(
    office: Desk, browser: Opened, query: str, found: list[str]
) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    await reworded(office, browser, "Отобраны работы.", number="5")
    assert shown(await browser(COORDINATOR).get(f"/report?{query}")) == found


async def test_many_items_come_by_pages(browser: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ITEMS", 2)
    first = await browser(COORDINATOR).get("/report")
    assert shown(first) == ["5", "6"]
    assert "1–2 из 3" in first.text
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first.html)
    last = await browser(COORDINATOR).get(following)
    assert shown(last) == ["7"]
    assert "заполнено 0 из 3" in last.text
    assert 'rel="next"' not in last.html


async def test_the_other_half_year_has_texts_of_its_own(office: Desk, browser: Opened) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    second = await browser(COORDINATOR).get("/report?half=2")
    assert "Отчёт за 2 полугодие" in second.text
    assert "заполнено 0 из 3" in second.text
    with pytest.raises(UserError, match="error-no-such-half"):
        await browser(COORDINATOR).get("/report?half=3")


async def test_a_text_is_worded_in_place_and_the_collected_one_comes_back(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    page = (await browser(COORDINATOR).get("/report")).field("to", 'action="/report/items')
    seen = await reworded(office, browser, "Этапы\nпроведены.", "Провели оба этапа.", to=page)
    at = f"#item-{await item_id(office)}"
    assert redirected(seen).to == f"/report?roadmap=1&half=1{at}"
    own = row(await browser(COORDINATOR).get("/report"), "6")
    assert "\nЭтапы\nпроведены.</textarea>" in own
    assert "исправлено вручную" in own
    assert "Провели оба этапа.</blockquote>" in own
    await office.send(COORDINATOR, "/report 1")
    assert any("Заполнено пунктов: 1 из 3" in one.text for one in await write_files(office))
    await reworded(office, browser, "неважно", "Этапы проведены.", reset=1)
    own = row(await browser(COORDINATOR).get("/report"), "6")
    assert "\nПровели оба этапа.</textarea>" in own
    assert "исправлено вручную" not in own


async def test_by_htmx_the_row_alone_comes_back_and_the_counts_after_it(
    office: Desk, browser: Opened
) -> None:
    seen = await browser(COORDINATOR).post_part(
        f"/report/items/{await item_id(office)}", half=1, before="", text="Этапы проведены."
    )
    assert seen.html.strip().startswith("<article")
    assert "Текст пункта 6 сохранён." in seen.text
    (counts,) = re.findall(r'hx-get="(/report\?[^"]+)"', seen.html)
    seen = await browser(COORDINATOR).part(counts.replace("&amp;", "&"))
    assert seen.text.startswith("заполнено 1 из 3")
    assert "<article" not in seen.html


async def test_words_of_the_answers_own_are_left_to_the_answers(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    await reworded(office, browser, "Провели оба этапа. ", "Провели оба этапа.")
    await office.send(IVANOVA, "6 итоги опубликованы")
    assert "Итоги опубликованы.</textarea>" in row(await browser(COORDINATOR).get("/report"), "6")


async def test_two_who_word_an_item_at_once_lose_nothing(office: Desk, browser: Opened) -> None:
    await reworded(office, browser, "Этапы проведены.")
    with pytest.raises(UserError, match="desk-changed-meanwhile") as refused:
        await reworded(office, browser, "Олимпиада прошла.")
    assert refused.value.variables["now"] == "Этапы проведены."
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await reworded(office, browser, "", reset=1)
    assert "\nЭтапы проведены.</textarea>" in row(await browser(COORDINATOR).get("/report"), "6")


async def test_an_answer_that_came_meanwhile_is_not_written_over(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await reworded(office, browser, "Ответа не было.")


async def test_a_text_longer_than_a_cell_is_refused(office: Desk, browser: Opened) -> None:
    with pytest.raises(UserError, match="desk-too-long"):
        await reworded(office, browser, "а" * (report.LONGEST + 1))


async def test_observers_read_and_word_nothing_and_officials_see_nothing(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели <оба> этапа")
    seen = await browser(await observer(office)).get("/report")
    assert "Провели &lt;оба&gt; этапа.</p>" in row(seen, "6")
    assert "<textarea" not in seen.html
    with pytest.raises(NotAllowed):
        await browser(PETROV).post(f"/report/items/{await item_id(office)}", half=1, text="Нет")
    for address in ("/report", "/report/changes", "/report/files"):
        with pytest.raises(NotAllowed):
            await browser(IVANOVA).get(address)


async def test_a_file_is_being_made_and_then_fetched_and_nothing_is_said_in_chat(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели оба этапа")
    ordered = await browser(COORDINATOR).post("/report/files", form="docx", **HALF)
    assert redirected(ordered).said == "Готовлю файл."
    waiting = await browser(COORDINATOR).get("/report")
    assert "Word: делается…" in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.html
    assert await write_files(office) == []
    ready = await browser(COORDINATOR).part("/report/files?roadmap=1&half=1")
    assert ready.html.strip().startswith("<section")
    assert "every 2s" not in ready.html
    got = downloaded(await browser(COORDINATOR).get(link(ready)))
    assert got.name == "Отчет_1_полугодие_2019-2020.docx"
    with ZipFile(BytesIO(got.content)) as word:
        assert "Провели оба этапа." in word.read("word/document.xml").decode()


@pytest.mark.parametrize("form", [one for one in report.FORMS if one not in ("docx", "zip")])
async def test_each_form_is_made(office: Desk, browser: Opened, form: str) -> None:
    got = downloaded(await browser(COORDINATOR).get(link(await made(office, browser, form))))
    assert len(got.content) > 100
    assert got.mime


async def test_observers_download_what_they_asked_for_and_nobody_elses(
    office: Desk, browser: Opened
) -> None:
    mine = link(await made(office, browser, "xlsx"))
    with pytest.raises(NotFound, match="desk-file-gone"):
        await browser(await observer(office)).get(mine)
    theirs = await made(office, browser, "ics", PETROV)
    assert isinstance((await browser(PETROV).get(link(theirs))).response, Download)
    with pytest.raises(NotFound):
        await browser(COORDINATOR).get(link(theirs))


async def test_a_made_file_goes_in_the_night(office: Desk, browser: Opened) -> None:
    mine = link(await made(office, browser, "xlsx"))
    async with office.store.begin() as tx:
        assert await tx.messages.drop_files() == 1
    with pytest.raises(NotFound, match="desk-file-gone"):
        await browser(COORDINATOR).get(mine)
    seen = await browser(COORDINATOR).get("/report")
    assert "Скачать" not in seen.text


async def test_when_somebody_is_erased_no_made_file_names_them_any_more(
    office: Desk, browser: Opened
) -> None:
    mine = link(await made(office, browser, "xlsx"))
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.erase(petrov.id)
        with pytest.raises(NotFound):
            await tx.files.get(int(mine.rpartition("/")[2]))
    with pytest.raises(NotFound, match="desk-file-gone"):
        await browser(COORDINATOR).get(mine)


async def test_an_unknown_form_is_not_made(browser: Opened) -> None:
    for form in ("png", "exe", ""):
        with pytest.raises(NotFound):
            await browser(COORDINATOR).post("/report/files", form=form, **HALF)


async def test_what_changed_between_versions_is_marked_word_by_word(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6 провели один этап")
    first = await made(office, browser, "docx")
    assert "Что изменилось" not in first.text
    with pytest.raises(NotFound):
        await browser(COORDINATOR).get("/report/changes")
    await reworded(office, browser, "Провели оба этапа.", "Провели один этап.")
    assert "Что изменилось" in (await made(office, browser, "docx")).text
    seen = await browser(await observer(office)).get("/report/changes")
    assert "Версия 1 → 2, изменён 1 пункт" in seen.text
    assert "Провели <del>один этап.</del>" in seen.html
    assert "Провели <ins>оба этапа.</ins>" in seen.html


def test_pieces_are_the_texts_they_were_cut_from() -> None:
    before, after = "Один  два\nтри", "Один три\nчетыре пять"
    old, new = pieces_of(before, after)
    assert "".join(one.words for one in old).split() == before.split()
    assert "".join(one.words for one in new).split() == after.split()
    assert [one.words for one in new if not one.changed] == ["Один ", "три\n"]
    assert pieces_of("", "") == ([], [])


async def test_those_who_answer_for_an_empty_item_are_asked_again(
    office: Desk, browser: Opened
) -> None:
    at = f"/report/items/{await item_id(office)}/ask"
    assert at in row(await browser(COORDINATOR).get("/report"), "6")
    seen = await browser(COORDINATOR).post_part(at, half=1, to="/report?roadmap=1")
    (asked,) = seen.said
    assert asked.chat_id == IVANOVA
    assert "Координатор просит ответить по пункту 6." in asked.text
    assert "Спросили: Иванова Анна." in seen.text
    await office.reply(IVANOVA, asked, "провели оба этапа")
    assert at not in (await browser(COORDINATOR).get("/report")).html, "it is not empty any more"
    with pytest.raises(UserError, match="error-nobody-answers"):
        await browser(COORDINATOR).post(f"/report/items/{await item_id(office, '7')}/ask", half=1)


async def test_whom_no_message_reaches_is_said(office: Desk, browser: Opened) -> None:
    await office.send(COORDINATOR, "/invite Котова Ирина")
    await office.send(COORDINATOR, "/assign 7 Котова")
    at = f"/report/items/{await item_id(office, '7')}/ask"
    said = str(redirected(await browser(COORDINATOR).post(at, half=1)).said)
    assert "Никого спросить не удалось. Сообщения не доходят: Котова Ирина." in said


async def test_before_everybody_is_asked_it_is_shown_how_many_and_a_second_window_asks_again(
    office: Desk, browser: Opened
) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    assert "Спросить тех, от кого ждём ответа" in (await browser(COORDINATOR).get("/report")).text
    shown = await browser(COORDINATOR).post("/report/ask", **HALF)
    assert "Написать 2 участникам о 3 пунктах?" in shown.text
    assert shown.said == []
    seen = shown.field("seen", 'action="/report/ask"')
    asked = await browser(COORDINATOR).post("/report/ask", seen=seen, **HALF)
    assert {one.chat_id for one in asked.said} == {IVANOVA, PETROV}
    assert "Ждём" in str(redirected(asked).said)
    office.at += timedelta(minutes=1)
    again = await browser(COORDINATOR).post("/report/ask", seen=seen, **HALF)
    assert again.said == []
    assert "Запросы уже отправлены" in again.text
    seen = again.field("seen", 'action="/report/ask"')
    asked = await browser(COORDINATOR).post("/report/ask", seen=seen, **HALF)
    assert {one.chat_id for one in asked.said} == {IVANOVA, PETROV}


async def test_only_of_the_half_year_that_runs_everybody_is_asked(
    office: Desk, browser: Opened
) -> None:
    assert "/report/ask" not in (await browser(COORDINATOR).get("/report?half=2")).html
    with pytest.raises(NotFound):
        await browser(COORDINATOR).post("/report/ask", roadmap=1, half=2, seen=0)
    for number in ("5", "6", "7"):
        await browser(COORDINATOR).post(
            f"/items/{await item_id(office, number)}/answer",
            text="провели оба этапа",
            number=int(number),
        )
    assert "/report/ask" not in (await browser(COORDINATOR).get("/report")).html, "nobody owes"


async def test_a_file_that_was_waited_for_comes_by_itself_and_once(
    office: Desk, browser: Opened
) -> None:
    ordered = await browser(COORDINATOR).post_part("/report/files", form="docx", **HALF)
    (polled,) = re.findall(r'hx-get="([^"]+)"', ordered.html)
    polled = polled.replace("&amp;", "&")
    assert "data-start" not in (await browser(COORDINATOR).part(polled)).html
    await write_files(office)
    ready = await browser(COORDINATOR).part(polled)
    assert re.search(r'href="/report/files/\d+" download data-start', ready.html)
    assert "hx-get" not in ready.html
    assert "data-start" not in (await browser(COORDINATOR).get("/report")).html
