"""A roadmap goes into the archive and comes back; what people see of it meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.schedule.ticker import Ticker
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.actions.tasks import WriteFile, task_of
from roadmap.model import DueState, Reminder, ReminderKind, ReminderState
from roadmap.model.messages import Job, Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk, sample_draft
from tests.handlers.test_a_failing_reminder import StandingClock
from tests.handlers.test_daily_message import LATE, labels, morning
from tests.handlers.test_living_reminders import reminded

OLD, NEW = "Дорожная карта города Верхнеозёрска", "План подготовки к зиме посёлка Ключи"


async def archive(desk: Desk, title: str = OLD) -> Outgoing:
    """«В архив», with the taps of a coordinator; what was said last."""
    (shown,) = await desk.send(COORDINATOR, "/roadmaps")
    (asked,) = await desk.press(COORDINATOR, shown, "В архив")
    if asked.text == "Какую карту убрать в архив?":
        (asked,) = await desk.press(COORDINATOR, asked, title)
    (done,) = await desk.press(COORDINATOR, asked, "В архив")
    return done


async def archived_of(desk: Desk) -> list[str]:
    async with desk.store.read() as tx:
        return [roadmap.title for roadmap in await tx.roadmaps.archived()]


async def planned(desk: Desk, roadmap_id: int = 1) -> list[Reminder]:
    """What is planned of a roadmap."""
    async with desk.store.read() as tx:
        views = await tx.roadmaps.views_between(roadmap_id, None, None)
        found = await tx.reminders.of_dues([view.due.id for view in views])
    return [one for one in found if one.state is ReminderState.PLANNED]


async def entries(desk: Desk, roadmap_id: int, number: str = "6") -> list[str]:
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(roadmap_id, [number])
        return [one.text for one in await tx.answers.of_item(item.id)]


async def second(desk: Desk) -> Desk:
    """A second roadmap with the same numbers; Иванова answers for its item 6, too. The first is
    everybody's current one.
    """
    preview = await desk.import_draft(replace(sample_draft(), title=NEW))
    await desk.press(COORDINATOR, preview, "Сохранить")
    await desk.send(COORDINATOR, "/assign 6 Иванова")
    await desk.tap(COORDINATOR, "rm:choose:1:0")
    await desk.sent()
    return desk


@pytest.fixture
async def two(office: Desk) -> Desk:
    return await second(office)


async def test_what_follows_is_said_once_before_and_one_tap_returns_it(office: Desk) -> None:
    before = await planned(office)
    assert before
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    assert "Архив (" not in str(labels(shown))
    (asked,) = await office.press(COORDINATOR, shown, "В архив")
    assert f"Убрать в архив карту «{OLD}»?" in asked.text
    for follows in ("больше не будет напоминаний", "исчезнет из списков", "Вернуть карту можно"):
        assert follows in asked.text
    assert await archived_of(office) == []
    (done,) = await office.press(COORDINATOR, asked, "В архив")
    assert f"«{OLD}» в архиве" in done.text
    assert await archived_of(office) == [OLD]
    assert await planned(office) == []
    (returned,) = await office.press(COORDINATOR, done, "Вернуть")
    assert returned.text == f"Карта «{OLD}» снова в работе, напоминания запланированы."
    assert await archived_of(office) == []
    assert await planned(office) == before
    (log,) = await office.send(COORDINATOR, "/log")
    assert f"карта убрана в архив: {OLD}" in log.text
    assert f"карта возвращена из архива: {OLD}" in log.text


async def test_a_cancelled_question_archives_nothing(office: Desk) -> None:
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    (asked,) = await office.press(COORDINATOR, shown, "В архив")
    await office.press(COORDINATOR, asked, "Отмена")
    assert await archived_of(office) == []


async def test_of_several_roadmaps_it_asks_which_and_another_becomes_current(two: Desk) -> None:
    done = await archive(two)
    assert f"Текущая карта: {NEW}" in done.text
    (shown,) = await two.send(COORDINATOR, "/roadmaps")
    assert f"● {NEW}" in shown.text
    assert OLD not in shown.text
    (summary,) = await two.send(COORDINATOR, "/summary")
    assert NEW in summary.text
    # Иванова worked with the archived one, too.
    (mine, *_) = await two.send(IVANOVA, "/my")
    assert NEW in mine.text
    await two.press(COORDINATOR, done, "Вернуть")
    (mine, *_) = await two.send(IVANOVA, "/my")
    assert OLD.removeprefix("Дорожная карта ") in mine.text


async def test_an_official_whose_roadmap_is_archived_works_with_one_of_theirs(two: Desk) -> None:
    newest = await two.import_draft(replace(sample_draft(), title="Третий план совсем о другом"))
    await two.press(COORDINATOR, newest, "Сохранить")
    await archive(two)
    (mine, *_) = await two.send(IVANOVA, "/my")
    assert NEW in mine.text


async def test_the_last_roadmap_in_the_archive_leaves_a_way_back(office: Desk) -> None:
    done = await archive(office)
    assert "Действующих карт больше нет" in done.text
    (said,) = await office.send(IVANOVA, "/my")
    assert said.text.startswith("Все дорожные карты в архиве.")
    (said,) = await office.send(COORDINATOR, "/summary")
    assert said.text.startswith("Все дорожные карты в архиве.")
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    assert labels(shown) == ["Архив (1)"]
    (shown,) = await office.press(COORDINATOR, shown, "Архив (1)")
    assert f"{OLD} (2019/2020 учебный год), в архиве с 2 декабря" in shown.text
    await office.press(COORDINATOR, shown, "Вернуть")
    (mine, *_) = await office.send(IVANOVA, "/my")
    assert OLD in mine.text


async def test_reports_files_and_items_are_still_found_in_the_archive(two: Desk) -> None:
    await archive(two)
    (shown,) = await two.send(COORDINATOR, "/roadmaps")
    (shown,) = await two.press(COORDINATOR, shown, "Архив (1)")
    (card,) = await two.press(COORDINATOR, shown, OLD[:30])
    for label, form in (("Отчёт за 1", "docx"), ("Excel", "xlsx"), ("Файлы", "zip")):
        await two.press(COORDINATOR, card, label)
        task = task_of(await job(two))
        assert isinstance(task, WriteFile)
        assert (task.roadmap_id, task.form) == (1, form)
    for words in ("олимпиады", "6"):
        await two.press(COORDINATOR, card, "К пункту")
        (item,) = await two.send(COORDINATOR, words)
        assert "Дорожная карта в архиве" in item.text
        assert "Результаты олимпиады" in item.text
        assert labels(item) == []
    await two.press(COORDINATOR, card, "К пункту")
    (unknown,) = await two.send(COORDINATOR, "99")
    assert unknown.text == "Пункта 99 в карте нет."
    (item,) = await two.send(COORDINATOR, "7")  # it is still asked for
    assert "Поддержка молодых" in item.text


async def job(desk: Desk) -> Job:
    async with desk.store.begin() as tx:
        found = await tx.jobs.claim(desk.at, desk.at + timedelta(minutes=5))
        assert found is not None
        await tx.jobs.done(found.id)
    return found


async def test_an_old_button_does_not_choose_an_archived_roadmap(two: Desk) -> None:
    await archive(two)
    for who in (COORDINATOR, IVANOVA):
        (said,) = await two.tap(who, "rm:choose:1:0") or [None]
        told = said.text if said is not None else two.toasts[-1]
        assert "в архиве: по ней не напоминаем" in told
    await two.tap(PETROV, "rm:choose:1:0")
    assert OLD not in two.toasts[-1]


async def test_an_official_sees_nothing_of_it_in_any_list(office: Desk) -> None:
    await second(office)
    await archive(office)
    for words in ("/my", "/due 400", "/overdue", "/roadmaps"):
        for said in await office.send(IVANOVA, words):
            assert OLD not in said.text
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    assert "пунктов: 1" in people.text or "1 пункт" in people.text


async def test_a_deputy_is_not_shown_what_is_archived(office: Desk) -> None:
    await second(office)
    today = office.at.date()
    async with office.store.begin() as tx:
        ivanova, petrov = [await tx.people.by_telegram(who) for who in (IVANOVA, PETROV)]
        leave = {"leave_from": today, "leave_to": today, "deputy_id": petrov.id}
        await tx.people.update(replace(ivanova, **leave))
    await archive(office)
    said = await office.send(PETROV, "/my")
    stood_in = next(one for one in said if "Иванов" in one.text)
    assert labels(stood_in) == ["6.1", "6.2"]  # those of the other alone


async def test_the_morning_and_the_week_say_nothing_of_it(office: Desk) -> None:
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await office.send(400, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await office.a_minute_later()
    await morning(office, LATE - timedelta(days=1))
    await archive(office)
    assert await morning(office, LATE) == []
    assert await morning(office, datetime(2020, 1, 20, 6, 20, tzinfo=UTC)) == []
    assert await planned(office) == []  # nor did the night plan anything


async def test_a_reply_to_an_old_reminder_is_kept_and_told_in_the_morning(two: Desk) -> None:
    shown = await reminded_of_first(two)
    await morning(two, LATE - timedelta(days=1))
    await archive(two)
    (said,) = await two.reply(IVANOVA, shown, "Этап прошёл, акт подписан")
    assert "Дорожная карта в архиве: ответ сохранён" in said.text
    assert await entries(two, 1) == ["Этап прошёл, акт подписан"]
    assert await entries(two, 2) == []
    told = next(one for one in await morning(two, LATE) if one.chat_id == COORDINATOR)
    assert f"Ответы по карте в архиве</b> «{OLD}»: Иванова Анна (6.1)" in told.text
    (card,) = await two.press(COORDINATOR, told, "Архив: ")
    assert "Вернуть" in labels(card)
    later = await morning(two, LATE + timedelta(days=1))
    assert not any("в архиве" in one.text for one in later)


async def test_what_was_answered_in_the_archive_is_counted_at_its_return_and_told_in_the_morning(
    office: Desk,
) -> None:
    shown = await reminded(office, IVANOVA, "6.1")
    await morning(office, LATE - timedelta(days=1))
    put_away = await archive(office)
    (said,) = await office.reply(IVANOVA, shown, "Этап прошёл, акт подписан")
    assert "координатор увидит его в утреннем сообщении" in said.text
    (back,) = await office.press(COORDINATOR, put_away, "Вернуть")
    assert "Ответов за время в архиве: 1." in back.text
    told = next(one for one in await morning(office, LATE) if one.chat_id == COORDINATOR)
    assert "Иванова Анна (6.1)" in told.text
    assert "в архиве" not in told.text


async def test_such_an_answer_is_told_even_where_no_other_roadmap_runs(office: Desk) -> None:
    shown = await reminded(office, IVANOVA, "6.1")
    await morning(office, LATE - timedelta(days=1))
    await archive(office)
    await office.press(IVANOVA, shown, "Выполнено")
    (told,) = await morning(office, LATE)
    assert "Ответы по карте в архиве" in told.text


async def reminded_of_first(desk: Desk) -> Outgoing:
    """Иванова's reminder of 6.1 of the first roadmap."""
    async with desk.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        views = await tx.roadmaps.views_between(1, None, None, person_id=ivanova.id)
        due = next(v.due for v in views if v.due.day == datetime(2019, 12, 31, tzinfo=UTC).date())
        one = Reminder(0, ivanova.id, due.id, ReminderKind.BY_HAND, desk.at.date(), desk.at)
        await tx.reminders.add([one])
        claimed = [
            one
            for one in await tx.reminders.claim(desk.at, 50)
            if one.due_id == due.id and one.kind is ReminderKind.BY_HAND
        ]
        message = await compose(Voice(tx, desk.at, desk.office).to(ivanova), claimed)
        assert message is not None
        added = await tx.messages.add(message)
        await tx.reminders.queued_as([one.id for one in claimed], added.id)
    (sent,) = await desk.sent()
    return sent


async def test_a_typed_number_means_the_roadmap_that_runs(two: Desk) -> None:
    shown = await reminded_of_first(two)
    await two.send(COORDINATOR, "/assign 7 Иванова")
    await two.tap(COORDINATOR, "rm:choose:2:0")
    await two.send(COORDINATOR, "/assign 7 Иванова")
    await archive(two)
    await two.send(IVANOVA, "6: готовим семинар")
    await two.reply(IVANOVA, shown, "7: наставники назначены")
    assert [await entries(two, 1, number) for number in ("6", "7")] == [[], []]
    assert await entries(two, 2) == ["готовим семинар"]
    assert await entries(two, 2, "7") == ["наставники назначены"]
    # The number of what was replied to is no other item's.
    await two.reply(IVANOVA, shown, "6.1: протокол подписан")
    assert await entries(two, 1) == ["протокол подписан"]


async def test_a_number_in_a_reply_is_of_its_roadmap_where_no_other_has_it(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    shown = await reminded(office, IVANOVA, "6.1")
    await archive(office)
    await office.reply(IVANOVA, shown, "7: наставники назначены")
    assert await entries(office, 1, "7") == ["наставники назначены"]


async def test_words_alone_do_not_go_to_the_reminder_of_an_archived_roadmap(two: Desk) -> None:
    await reminded_of_first(two)
    await archive(two)
    (asked,) = await two.send(IVANOVA, "акт подписан и отправлен")
    assert "сохранён" in asked.text
    assert await entries(two, 1) == []


async def test_words_are_kept_where_every_roadmap_is_archived(office: Desk) -> None:
    await archive(office)
    (asked,) = await office.send(IVANOVA, "акт подписан и отправлен")
    assert asked.text.startswith("Ответ сохранён")
    async with office.store.read() as tx:
        (kept,) = await tx.answers.unplaced_of(None)
    assert kept.text == "акт подписан и отправлен"


async def test_a_photo_is_an_answer_where_roadmaps_are_only_in_the_archive(office: Desk) -> None:
    await archive(office)
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
    said = await office.feed(message=office.message(COORDINATOR, photo=photo))
    assert said[-1].text.startswith("Ответ сохранён")


async def test_old_buttons_remind_nobody_of_it(two: Desk) -> None:
    shown = await reminded_of_first(two)
    async with two.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
    await archive(two)
    tomorrow = int((two.at + timedelta(days=1)).timestamp()) // 60
    (due_id,) = {one.due_id for one in shown.about}
    for who, data in (
        (IVANOVA, f"snooze:{due_id}:{tomorrow}"),
        (COORDINATOR, f"item:remind:{item.id}"),
        (COORDINATOR, "list:remind_silent:0:1"),
        (COORDINATOR, "list:collect:0:1"),
        (COORDINATOR, f"walk:ask:1:1:{item.id}"),
    ):
        two.toasts.clear()
        said = await two.tap(who, data)
        told = " ".join([*(one.text for one in said), *two.toasts])
        assert "в архиве: по ней не напоминаем" in told, data
        assert {one.chat_id for one in said} <= {who}
    assert await planned(two) == []


async def test_an_assignment_or_a_setting_changed_meanwhile_plans_nothing(two: Desk) -> None:
    async with two.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        petrov = await tx.people.by_telegram(PETROV)
    await archive(two)
    await two.tap(COORDINATOR, f"assign:{petrov.id}:{item.id}:0")
    await two.send(IVANOVA, "/settings")
    await two.tap(IVANOVA, "set:zone:Asia/Omsk")
    await two.tap(IVANOVA, "set:quiet:21-7")
    assert await planned(two) == []
    assert await planned(two, 2)


async def test_a_new_edition_of_an_archived_plan_offers_to_return_it_or_to_save_it_apart(
    office: Desk,
) -> None:
    await archive(office)
    preview = await office.import_draft(sample_draft())
    assert f"новую редакцию карты из архива:</b> «{OLD}»" in preview.text
    assert "Обновить карту" not in labels(preview)
    assert "Сохранить как новую" in labels(preview)
    # A forged or old button does not update what is in the archive.
    draft_id = preview.buttons[0][0].data.rsplit(":", 1)[1]
    await office.tap(COORDINATOR, f"draft:update:{draft_id}")
    assert await archived_of(office) == [OLD]
    (preview,) = await office.press(COORDINATOR, preview, "Вернуть карту из архива")
    assert await archived_of(office) == []
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    assert "Карта обновлена" in saved.text


async def test_an_archived_plan_can_be_imported_as_another_one(office: Desk) -> None:
    await archive(office)
    preview = await office.import_draft(sample_draft())
    await office.press(COORDINATOR, preview, "Сохранить как новую")
    async with office.store.read() as tx:
        assert [one.id for one in await tx.roadmaps.all()] == [2]
        assert [one.id for one in await tx.roadmaps.archived()] == [1]
    # The next edition is one of the plan that runs, and not of that in the archive.
    preview = await office.import_draft(sample_draft())
    assert "Обновить карту" in labels(preview)


async def test_taking_back_an_edition_leaves_the_roadmap_in_the_archive(office: Desk) -> None:
    preview = await office.import_draft(sample_draft())
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    await archive(office)
    await office.press(COORDINATOR, saved, "Отменить")
    assert await archived_of(office) == [OLD]
    assert await planned(office) == []


async def test_who_joins_is_invited_to_what_runs(two: Desk) -> None:
    await archive(two)
    (people,) = await two.send(COORDINATOR, "/people Иванова")
    (card,) = await two.press(COORDINATOR, people, "Иванова")
    said = await two.press(COORDINATOR, card, "Ссылка")
    assert NEW in said[-1].text
    assert OLD not in said[-1].text
    (invited,) = await two.send(COORDINATOR, "/invite координатор Ким Олег")
    await two.send(STRANGER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    async with two.store.read() as tx:
        joined = await tx.people.by_telegram(STRANGER)
    assert joined is not None
    assert joined.roadmap_id == 2


async def test_a_morning_reminds_of_the_roadmap_that_runs_alone(two: Desk) -> None:
    await archive(two)
    at = datetime(2019, 12, 24, 6, 0, tzinfo=UTC)
    await Ticker(two.store, two.office, StandingClock(at), lambda: None, lambda _: None).tick()
    two.at = at
    said = await two.sent()
    assert said  # the other roadmap has the same days
    async with two.store.read() as tx:
        for one in said:
            for about in one.about:
                assert (await tx.roadmaps.item(about.item_id)).roadmap_id == 2


async def test_what_fell_due_meanwhile_comes_back_as_ordinary_overdue_reminders(
    office: Desk,
) -> None:
    """No more than one message in a morning, and none at once for the days that have passed."""
    done = await archive(office)
    office.at = datetime(2020, 6, 1, 7, 0, tzinfo=UTC)  # both control points have passed
    (said,) = await office.press(COORDINATOR, done, "Вернуть")
    assert "прошли 2 незакрытых срока: напомним о них" in said.text
    found = await planned(office)
    assert found
    assert all(one.fire_at >= office.at for one in found)
    assert {one.kind for one in found} == {ReminderKind.OVERDUE}
    mornings = [(one.person_id, one.due_id, one.fire_at) for one in found]
    assert len(set(mornings)) == len(mornings)
    async with office.store.read() as tx:
        views = await tx.roadmaps.views_between(1, None, None)
    assert all(view.due.state is DueState.OPEN for view in views)


async def test_what_is_due_today_has_not_passed(office: Desk) -> None:
    done = await archive(office)
    office.at = datetime(2019, 12, 31, 7, 0, tzinfo=UTC)  # 6.1 is due
    (said,) = await office.press(COORDINATOR, done, "Вернуть")
    assert said.text == f"Карта «{OLD}» снова в работе, напоминания запланированы."


async def test_an_old_button_of_the_archive_opens_nothing_that_was_returned(office: Desk) -> None:
    done = await archive(office)
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    (shown,) = await office.press(COORDINATOR, shown, "Архив (1)")
    await office.press(COORDINATOR, done, "Вернуть")
    assert await office.press(COORDINATOR, shown, OLD[:30]) == []
    assert office.toasts[-1].startswith("Кнопка устарела")


async def test_only_coordinators_archive(office: Desk) -> None:
    for verb in ("archive", "archive_sure", "archived", "return", "find"):
        await office.tap(IVANOVA, f"rm:{verb}:1:0")
        assert office.toasts[-1] == "Это действие вам недоступно."
    (shown,) = await office.send(IVANOVA, "/roadmaps")
    assert not {"В архив", "Архив (1)"} & set(labels(shown))
    assert await archived_of(office) == []


async def test_a_deputy_is_not_told_of_items_in_the_archive(office: Desk) -> None:
    await archive(office)
    await office.send(IVANOVA, "/leave")
    (sure,) = await office.send(IVANOVA, "с 9 по 22 декабря, Петров Олег")
    said = await office.press(IVANOVA, sure, "Всё верно")
    (told,) = [one for one in said if one.chat_id == PETROV]
    assert "вы замещаете Анну Иванову" in told.text
    assert OLD not in told.text


async def test_answers_to_several_of_its_items_are_confirmed_as_archived(two: Desk) -> None:
    shown = await reminded_of_first(two)
    await archive(two)
    (said,) = await two.reply(IVANOVA, shown, "6.1: протокол подписан\n6.2: жюри назначено")
    assert "Дорожная карта в архиве: ответ сохранён" in said.text
    assert sorted(await entries(two, 1)) == ["жюри назначено", "протокол подписан"]


async def test_what_was_held_after_a_restore_is_not_sent_of_an_archived_roadmap(
    office: Desk,
) -> None:
    await archive(office)
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        (view, *_) = await tx.roadmaps.views_between(1, None, None, person_id=ivanova.id)
        one = Reminder(0, ivanova.id, view.due.id, ReminderKind.AHEAD, office.at.date(), office.at)
        await tx.reminders.add([replace(one, state=ReminderState.HELD)])
    await office.tap(COORDINATOR, "held:send")
    clock = StandingClock(office.at)
    await Ticker(office.store, office.office, clock, lambda: None, lambda _: None).tick()
    assert await office.sent() == []


async def test_a_title_in_quotes_has_them_once(office: Desk) -> None:
    async with office.store.begin() as tx:
        roadmap = await tx.roadmaps.get(1)
        await tx.roadmaps.update(replace(roadmap, title="«Дорожная карта» города"))
    (sure,) = await office.tap(COORDINATOR, "rm:archive:1:0")
    assert "«„Дорожная карта“ города»" in sure.text
    assert "««" not in sure.text
