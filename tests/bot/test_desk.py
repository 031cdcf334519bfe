"""The desk's door: who gets in, by what, and what a browser is held to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, FormData, web
from aiohttp.test_utils import TestServer

from bot.configuration.workdays import RussianCalendar
from bot.web.desk import MAX_BODY, Desk
from roadmap.actions.entering import LAUNCH, LINK_LIFETIME, SESSION_LASTS, give_link, give_link_to
from roadmap.errors import StorageError
from roadmap.model import Person, PersonState, Role
from roadmap.model.policy import Office, Policy
from storage.store import SqlStore, open_store
from tests.bot.launching import TOKEN, launch_data
from tests.storage.town import NOON, Town, found

OFFICE = Office(Policy(), RussianCalendar(()), "vekha_bot", feed_base="http://127.0.0.1")


class Moved:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class Door:
    """A served desk of the town, and its coordinator."""

    store: SqlStore
    town: Town
    coordinator: Person
    server: TestServer
    session: ClientSession
    clock: Moved
    done: list[int]

    async def link(self, person: Person, secret: str = "secret") -> str:
        async with self.store.begin() as tx:
            await give_link(tx, person, secret, self.clock.at)
        return f"/enter/{secret}"

    async def enter(self, person: Person, secret: str = "secret") -> ClientResponse:
        return await self.post(await self.link(person, secret))

    async def get(self, path: str) -> ClientResponse:
        return await self.session.get(self.server.make_url(path), allow_redirects=False)

    async def post(
        self, path: str, data: FormData | dict[str, str] | None = None, **headers: str
    ) -> ClientResponse:
        return await self.session.post(
            self.server.make_url(path), data=data, headers=headers, allow_redirects=False
        )

    async def csrf(self) -> str:
        text = await (await self.get("/")).text()
        return text.split('name="csrf" value="')[1].split('"')[0]


@pytest.fixture
async def door(own_database: str) -> AsyncIterator[Door]:
    store, clock, done = await open_store(own_database), Moved(), list[int]()
    async with store.begin() as tx:
        town = await found(tx)
        coordinator = await tx.people.add(
            Person(0, "Ким Анна", Role.COORDINATOR, telegram_id=77, state=PersonState.ACTIVE)
        )
    desk = Desk(store, OFFICE, clock, TOKEN)  # type: ignore[arg-type]
    desk.work_with(OFFICE, lambda: done.append(1))
    app = web.Application(client_max_size=MAX_BODY)
    desk.add_to(app)
    server = TestServer(app)
    await server.start_server()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Door(store, town, coordinator, server, session, clock, done)
    await server.close()
    await store.close()


async def test_a_link_lets_in_once_and_not_by_being_looked_at(door: Door) -> None:
    link = await door.link(door.coordinator)
    for _ in range(2):  # a messenger's preview, then the person
        assert (await door.get(link)).status == 200
    entered = await door.post(link)
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    assert (await door.get("/")).status == 200
    assert (await door.post(link)).status == 403


@pytest.mark.parametrize(("later", "status"), [(timedelta(0), 403), (-timedelta(seconds=1), 303)])
async def test_a_link_is_good_for_five_minutes(door: Door, later: timedelta, status: int) -> None:
    link = await door.link(door.coordinator)
    door.clock.at += LINK_LIFETIME + later
    assert (await door.post(link)).status == status


async def test_a_link_that_a_coordinator_passes_on_is_good_for_days_and_its_session_for_weeks(
    door: Door,
) -> None:
    async with door.store.begin() as tx:
        await give_link_to(tx, door.coordinator, door.town.vetrova, "passed", door.clock.at)
    door.clock.at += timedelta(days=6)
    assert (await door.post("/enter/passed")).status == 303
    door.clock.at += timedelta(days=30)
    assert (await door.get("/")).status != 401


async def test_strangers_get_nothing(door: Door) -> None:
    for path in ("/", "/items/1"):
        answer = await door.get(path)
        assert answer.status == 401
        assert door.town.roadmap.title not in await answer.text()
    assert (await door.post("/roadmap", {"roadmap": "1"})).status == 401
    large = FormData()
    large.add_field("files", b"x" * (MAX_BODY + 1), filename="big.bin")
    door.session.cookie_jar.update_cookies({"vekha_session": "guessed"})
    assert (await door.post("/import", large)).status == 401, "what they send is not read"


async def test_a_session_ends_by_leaving_by_time_and_with_its_person(door: Door) -> None:
    await door.enter(door.coordinator)
    left = await door.post("/leave", {"csrf": await door.csrf()})
    assert left.status == 200
    assert (await door.get("/")).status == 401
    await door.enter(door.coordinator)
    door.clock.at += SESSION_LASTS + timedelta(seconds=1)
    assert (await door.get("/")).status == 401
    await door.enter(door.coordinator)
    async with door.store.begin() as tx:
        await tx.people.update(replace(door.coordinator, state=PersonState.GONE))
    assert (await door.get("/")).status == 401


async def test_a_session_that_is_used_goes_on(door: Door) -> None:
    await door.enter(door.coordinator)
    for _ in range(4):
        door.clock.at += SESSION_LASTS * 0.7
        assert (await door.get("/")).status == 200


async def test_nobody_elses_page_can_send_a_form(door: Door) -> None:
    await door.enter(door.coordinator)
    good = {"csrf": await door.csrf(), "roadmap": str(door.town.roadmap.id)}
    assert (await door.post("/roadmap", {**good, "csrf": "x"})).status == 403
    assert (await door.post("/roadmap", {"roadmap": "1"})).status == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert (await door.post("/roadmap", good, **foreign)).status == 403
    assert (await door.post("/enter/any", None, **foreign)).status == 403
    assert door.done == []
    assert (await door.post("/roadmap", good)).status == 303
    assert door.done == [1], "what was said goes out"


async def test_browsers_are_held_to_our_own_scripts_and_styles(door: Door) -> None:
    await door.enter(door.coordinator)
    for path, status in (("/", 200), ("/enter/x", 200), ("/static/desk.css", 200), ("/no", 404)):
        answer = await door.get(path)
        assert answer.status == status
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        text = await answer.text()
        assert "style=" not in text
        assert 'src="http' not in text
    cookie = next(one for one in door.session.cookie_jar if one.key == "vekha_session")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


async def test_the_cookie_is_kept_to_https_where_the_desk_is_served_so(door: Door) -> None:
    served = replace(OFFICE, feed_base="https://vekha.example.ru")
    desk = Desk(door.store, served, door.clock)  # type: ignore[arg-type]
    app = web.Application()
    desk.add_to(app)
    server = TestServer(app)
    await server.start_server()
    link = await door.link(door.coordinator, "other")
    async with door.session.post(server.make_url(link), allow_redirects=False) as entered:
        assert "Secure" in entered.headers["Set-Cookie"]
        session = {"vekha_session": entered.cookies["vekha_session"].value}
    form = {"text": "готово", "number": "1"}
    async with ClientSession(headers=_cookie(session)) as browser:
        at = server.make_url(f"/items/{door.town.items[0].id}")
        text = await (await browser.get(at)).text()
        form["csrf"] = text.split('name="csrf" value="')[1].split('"')[0]
        async with browser.post(f"{at}/answer", data=form, allow_redirects=False) as answered:
            said = answered.headers.getall("Set-Cookie")
    assert any("vekha_said" in one and "Secure" in one for one in said)
    await server.close()


def _cookie(cookies: dict[str, str]) -> dict[str, str]:
    """As a browser sends them: to an address of loopback none is kept."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


async def test_what_is_refused_says_so_in_a_sentence(door: Door) -> None:
    await door.enter(door.town.vetrova)
    refused = await door.get("/items/999")
    assert refused.status == 404
    refused = await door.post("/roadmap", {"csrf": await _token(door), "roadmap": "1"})
    assert refused.status == 403
    assert "Это действие вам недоступно." in await refused.text()


async def _token(door: Door) -> str:
    text = await (await door.get("/items/999")).text()
    return text.split('name="csrf" value="')[1].split('"')[0]


async def test_a_form_may_carry_files_up_to_what_a_bot_can_fetch(door: Door) -> None:
    await door.enter(door.coordinator)
    at = f"/items/{door.town.items[0].id}"
    page = await (await door.get(at)).text()
    number = page.split('name="number" value="')[1].split('"')[0]
    form = FormData(quote_fields=False)
    for name, value in (("csrf", await door.csrf()), ("text", "акт"), ("number", number)):
        form.add_field(name, value)
    form.add_field("files", b"x" * 1000, filename="акт.pdf", content_type="application/pdf")
    assert (await door.post(f"{at}/answer", form)).status == 303
    assert "акт.pdf" in await (await door.get(at)).text()
    large = FormData()
    large.add_field("files", b"x" * (MAX_BODY + 1), filename="big.bin")
    assert (await door.post(f"{at}/answer", large)).status == 413
    several = FormData()
    for n in range(2):
        several.add_field("files", b"x" * (MAX_BODY // 2 + 1), filename=f"{n}.bin")
    assert (await door.post(f"{at}/answer", several)).status == 413, "as large as one, together"


async def test_a_file_is_taken_whatever_signs_its_name_is_written_with(door: Door) -> None:
    """Old programs send names in other encodings than the page's."""
    await door.enter(door.coordinator)
    at = f"/items/{door.town.items[0].id}"
    parts = [b'name="csrf"\r\n\r\n' + (await door.csrf()).encode(), b'name="number"\r\n\r\n7']
    named = 'name="files"; filename="акт.pdf"\r\nContent-Type: "тип"\r\n\r\nx'.encode("cp1251")
    body = b"".join(
        b"--cut\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in (*parts, named)
    )
    async with door.session.post(
        door.server.make_url(f"{at}/answer"),
        data=body + b"--cut--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=cut"},
        allow_redirects=False,
    ) as sent:
        assert sent.status == 303
    async with door.store.read() as tx:
        (told,) = await tx.answers.of_item(door.town.items[0].id)
    assert [one.name for one in told.attachments] == ["���.pdf"]


async def test_lines_of_an_answer_end_as_in_a_chat(door: Door) -> None:
    """Browsers send «\\r\\n», which counts twice and would stand in the report."""
    await door.enter(door.coordinator)
    at = f"/items/{door.town.items[0].id}/answer"
    files = FormData()
    good = {"csrf": await door.csrf(), "text": "первая\r\nвторая"}
    for name, value in {**good, "number": "2"}.items():
        files.add_field(name, value)
    files.add_field("files", b"x", filename="акт.pdf")
    for data in ({**good, "number": "1"}, files):
        assert (await door.post(at, data)).status == 303
    async with door.store.read() as tx:
        told = await tx.answers.of_item(door.town.items[0].id)
    assert [one.text for one in told[-2:]] == ["первая\nвторая"] * 2


async def test_a_database_that_does_not_answer_is_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every way in: with a session, with a link."""
    await door.enter(door.coordinator)
    link, form = await door.link(door.coordinator, "again"), {"csrf": await door.csrf()}

    def fail() -> None:
        raise StorageError("locked")

    monkeypatch.setattr(door.store, "read", fail)
    monkeypatch.setattr(door.store, "begin", fail)
    for answer in (await door.get("/"), await door.post(link), await door.post("/leave", form)):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_words_that_were_refused_are_given_back_and_no_address(door: Door) -> None:
    await door.enter(door.coordinator)
    words, to = "Провели семинар для учителей всех школ.", f"/report?roadmap={'1' * 30}"
    form = {"csrf": await door.csrf(), "half": "1", "before": "другое", "text": words, "to": to}
    refused = await door.post(f"/report/items/{door.town.items[0].id}", form)
    assert refused.status == 422
    text = await refused.text()
    assert words in text
    assert to not in text


async def test_telegram_says_who_opens_the_desk_within_it(door: Door) -> None:
    entered = await door.post(LAUNCH, {"data": launch_data(77, door.clock.at)})
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    assert "Ким Анна" in await (await door.get("/")).text()


async def test_whom_telegram_does_not_name_or_we_do_not_know_stays_outside(door: Door) -> None:
    forged = launch_data(77, door.clock.at, token="43:other")
    old = launch_data(77, door.clock.at - LINK_LIFETIME)
    for data in (forged, old, launch_data(78, door.clock.at), ""):
        answer = await door.post(LAUNCH, {"data": data})
        assert answer.status == 403
        assert "vekha_session" not in answer.cookies
    foreign = {"Sec-Fetch-Site": "cross-site"}
    signed = {"data": launch_data(77, door.clock.at)}
    assert (await door.post(LAUNCH, signed, **foreign)).status == 403, "another page's form"


async def test_only_the_page_with_the_one_button_may_stand_in_telegram_s_own(door: Door) -> None:
    launching = await door.get(LAUNCH)
    policy = launching.headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://web.telegram.org")
    await door.enter(door.coordinator)
    assert "frame-ancestors 'none'" in (await door.get("/")).headers["Content-Security-Policy"]
