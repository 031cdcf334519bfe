"""Answers without an item, given their places at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from handlers.pages import kept as kept_page
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.ports import Unplaced
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, Seen, redirected
from tests.handlers.pages.test_item import entries, item_id
from tests.handlers.test_where_it_belongs import remind

Opened = Callable[[int], Browser]
WORDS = "провели собрание"


async def waiting(office: Desk) -> list[Unplaced]:
    async with office.store.read() as tx:
        return await tx.answers.unplaced_of(None)


async def wrote(office: Desk, text: str = WORDS, who: int = IVANOVA) -> Unplaced:
    """What somebody wrote without saying of what."""
    await office.send(who, text)
    return (await waiting(office))[-1]


def buttons(seen: Seen) -> dict[str, str]:
    """The likely places of the page's first answer: their values by their words."""
    form = seen.html.split('class="likely"')[1].split("</form>")[0]
    return {words: value for value, words in re.findall(r'value="(\d+-\d+)">([^<]+)<', form)}


async def test_the_note_leads_to_the_answers_and_a_likely_place_takes_one(
    office: Desk, browser: Opened
) -> None:
    kept = await wrote(office, "протокол этапа на подписи")
    noted = await browser(IVANOVA).get("/mine")
    assert "1 ответ ждёт своего пункта." in noted.text
    assert 'href="/kept"' in noted.html
    seen = await browser(IVANOVA).get("/kept")
    assert "протокол этапа на подписи" in seen.text
    words, value = next(iter(buttons(seen).items()))
    assert words.startswith("6.1 · результаты муниципального этапа")
    asked = {"do": "place", "place": value, "before": kept.text}
    placed = await browser(IVANOVA).post(f"/kept/{kept.id}", **asked)
    assert redirected(placed).to == "/mine", "nothing is left"
    assert "пункт 6, контрольная точка 1" in str(redirected(placed).said)
    (entry,) = await entries(office)
    assert (entry.text, entry.day) == (kept.text, office.at.date())
    assert await waiting(office) == []
    assert "ждёт своего пункта" not in (await browser(IVANOVA).get("/mine")).text


async def test_what_a_reminder_showed_comes_first_and_may_take_the_answer_as_a_whole(
    office: Desk, browser: Opened
) -> None:
    await remind(office, "1", "2")
    kept = await wrote(office, "всё сделано")
    seen = await browser(IVANOVA).get("/kept")
    assert "Ко всем из напоминания: 6.1, 6.2" in seen.text
    said = await browser(IVANOVA).post(f"/kept/{kept.id}", do="all", before=kept.text)
    assert redirected(said).said == "Ответ записан: к каждому из 2 сроков."
    assert [(one.text, one.person_id) for one in await entries(office)] == [
        ("всё сделано", kept.person_id)
    ] * 2
    assert await waiting(office) == []


async def test_any_other_place_is_chosen_from_the_list_or_by_its_number(
    office: Desk, browser: Opened
) -> None:
    first, second = await wrote(office), await wrote(office, "закончили ремонт")
    seen = await browser(IVANOVA).get("/kept")
    chosen = re.search(r'<option value="(\d+-\d+)">6\.М1', seen.html)
    assert chosen is not None
    form = {"do": "place", "place": chosen[1], "number": "", "before": first.text}
    placed = await browser(IVANOVA).post(f"/kept/{first.id}", **form)
    assert redirected(placed).to == "/kept", "one is left"
    form = {"do": "place", "place": "", "number": "п. 6", "before": second.text}
    await browser(IVANOVA).post(f"/kept/{second.id}", **form)
    assert {(one.text, one.point_id is None) for one in await entries(office)} == {
        (WORDS, False),
        ("закончили ремонт", True),
    }


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ({"number": "7"}, "error-not-yours"),
        ({"number": "99"}, "error-item-unknown"),
        ({"number": "завтра"}, "error-address-unread"),
        ({"place": ""}, "desk-kept-where"),
    ],
)
async def test_what_cannot_take_it_is_refused_in_a_sentence_and_the_answer_stays(
    office: Desk, browser: Opened, form: dict[str, str], key: str
) -> None:
    kept = await wrote(office)
    with pytest.raises(UserError, match=key):
        await browser(IVANOVA).post(f"/kept/{kept.id}", do="place", before=kept.text, **form)
    assert await waiting(office) == [kept]


async def test_no_answer_is_deleted_after_it_was_shown_once_more(
    office: Desk, browser: Opened
) -> None:
    kept = await wrote(office)
    asked = await browser(IVANOVA).post(f"/kept/{kept.id}", do="drop", before=kept.text)
    assert "Удалить этот ответ?" in asked.text
    assert WORDS in asked.text
    assert await waiting(office) == [kept]
    await browser(IVANOVA).post(f"/kept/{kept.id}", do="drop", sure=1, before=kept.text)
    assert await waiting(office) == []
    assert await entries(office) == []


async def test_officials_see_their_own_and_a_coordinator_everybodys(
    office: Desk, browser: Opened
) -> None:
    kept = await wrote(office)
    theirs = await browser(PETROV).get("/kept")
    assert "Все ответы отнесены к пунктам." in theirs.text
    with pytest.raises(NotAllowed):
        await browser(PETROV).post(f"/kept/{kept.id}", do="drop", sure=1, before=kept.text)
    assert "1 ответ ждёт своего пункта." in (await browser(COORDINATOR).get("/")).text
    seen = await browser(COORDINATOR).get("/kept")
    assert "Иванова Анна, 2 декабря" in seen.text
    assert all(words.startswith("6") for words in buttons(seen)), "hers, and no others"
    form = {"do": "place", "number": "7", "before": kept.text}
    await browser(COORDINATOR).post(f"/kept/{kept.id}", **form)
    async with office.store.read() as tx:
        (entry,) = await tx.answers.of_item(await item_id(office, "7"))
    assert (entry.text, entry.person_id) == (WORDS, kept.person_id)


async def test_where_its_author_answers_for_nothing_a_coordinator_has_the_whole_roadmap(
    office: Desk, browser: Opened
) -> None:
    async with office.store.begin() as tx:
        for one in await tx.people.assignments(1):
            await tx.people.unassign(one.item_id, one.point_id, one.person_id)
    await wrote(office, "наставники молодых учителей назначены", PETROV)
    seen = await browser(COORDINATOR).get("/kept")
    assert next(iter(buttons(seen))).startswith("7")


async def test_words_that_changed_meanwhile_are_not_placed_as_they_were(
    office: Desk, browser: Opened
) -> None:
    kept = await wrote(office)
    form = {"do": "place", "number": "6", "before": "другое"}
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(IVANOVA).post(f"/kept/{kept.id}", **form)
    form["before"] = kept.text
    await browser(IVANOVA).post(f"/kept/{kept.id}", **form)
    with pytest.raises(UserError, match="desk-kept-decided"):
        await browser(IVANOVA).post(f"/kept/{kept.id}", **form)
    assert len(await entries(office)) == 1


async def test_a_forged_place_is_refused(office: Desk, browser: Opened) -> None:
    kept = await wrote(office)
    item = await item_id(office)
    async with office.store.read() as tx:
        (other, *_) = await tx.roadmaps.points([await item_id(office, "7")])
    for place in (f"{item}-{other.id}", "x-1", f"{item}-"):
        form = {"do": "place", "place": place, "before": kept.text}
        with pytest.raises(NotFound):
            await browser(IVANOVA).post(f"/kept/{kept.id}", **form)
    with pytest.raises(NotFound):
        await browser(IVANOVA).post(f"/kept/{kept.id}", do="all", before=kept.text)
    assert await waiting(office) == [kept]


async def test_many_come_by_pages(
    office: Desk, browser: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_page, "ANSWERS", 1)
    await wrote(office)
    await wrote(office, "закончили ремонт")
    seen = await browser(IVANOVA).get("/kept")
    assert "закончили ремонт" not in seen.text
    assert "И ещё: 1." in seen.text
