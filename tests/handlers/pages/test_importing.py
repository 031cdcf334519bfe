"""Import at the desk: a document is sent, read, settled line by line, saved, and taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.importing.columns import columns_unsure
from handlers.importing.files import draft_arrived
from handlers.pages.page import Upload
from handlers.speaking.voice import Voice
from roadmap.actions.arriving import Arrival, remember_arrival
from roadmap.actions.tasks import ReadDocument, asker_of, task_of
from roadmap.drafts.json_form import draft_as_json
from roadmap.errors import NotFound, UserError
from roadmap.model import CellKind, Deadline, Draft, DueState, Kind, Roadmap, WrittenCell
from roadmap.model.messages import Job
from roadmap.ports import DueView, StoredDraft
from tests.handlers.conftest import COORDINATOR, Desk, month, sample_draft
from tests.handlers.pages.conftest import Browser, Seen, redirected
from tests.handlers.test_days_outside import slipped
from tests.handlers.test_questions import two_lines_for_three
from tests.handlers.test_the_year_is_asked import Y2025, unsure

FILE = Upload("план.docx", "application/octet-stream", b"PK hostile")


@pytest.fixture
async def coordinator(desk: Desk) -> Browser:
    """The coordinator of an office without any roadmap."""
    await desk.send(COORDINATOR, "/start")
    return Browser(desk, COORDINATOR)


async def arrive(desk: Desk, draft: Draft, *, file: bool = True) -> int:
    """The job has read a document for the coordinator, who asked without a chat; the draft's id."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        assert person is not None
        file_id = await tx.files.add("план.docx", "", b"PK") if file else None
        voice = Voice(tx, desk.at, desk.office, person=person)
        await draft_arrived(voice, draft_as_json(draft), file_id)
        return (await tx.drafts.of_person(person.id, 1))[0].id


async def next_job(desk: Desk) -> Job:
    async with desk.store.begin() as tx:
        job = await tx.jobs.claim(desk.at, desk.at)
    assert job is not None
    return job


async def done(desk: Desk, job: Job) -> None:
    async with desk.store.begin() as tx:
        await tx.jobs.done(job.id)


async def kept(desk: Desk, draft_id: int) -> StoredDraft:
    async with desk.store.read() as tx:
        return await tx.drafts.get(draft_id)


async def roadmaps(desk: Desk) -> list[Roadmap]:
    async with desk.store.read() as tx:
        return list(await tx.roadmaps.all())


async def views(desk: Desk) -> list[DueView]:
    async with desk.store.read() as tx:
        return list(await tx.roadmaps.views_between(1, None, None, tuple(DueState)))


async def answer(
    browser: Browser, draft_id: int, choice: str, index: int | None = None, **more: str
) -> Seen:
    """Answer the question shown, or question `index`."""
    query = "" if index is None else f"?q={index}"
    seen = await browser.get(f"/import/{draft_id}{query}")
    form = f'action="/import/{draft_id}/answer"'
    asked, before = seen.field("index", form), seen.field("before", form)
    at = f"/import/{draft_id}/answer"
    return await browser.post(at, index=asked, before=before, choice=choice, **more)


async def do(browser: Browser, draft_id: int, what: str, **more: str) -> Seen:
    """Press a button of the draft's page."""
    seen = await browser.get(f"/import/{draft_id}")
    return await browser.post(
        f"/import/{draft_id}", do=what, state=seen.field("state", "<main"), **more
    )


# ── sending a document ────────────────────────────────────────────────────────────────────────────


async def test_a_document_is_read_by_a_job_and_its_draft_opens_by_itself(
    desk: Desk, coordinator: Browser
) -> None:
    sent = redirected(await coordinator.post("/import", [FILE])).to
    job = await next_job(desk)
    task = task_of(job)
    assert isinstance(task, ReadDocument)
    assert (task.name, asker_of(job).chat_id) == ("план.docx", 0)
    async with desk.store.read() as tx:
        assert (await tx.files.get(task.stored_file)).content == b"PK hostile"
    waiting = await coordinator.get(sent)
    assert "Читаю «план.docx»" in waiting.text
    assert f'hx-get="{sent}" hx-trigger="every 1s"' in waiting.html
    draft_id = await arrive(desk, sample_draft())
    await done(desk, job)
    opened = redirected(await coordinator.get(sent)).to
    assert opened == f"/import/{draft_id}"
    assert (await coordinator.get(opened)).said == []
    assert "Дорожная карта города Верхнеозёрска" in (await coordinator.get("/import")).text


async def test_why_a_document_cannot_be_read_is_said_until_it_is_understood(
    desk: Desk, coordinator: Browser
) -> None:
    sent = redirected(await coordinator.post("/import", [FILE])).to
    job = await next_job(desk)
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        assert person is not None
        await remember_arrival(tx, person.id, Arrival(refused="В файле нет таблицы."))
    await done(desk, job)
    assert redirected(await coordinator.get(sent)).to == "/import"
    assert "В файле нет таблицы." in (await coordinator.get("/import")).text
    await coordinator.post("/import/columns", do="forget")
    assert "В файле нет таблицы." not in (await coordinator.get("/import")).text


async def test_nothing_is_read_without_a_file(coordinator: Browser) -> None:
    with pytest.raises(UserError, match="desk-import-no-file"):
        await coordinator.post("/import")


async def test_columns_that_are_not_sure_are_named_and_the_same_file_is_read_so(
    desk: Desk, coordinator: Browser
) -> None:
    rows = (("Альфа", "Бета"), ("Провести семинар", "март"))
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        file_id = await tx.files.add("план.docx", "", b"PK")
        voice = Voice(tx, desk.at, desk.office, person=person)
        await columns_unsure(voice, file_id, rows, ("other", "deadline"))
    seen = await coordinator.get("/import")
    assert "Провести семинар" in seen.text
    assert re.search(r'name="column1">.*?value="deadline" selected', seen.html, re.DOTALL)
    named = {"file": file_id, "column0": "other", "column1": "deadline"}
    with pytest.raises(UserError, match="desk-import-no-measure"):
        await coordinator.post("/import/columns", **named)
    await coordinator.post("/import/columns", **{**named, "column0": "measure"})
    task = task_of(await next_job(desk))
    assert isinstance(task, ReadDocument)
    assert (task.stored_file, task.columns) == (file_id, ("measure", "deadline"))
    with pytest.raises(UserError, match="stale-decided"):
        await coordinator.post("/import/columns", **{**named, "column0": "measure"})


async def test_a_year_that_is_not_sure_is_asked_before_anything_is_saved(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, unsure())
    seen = await coordinator.get(f"/import/{draft_id}")
    assert "За какой год этот документ?" in seen.text
    assert "2025" in seen.text
    assert 'value="save"' not in seen.html
    stored = await kept(desk, draft_id)
    await coordinator.post(f"/import/{draft_id}/year", choice=1)
    task = task_of(await next_job(desk))
    assert isinstance(task, ReadDocument)
    assert (task.stored_file, task.year) == (stored.file_id, Y2025)
    with pytest.raises(UserError, match="error-year-unread"):
        await coordinator.post(f"/import/{draft_id}/year", year="скоро")


# ── the draft ─────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_doubtful_stands_first_and_each_phrase_beside_its_days(
    desk: Desk, coordinator: Browser
) -> None:
    sample = sample_draft()
    plain = [replace(sample.items[1], number=str(n)) for n in range(100, 160)]
    draft_id = await arrive(desk, replace(sample, items=(*plain, sample.items[0])))
    seen = await coordinator.get(f"/import/{draft_id}")
    numbers = re.findall(r'class="number">(\d+)', seen.html)
    assert numbers == ["5", *(str(n) for n in range(100, 149))]
    assert "61 пункт" in seen.text
    assert "требуют внимания: 1" in seen.text
    assert "результаты муниципального этапа «Декабрь» → 31 декабря" in seen.text
    further = await coordinator.get(f"/import/{draft_id}?from=50")
    assert re.findall(r'class="number">(\d+)', further.html) == [str(n) for n in range(149, 160)]


def rows_shown(seen: Seen) -> list[tuple[str, str, str]]:
    """Of each line of the table: the work, the time, and what was read beside them."""
    lines = seen.html.partition("<tbody")[2].split("<tr")[1:]
    found = []
    for line in lines:
        cells = re.findall(r'<td [^>]*class="(work|time|told)[^>]*>(.*?)</td>', line, re.DOTALL)
        told = {kind: " ".join(re.sub(r"<[^>]+>", " ", html).split()) for kind, html in cells}
        if "work" in told:
            found.append((told["work"], told.get("time", ""), told.get("told", "")))
    return found


def of_a_document() -> Draft:
    """The sample's item 6 with the row that it was read of."""
    row = (
        WrittenCell(CellKind.NUMBER, "№", ("6",)),
        WrittenCell(CellKind.WORK, "Рекомендация", ("Результаты олимпиады",)),
        WrittenCell(
            CellKind.WORK,
            "Способ решения",
            (
                "1. Контроль олимпиад",
                "Контрольная точка 1: результаты муниципального этапа",
                "Контрольная точка 2: результаты регионального этапа",
                "Критерий - % участия",
                "Все – до 1 мая <b>строго</b>",
            ),
        ),
        WrittenCell(CellKind.TIME, "Срок", ("Октябрь", "Декабрь", "Апрель")),
        WrittenCell(CellKind.RESPONSIBLE, "Ответственный", ("Лаптева А.П.,", "директора школ")),
        WrittenCell(CellKind.OTHER, "Бюджет", ("25,5 тыс.",)),
    )
    sample = sample_draft()
    item = replace(sample.items[1], rows=(row,), responsible=("Лаптева А.П.",))
    return replace(sample, items=(item,), questions=())


async def test_each_line_of_the_document_stands_beside_what_was_read_of_it(
    desk: Desk, coordinator: Browser
) -> None:
    seen = await coordinator.get(f"/import/{await arrive(desk, of_a_document())}")
    assert rows_shown(seen) == [
        ("Результаты олимпиады", "", "название пункта"),
        ("1. Контроль олимпиад", "Октябрь", "6.М1 Контроль олимпиад «Октябрь» → 31 октября"),
        (
            "Контрольная точка 1: результаты муниципального этапа",
            "Декабрь",
            "6.1 результаты муниципального этапа «Декабрь» → 31 декабря",
        ),
        (
            "Контрольная точка 2: результаты регионального этапа",
            "Апрель",
            "6.2 результаты регионального этапа «Апрель» → 30 апреля 2020",
        ),
        # A line that was taken for nothing is seen.
        (
            "Критерий - % участия Все – до 1 мая &lt;b&gt;строго&lt;/b&gt;",
            "",
            "к точкам не отнесено",
        ),
        ("Бюджет 25,5 тыс.", "", "Ответственные Лаптева А.П. Критерий % участия"),
    ]
    assert "Лаптева А.П., директора школ" in seen.text


async def test_a_month_in_question_leaves_the_lines_of_deadlines_beside_their_points(
    desk: Desk, coordinator: Browser
) -> None:
    """Which September is meant is open, and not whose it is."""
    plan = of_a_document()
    asked = replace(sample_draft().questions[0], item="6", phrase="Декабрь", lines=("Декабрь",))
    seen = await coordinator.get(f"/import/{await arrive(desk, replace(plan, questions=(asked,)))}")
    assert [time for _, time, _ in rows_shown(seen)][1:4] == ["Октябрь", "Декабрь", "Апрель"]
    assert "есть вопрос" in rows_shown(seen)[2][2]


async def test_a_draft_of_an_earlier_version_shows_what_it_has(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, two_lines_for_three())
    seen = await coordinator.get(f"/import/{draft_id}")
    assert 'class="people"' not in seen.html
    # It is being asked whose line is whose, so all of them stand at the top.
    assert [(work, time) for work, time, _ in rows_shown(seen)] == [
        ("1. Сбор", "Октябрь Март Май"),
        ("2. Показ", ""),
        ("3. Слёт", ""),
        ("отчёт", ""),
    ]


async def test_one_answer_settles_its_cell_with_it_and_can_be_taken_back(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, two_lines_for_three())
    seen = await coordinator.get(f"/import/{draft_id}")
    assert "Сроки в ячейке, по строкам: ▶ «Октябрь» · «Март»" in seen.text
    assert "«Октябрь» → мероприятие 2, «Март» → мероприятие 3" in seen.text
    index = int(seen.field("index", f'action="/import/{draft_id}/answer"'))
    choice = re.search(r'name="choice" value="(\d+)">31 октября 2019', seen.html)
    assert choice is not None
    told = redirected(await answer(coordinator, draft_id, choice[1])).said
    assert "Вместе с этим" in told
    assert "мероприятие 3 – 31 марта 2020" in told
    assert "Вопросов больше нет" in told
    after = await coordinator.get(f"/import/{draft_id}")
    assert f"?q={index}" in after.html
    again = await coordinator.get(f"/import/{draft_id}?q={index}")
    assert "Сейчас выбрано: 31 октября 2019" in again.text
    await answer(coordinator, draft_id, "skip", index)
    assert "Есть 3 вопроса" in (await coordinator.get(f"/import/{draft_id}")).text


async def test_a_day_is_typed_as_in_a_document_or_as_people_say_it(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, sample_draft())
    with pytest.raises(UserError, match="error-date-unread"):
        await answer(coordinator, draft_id, "day", day="когда-нибудь")
    told = redirected(await answer(coordinator, draft_id, "day", day="15 ноября")).said
    assert told.startswith("Принято: 15 ноября 2019")
    await answer(coordinator, draft_id, "day", 0, day="завтра")
    given = (await kept(desk, draft_id)).answers["0"]
    assert given == {"start": "2019-12-03", "end": "2019-12-03"}


async def test_an_answer_that_somebody_gave_meanwhile_is_not_overwritten(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, sample_draft())
    await answer(coordinator, draft_id, "0")
    at = f"/import/{draft_id}/answer"
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await coordinator.post(at, index=0, before="null", choice="1")
    with pytest.raises(UserError):
        await answer(coordinator, draft_id, "7", 0)
    with pytest.raises(NotFound):
        await coordinator.get(f"/import/{draft_id}?q=9")
    assert (await kept(desk, draft_id)).answers["0"] == {"start": "2020-09-01", "end": "2020-09-30"}


async def test_an_answer_after_saving_gives_the_point_its_day(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, sample_draft())
    await do(coordinator, draft_id, "save")
    await answer(coordinator, draft_id, "day", day="15 марта 2020")
    assert date(2020, 3, 15) in {view.due.day for view in await views(desk)}


# ── saving ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("choice", "state"),
    [("ask", DueState.OPEN), ("done", DueState.DONE), ("quiet", DueState.QUIET)],
)
async def test_what_is_past_becomes_what_was_chosen(
    desk: Desk, coordinator: Browser, choice: str, state: DueState
) -> None:
    draft_id = await arrive(desk, sample_draft())
    assert "1 срок уже прошёл" in (await coordinator.get(f"/import/{draft_id}")).text
    await do(coordinator, draft_id, "past", past=choice)
    saved = redirected(await do(coordinator, draft_id, "save"))
    assert "Сохранено" in saved.said
    (october,) = [view for view in await views(desk) if view.due.day == date(2019, 10, 31)]
    assert october.due.state is state


async def test_days_outside_the_period_are_named_before_they_are_saved(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, slipped())
    assert "Пункт 6: 1 октября 2009" in (await coordinator.get(f"/import/{draft_id}")).text
    assert "вне периода" in redirected(await do(coordinator, draft_id, "save")).said
    assert await roadmaps(desk) == []
    to = redirected(await do(coordinator, draft_id, "correct")).to
    assert "«1 октября 2009»" in (await coordinator.get(to)).text
    index = int(to.rpartition("=")[2])
    await answer(coordinator, draft_id, "day", index, day="1 октября 2019")
    assert "1 октября 2009" not in (await coordinator.get(f"/import/{draft_id}")).field("state")
    await do(coordinator, draft_id, "save")
    days = {view.due.day for view in await views(desk)}
    assert date(2019, 10, 1) in days
    assert date(2009, 10, 1) not in days


async def test_days_outside_can_be_saved_as_they_are_written(
    desk: Desk, coordinator: Browser
) -> None:
    await do(coordinator, await arrive(desk, slipped()), "save", sure="1")
    assert date(2009, 10, 1) in {view.due.day for view in await views(desk)}


async def test_what_was_changed_meanwhile_is_not_saved_unseen(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, sample_draft())
    state = (await coordinator.get(f"/import/{draft_id}")).field("state", "<main")
    await answer(coordinator, draft_id, "0")
    with pytest.raises(UserError, match="desk-import-changed"):
        await coordinator.post(f"/import/{draft_id}", do="save", state=state)
    assert await roadmaps(desk) == []


async def test_a_draft_that_is_cancelled_is_forgotten(desk: Desk, coordinator: Browser) -> None:
    draft_id = await arrive(desk, sample_draft())
    await do(coordinator, draft_id, "cancel")
    with pytest.raises(NotFound):
        await kept(desk, draft_id)
    assert await roadmaps(desk) == []


async def test_an_import_is_taken_back_within_a_day_and_stands_as_a_draft_again(
    desk: Desk, coordinator: Browser
) -> None:
    draft_id = await arrive(desk, sample_draft())
    await do(coordinator, draft_id, "save")
    with pytest.raises(UserError, match="import-saved-already"):
        await coordinator.post(f"/import/{draft_id}", do="save", state="x")
    assert 'value="undo"' in (await coordinator.get(f"/import/{draft_id}")).html
    await coordinator.post(f"/import/{draft_id}", do="undo")
    assert await roadmaps(desk) == []
    await do(coordinator, draft_id, "save")
    desk.at += timedelta(days=1, minutes=1)
    assert 'value="undo"' not in (await coordinator.get(f"/import/{draft_id}")).html
    with pytest.raises(UserError, match="import-undo-too-late"):
        await coordinator.post(f"/import/{draft_id}", do="undo")
    assert len(await roadmaps(desk)) == 1


async def test_a_new_edition_says_what_it_changes_updates_and_is_taken_back(
    desk: Desk, coordinator: Browser
) -> None:
    first = await arrive(desk, sample_draft())
    await do(coordinator, first, "save")
    five, six, seven = sample_draft().items
    points = (replace(six.control_points[0], deadline=month("Январь", 2020, 1, 31)),)
    eight = replace(seven, number="8", recommendation="Новое дело")
    edition = replace(sample_draft(), items=(five, replace(six, control_points=points), eight))
    draft_id = await arrive(desk, edition)
    seen = await coordinator.get(f"/import/{draft_id}")
    assert "6.1: 31 декабря → 31 января 2020" in seen.text
    assert "➖ 6.2 результаты регионального этапа" in seen.text
    before = {(view.point.text, view.due.day, view.due.state) for view in await views(desk)}
    said = redirected(await do(coordinator, draft_id, "update")).said
    assert "Карта обновлена" in said
    assert len(await roadmaps(desk)) == 1
    days = {view.point.text: view.due.day for view in await views(desk)}
    assert days["результаты муниципального этапа"] == date(2020, 1, 31)
    assert "Отменить импорт" in (await coordinator.get(f"/import/{draft_id}")).text
    await coordinator.post(f"/import/{draft_id}", do="undo")
    after = {(view.point.text, view.due.day, view.due.state) for view in await views(desk)}
    assert after == before


async def test_an_edition_of_a_roadmap_in_the_archive_returns_it_first(
    desk: Desk, coordinator: Browser
) -> None:
    await do(coordinator, await arrive(desk, sample_draft()), "save")
    async with desk.store.begin() as tx:
        roadmap = await tx.roadmaps.get(1)
        await tx.roadmaps.update(replace(roadmap, archived_at=desk.at))
    draft_id = await arrive(desk, sample_draft())
    assert "из архива" in (await coordinator.get(f"/import/{draft_id}")).text
    await do(coordinator, draft_id, "unarchive")
    (roadmap,) = await roadmaps(desk)
    assert roadmap.archived_at is None
    assert 'value="update"' in (await coordinator.get(f"/import/{draft_id}")).html


async def test_answers_taken_over_are_told_apart_from_ones_own(
    desk: Desk, coordinator: Browser
) -> None:
    first = await arrive(desk, sample_draft())
    await do(coordinator, first, "save")
    draft_id = await arrive(desk, sample_draft())
    await answer(coordinator, draft_id, "0")
    assert "из прежней редакции" not in (await coordinator.get(f"/import/{draft_id}")).text
    await answer(coordinator, first, "1")
    third = await arrive(desk, sample_draft())
    assert (
        "1 ответ на вопрос взят из прежней редакции"
        in (await coordinator.get(f"/import/{third}")).text
    )


async def test_a_document_s_words_are_shown_as_words(desk: Desk, coordinator: Browser) -> None:
    five, six, seven = sample_draft().items
    bad = replace(
        seven,
        recommendation="<script>alert(1)</script>",
        measures=(replace(seven.measures[0], deadline=Deadline("<b>скоро", Kind.UNKNOWN)),),
    )
    draft_id = await arrive(desk, replace(sample_draft(), items=(five, six, bad)))
    seen = await coordinator.get(f"/import/{draft_id}")
    assert "<script>alert" not in seen.html
    assert "<b>скоро" not in seen.html
    assert "&lt;script&gt;alert" in seen.html
