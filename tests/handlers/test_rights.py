"""Who may do what, and to whose things: every cell of the matrix, forged buttons, guessed
invites.
"""

from __future__ import annotations

import random
import re
import string
from collections import defaultdict
from dataclasses import replace
from time import process_time
from typing import Any, get_args

import pytest
from aiogram.types import Update

from handlers.door.menus import MENUS
from handlers.reminding.held_reminders import HeldButton
from handlers.speaking import buttons
from handlers.speaking.texts import texts_in
from handlers.speaking.turn import Turn
from roadmap.actions.joining import CODE_BYTES, code_hash, new_code
from tests.handlers.catalogue import ROOT
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk
from tests.handlers.rights import GONE, WHO, dump, handle, populate, tried

RU = texts_in("ru")
NOT_ALLOWED = str(RU("error-not-allowed"))
#: Other ways of saying that an answer is not this person's to give.
NOT_THEIRS = (str(RU("error-not-yours", number="6")), str(RU("error-observer-reads")))
#: The words of an answer that is refused are kept for their author all the same, who is asked where
#: they belong; that this was asked is remembered for the author's chat.
KEPT = {"unplaced", "dialogs"}
OUTSIDE = {str(RU("stranger")), str(RU("stranger-toast"))}

#: What may be done by whom: O the official whose things these are, P another official, B the
#: observer, C the coordinator. Whoever is not named is refused. Strangers, the removed and the
#: erased are refused everything.
WORDS = {
    "/start": "OPBC", "/help": "OPBC", "/settings": "OPBC", "/forget": "OPBC", "/my": "OPBC", "/due": "OPBC",
    "/due 30": "OPBC", "/overdue": "OPBC", "/calendar": "OPBC", "/desk": "OPBC", "/roadmaps": "OPBC", "/item 6": "OPBC",
    "/summary": "BC", "/silent": "BC", "/people": "BC", "/report": "BC", "/report 2": "BC",
    "/import": "C", "/assign": "C", "/assign 6 Петров": "C",
    "/assign +6 Петров": "C", "/assign -6 Иванова": "C", "/assign 6 Иванова, соисп. Петров": "C", "/invite": "C", "/invite Новиков Пётр": "C",
    "/bodies": "BC", "/bodies управл": "BC",
    "/assign 6": "C", "/assign олимпиада": "C", "/remind олимпиада": "C", "/remind Иванова": "C",
    "/leave": "OPC", "/remind 6": "C", "/collect": "C", "/log": "C", "6.1 сделано": "OPC", "сделано": "OPC",
}  # fmt: skip
TAPS = {
    "due:open:{due}": "OBC", "due:done:{due}": "OC", "due:undo:{claimed}": "OC", "due:answer:{due}": "OC",
    "due:postpone:{due}": "OC", "due:snooze:{due}": "OC", "due:accept:{claimed}": "C", "due:return:{claimed}": "C",
    "due:date:{due}": "C", "due:drop:{due}": "C", "due:restore:{due}": "C", "snooze:{due}:{minute}": "OC",
    "item:open:{item}": "OBC", "item:answer:{item}": "OC", "item:each:{item}": "C", "item:edit:{item}": "C",
    "correct:ask:due:{due}:0": "C", "correct:ask:text:{item}:0": "C", "correct:hold:due:{due}:0": "C", "correct:undo:due:{due}:0": "C",
    "correct:ask:number:{item}:0": "C", "correct:ask:point:{point}:0": "C", "correct:undo:point:{point}:0": "C", "correct:hold:text:{item}:0": "C", "correct:undo:number:{item}:0": "C", "item:add_point:{item}": "C", "item:answer:{foreign}": "C", "item:answer:{other}": "PC",
    "item:open:{other}": "PBC",
    "entry:misplaced:{entry}:0": "OC", "entry:withdraw:{entry}:0": "OC", "entry:join:{entry}:{earlier}": "OC",
    "entry:value:{entry}:0": "OC", "entry:close:{entry}:0": "OC", "entry:postpone:{entry}:0": "OC",
    "entry:close_all:{entry}:0": "OC", "entry:correct:{entry}:0": "OC",
    "entry:uncorrect:{entry}:1": "OC",
    "place:a:{kept}:0:0": "OC", "place:s:{kept}:0:0": "OC", "place:t:{entry}:0:0": "OC",
    "place:u:{kept}:{item}:{point}": "OC", "place:u:{kept}:{foreign}:0": "C", "place:u:{kept}:{other}:0": "C",
    "place:e:{entry}:{item}:{point}": "OC", "place:e:{entry}:{foreign}:0": "C", "place:x:{kept}:0:0": "OC", "place:n:0:{item}:{point}": "OC", "place:n:0:{foreign}:0": "C",
    "heard:right:{chat}:{voice}": "O", "heard:fix:{chat}:{voice}": "O", "heard:drop:{chat}:{voice}": "O",
    "pp:grant:{postponement}": "C", "pp:refuse:{postponement}": "C", "pp:other:{postponement}": "C",
    "pp:withdraw:{postponement}": "O",
    "day:postpone:{due}:737500:0:0": "OC", "day:postpone:{due}:737500:1:0": "OC", "day:postpone:{due}:0:0:0": "OC",
    "day:grant:{postponement}:737500:0:0": "C", "day:grant:{postponement}:0:0:0": "C",
    "day:due:{due}:737500:1:0": "C", "day:due:{due}:0:0:0": "C",
    "day:question:{draft}:737500:1:0": "C", "day:question:{draft}:0:0:0": "C",
    "day:snooze:{due}:737405:0:0": "OC", "day:snooze:{due}:0:0:0": "OC",
    "undoday:grant:{postponement}:0": "C", "undoday:due:{due}:0": "C", "undoday:snooze:{due}:0": "OC",
    "putoff:answer:{due}": "OC",
    "person:open:{owner}:0": "C", "person:link:{owner}:0": "C", "person:new:0:0": "C", "person:assign:{owner}:0": "C",
    "person:leave:{owner}:0": "C", "person:handover:{owner}:0": "C",
    "person:erase:{owner}:0": "OC", "person:erase_now:{owner}:0": "OC",
    "bodychat:unbind:{body}": "C",
    "who:{owner}": "OPBC",  # it goes on with a question of their own, or with none
    "same:ask:{owner}:0": "C", "same:with:{owner}:{petrov}": "C", "same:join:{owner}:{petrov}": "C",
    "same:differ:{owner}:0": "C",
    "part:items:{owner}:0:0": "C", "part:item:{owner}:{item}:0": "C", "part:named:{owner}:0:0": "C",
    "part:now:{owner}:0:0": "C", "account:back:{owner}:777:200": "C", "account:right:{owner}:777:200": "C",
    "group:show:0:0": "C", "group:new:0:0": "C", "group:close:0:0": "C", "group:each:0:0": "C", "group:send:0:0": "C",
    "group:waiting:0:0": "C", "group:admit:{guest}:{uninvited}": "C", "group:admit_all:0:999": "C",
    "group:refuse:{guest}:0": "C", "group:names:0:0": "", "group:pick:{uninvited}:0": "", "group:unpick:0:0": "",
    "leave:open:{owner}:0:0:0:0": "OC", "leave:starts:{owner}:0:0:0:0": "OC", "leave:lasts:{owner}:{first}:{first}:0:0": "OC",
    "leave:deputies:{owner}:{first}:{last}:0:0": "OC", "leave:sure:{owner}:{first}:{last}:{petrov}:0": "OC",
    "leave:hold:{owner}:{first}:{last}:{petrov}:0": "OC", "leave:end:{away}:0:0:0:0": "C",
    "leave:open:{observer}:0:0:0:0": "", "leave:hold:{observer}:{first}:{last}:{petrov}:0": "",
    "list:standing_in:0:{away}": "P", "list:standing_in:0:{owner}": "",
    "assign:{petrov}:{item}:0": "C", "assign:{petrov}:-1:0": "C", "assign:{petrov}:0:0": "C",
    "assign:{petrov}:-2:0": "C", "pick:begin:{item}:0:0": "C", "pick:page:{item}:0:1": "C", "pick:page:0:0:0": "C",
    "pick:tick:{item}:{petrov}:0": "C", "pick:capacity:{item}:{owner}:0": "C", "pick:find:{item}:0:0": "C",
    "pick:all:{item}:0:0": "C", "pick:ready:{item}:0:0": "C",
    "pick:give:{item}:0:0": "C", "pick:remind:{item}:{petrov}:0": "C", "find:open:0:0:0:OLIMPIADA": "OPBC",
    "find:remind:0:0:0:OLIMPIADA": "C", "find:begin:0:0:0:OLIMPIADA": "C", "find:give:0:0:0:OLIMPIADA": "C", "hold:7": "C",
    "read:{draft}:0": "C", "read:{draft}:7": "C", "edition:{draft}:0": "C",
    "draft:save:{draft}": "C", "draft:cancel:{draft}": "C", "draft:questions:{draft}": "C", "draft:past:{draft}": "C",
    "draft:preview:{draft}": "C", "draft:people:{draft}": "C", "draft:update:{draft}": "C", "draft:undo:{draft}": "C",
    "draft:year:{draft}": "C", "draft:type:0": "C", "draft:typed:0": "C", "draft:school:2026": "C",
    "draft:calendar:2027": "C", "draft:columns:0": "C", "q:{draft}:0:0": "C", "q:{draft}:0:-2": "C", "draft:save_sure:{draft}": "C",
    "draft:update_sure:{draft}": "C", "draft:unarchive:{draft}": "C", "draft:correct:{draft}": "C",
    "list:my:0:0": "OPBC", "list:due:0:14": "OPBC", "list:overdue:0:0": "OPBC", "list:cancel:0:0": "OPBC",
    "list:unplaced:0:0": "OPBC", "list:people:0:0": "BC", "list:by_person:0:0": "BC", "list:silent:0:0": "BC",
    "list:discipline:0:0": "BC", "list:discipline:0:2": "BC", "list:silent:0:2": "BC", "list:by_person:0:2": "BC",
    "list:remind_silent:0:0": "C", "list:silent_now:0:0": "C", "list:remind_awaited:0:0": "C", "list:awaited_now:0:0": "C", "list:which:0:0": "OPBC", "found:people:0:иван": "BC", "found:names:0:зим": "", "list:remind_now:0:0": "C", "list:late:0:1": "BC", "list:new_answers:0:737000": "C", "list:collect:0:1": "C", "list:accept_files:0:{claimed}": "C", "list:remind_silent:0:2": "C", "list:items:0:0": "OPBC",
    "list:nobody:0:1": "C", "draft:listed:{file}": "C", "list:close_shown:0:0": "OPBC", "list:days:0:{item}": "OBC", "list:edit_days:0:{item}": "C",
    "list:items_remind:0:0": "C", "list:to_archive:0:0": "C", "list:archive:0:0": "C", "item:remind:{item}": "C",
    "list:bodies:0:0": "BC", "list:body_dues:0:{office}": "BC", "list:by_body:0:0": "BC", "body:open:{office}:0": "BC",
    "body:head:{office}:0": "C", "body:beside:{office}:0": "C", "body:off:{office}:0": "C", "body:put:{office}:{petrov}": "C",
    "body:add:{office}:{petrov}": "C", "body:drop:{office}:{owner}": "C", "body:invite:{office}:0": "C",
    "body:rename:{office}:0": "C", "body:name:{office}:0": "C", "body:name:0:0": "C", "body:join:{office}:0": "C",
    "body:joined:{office}:{twin}": "C", "body:remove:{office}:0": "C", "body:removed:{office}:0": "C",
    "body:kind:{office}:0": "C", "body:parts:{office}:0": "C", "body:part:{office}:{mark}": "C",
    "names:show:1:0:0": "C", "names:create:1:0:0": "C", "names:yes:1:{mark}:{office}": "C", "names:no:1:{mark}:0": "C",
    "names:unmanned:1:0:0": "C",
    "held:send": "C", "held:drop": "C",
    "list:log:0:0": "C",
    "rm:choose:1:0": "OBC", "rm:choose:2:0": "PBC", "rm:rename:1:0": "C", "rm:archive:1:0": "C", "rm:archive_sure:1:0": "C", "rm:archived:1:0": "C", "rm:return:1:0": "C", "rm:find:1:0": "C", "rm:acceptance:1:0": "C", "rm:docx:1:1": "BC", "rm:zip:1:1": "BC",
    "rm:png:1:1": "BC", "rm:half:1:2": "BC", "rm:draft:1:1": "C", "walk:step:1:1:1": "C", "walk:empty:1:1:0": "C", "walk:before:1:1:2": "C", "walk:find:1:1:0": "C",
    "walk:reword:1:1:{item}": "C",
    "rm:feed:1:0": "OPBC", "rm:feed:2:0": "PBC", "walk:reset:1:1:{item}": "C", "walk:ask:1:1:{item}": "C",
    "changes:1:1:1:0:0": "BC",
    "set:language:en": "OPBC", "set:zones:-": "OPBC", "set:zone:Asia/Omsk": "OPBC", "set:quiet:20-8": "OPBC",
    "set:quiet:21-7": "OPBC", "set:quiet_from:-": "OPBC", "set:quiet_from:21": "OPBC",
}  # fmt: skip


#: One handler's filter: the class of its button, and the words that it takes.
_FILTER = re.compile(r"(\w+Button)\.filter\(\s*F\.(?:verb|name|kind|what)(?: == |\.in_\()([^)]+)\)")


def _taken() -> set[str]:
    """The beginnings of all button data that some handler takes by its first word: «rm:draft»."""
    source = "\n".join(
        path.read_text(encoding="utf8") for path in (ROOT / "handlers").rglob("*.py")
    )
    kinds = {**vars(buttons), "HeldButton": HeldButton}
    return {
        f"{kinds[name].__prefix__}:{word}"
        for name, words in _FILTER.findall(source)
        for word in re.findall(r'"(\w+)"', words)
    }


def test_every_word_that_a_button_may_say_has_a_row() -> None:
    taken = _taken()
    assert len(taken) > 50
    assert taken - {":".join(data.split(":")[:2]) for data in TAPS} == set()


def _words(kind: Any) -> set[str]:
    """The words that a field may say: those of a Literal, alone or within a union."""
    return {
        word for one in get_args(kind) for word in ({one} if isinstance(one, str) else _words(one))
    }


def test_a_button_may_say_only_what_some_handler_takes() -> None:
    kinds = [
        kind
        for kind in vars(buttons).values()
        if isinstance(kind, type) and hasattr(kind, "__prefix__")
    ]
    said = {
        f"{kind.__prefix__}:{word}"
        for kind in (*kinds, HeldButton)
        for field in kind.model_fields.values()
        for word in _words(field.annotation)
    }
    assert len(said) > 50
    assert said == {word for word in _taken() if not word.startswith("list:")}


def _prefixes() -> set[str]:
    kinds = [
        kind
        for kind in vars(buttons).values()
        if isinstance(kind, type) and hasattr(kind, "__prefix__")
    ]
    return {kind.__prefix__ for kind in kinds}


def test_the_matrix_holds_every_command_and_every_kind_of_button() -> None:
    commands = {name for menu in MENUS.values() for name in menu}
    assert commands <= {words.split()[0].lstrip("/") for words in WORDS}
    assert _prefixes() | {HeldButton.__prefix__} == {data.split(":")[0] for data in TAPS}


async def _takers(desk: Desk, kind: str, event: dict[str, Any]) -> list[str]:
    """The handlers of this kind whose filters let the update in, in the order of being asked; those
    that take what is left are not counted.
    """
    update = Update.model_validate({"update_id": 1, **event})
    found = []
    async with desk.store.read() as tx:
        given = {"bot": desk.bot, "turn": Turn(tx, desk.at, desk.office)}
        for router in desk.dispatcher.sub_routers:
            for handler in router.observers[kind].handlers:
                taken, _ = await handler.check(update.event, **given)
                found += [handler.callback.__name__] if taken else []
    return [name for name in found if name not in ("stale", "unknown", "anything_else")]


async def test_each_button_and_each_command_has_one_handler_and_no_second(desk: Desk) -> None:
    ids = defaultdict(lambda: 7)
    taps = {data: desk.tapping(1, data.format_map(ids)) for data in TAPS}
    found = {data: await _takers(desk, "callback_query", tap) for data, tap in taps.items()}
    for words in WORDS:
        if words.startswith("/"):
            found[words] = await _takers(desk, "message", desk.writing(1, words))
    assert {data: takers for data, takers in found.items() if len(takers) != 1} == {}
    assert await _takers(desk, "callback_query", desk.tapping(1, "due:forged:1")) == []


@pytest.fixture
async def town(office: Desk) -> tuple[Desk, dict[str, int]]:
    return office, await populate(office)


async def test_every_cell_of_the_matrix(town: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = town
    given = {**ids, "minute": int(desk.at.timestamp()) // 60 + 90}
    cells = [("write", words, allowed) for words, allowed in WORDS.items()]
    cells += [("tap", data.format(**given), allowed) for data, allowed in TAPS.items()]
    wrong = []
    async with desk.store.begin() as tx:
        before = await dump(tx)
        for how, words, allowed in cells:
            for who, user in WHO.items():
                event = desk.writing(user, words) if how == "write" else desk.tapping(user, words)
                problem = _problem(who, who in allowed, await tried(desk, tx, event, before))
                if problem:
                    wrong.append(f"{who} {words}: {problem}")
    assert wrong == []


def _problem(who: str, allowed: bool, done: Any) -> str:
    """What is wrong with the outcome; empty where it is as it should be."""
    if who in "SGE":
        told = {*done.said, *done.toasts} - {""}
        return (
            ""
            if told <= OUTSIDE and told and not done.buttons and not done.changed
            else f"reveals {done}"
        )
    if allowed:
        return f"refused {done}" if NOT_ALLOWED in done.words else ""
    if not any(words in done.words for words in (NOT_ALLOWED, *NOT_THEIRS)):
        return f"not refused {done}"
    return "" if done.changed <= KEPT else f"changed though refused: {done.changed}"


def _forged(rnd: random.Random, ids: dict[str, int]) -> str:
    """Noise, nearly right data with wild numbers, or right data of somebody else's things; nobody's
    own settings and calendar, which anybody may change.
    """
    kind = rnd.randrange(4)
    if kind == 0:
        alphabet = string.printable.strip() + "абв🙂\u202e\u200b\x00"
        return "".join(rnd.choice(alphabet) for _ in range(rnd.randint(1, 16)))
    parts = rnd.choice([data for data in TAPS if not data.startswith(("set:", "rm:feed:"))]).split(
        ":"
    )
    if kind == 1:
        parts = [rnd.choice(parts) for _ in range(rnd.randint(1, 5))]
    wild = [
        "-1",
        "0",
        "9" * rnd.randint(1, 40),
        "1e9",
        "²",
        "None",
        "",
        "1",
        "-9223372036854775809",
    ]
    for place, part in enumerate(parts):
        if "{" in part:
            real = part.format_map(defaultdict(lambda: 7777, ids))
            parts[place] = rnd.choice([rnd.choice(wild), real, str(rnd.randint(1000, 9999))])
    return ":".join(parts).encode()[:64].decode(errors="ignore")


async def test_ten_thousand_forged_buttons_change_nothing(
    town: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = town
    others = {name: key for name, key in ids.items() if name not in ("other", "petrov")}
    rnd, began = random.Random(20191202), process_time()
    async with desk.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        await tx.people.update(replace(petrov, roadmap_id=2))
        before = await dump(tx)
        for number in range(10_000):
            # Петров has nothing in the first roadmap, which is where all that is named here stands.
            user = (STRANGER, GONE, PETROV, PETROV, PETROV)[number % 5]
            await handle(desk, tx, desk.tapping(user, _forged(rnd, others)))
        assert await dump(tx) == before
    assert process_time() - began < 40


@pytest.mark.parametrize("user", [PETROV, IVANOVA, COORDINATOR])
async def test_forged_buttons_of_those_who_have_joined_break_nothing(
    town: tuple[Desk, dict[str, int]], user: int
) -> None:
    desk, ids = town
    rnd = random.Random(user)
    async with desk.store.begin() as tx:
        before = await dump(tx)
        for _ in range(400):
            done = await tried(desk, tx, desk.tapping(user, _forged(rnd, ids)), before)
            assert NOT_ALLOWED not in done.words or not done.changed, done


async def test_a_guessed_code_lets_nobody_in(town: tuple[Desk, dict[str, int]]) -> None:
    desk, _ = town
    # 128 bits: a million guesses against a thousand open invites meet one with a chance of 3 in
    # 10**30.
    assert len({new_code() for _ in range(1000)}) == 1000
    assert 1_000_000 * 1000 / 2 ** (8 * CODE_BYTES) < 1e-28
    rnd = random.Random(1)
    async with desk.store.begin() as tx:
        before = await dump(tx)
        stored = {row[1] for row in before["invites"]}
        assert stored
        assert all(len(hashed) == 64 for hashed in stored)
        guesses = [str(number) for number in range(500_000)]
        guesses += ["".join(rnd.choices(string.ascii_letters, k=22)) for _ in range(500_000)]
        assert not stored & {code_hash(guess) for guess in guesses}
        for guess in guesses[::1000]:
            assert await tx.people.use_invite(code_hash(guess), desk.at) is None
        for guess in ("1", "_", "' OR 1=1 --", "%", "\u200b", "а" * 64):
            done = await tried(desk, tx, desk.writing(STRANGER, f"/start {guess}"), before)
            assert done.said == (str(RU("join-code-unknown")),)
            assert not done.changed


async def test_a_link_works_once(town: tuple[Desk, dict[str, int]]) -> None:
    desk, _ = town
    (invited,) = await desk.send(COORDINATOR, "/invite Новиков Пётр")
    start = f"/start {invited.text.rsplit('start=', 1)[1].strip()}"
    (welcome, *_) = await desk.send(701, start)
    assert "Новиков Пётр" in welcome.text
    (said,) = await desk.send(702, start)
    assert said.text == RU("join-code-unknown")


async def test_who_was_removed_comes_back_by_a_new_link_only(
    town: tuple[Desk, dict[str, int]],
) -> None:
    desk, _ = town
    (said,) = await desk.send(GONE, "/my")
    assert said.text == RU("stranger")
    (invited,) = await desk.send(COORDINATOR, "/invite Ушедшая Инна Львовна")
    (welcome, *_) = await desk.send(GONE, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    assert "Ушедшая Инна Львовна" in welcome.text


@pytest.mark.parametrize("text", ["/started", "/start@other_bot code", "/startcode"])
async def test_what_only_begins_like_start_tells_a_stranger_nothing_else(
    desk: Desk, text: str
) -> None:
    (said,) = await desk.send(STRANGER, text)
    assert said.text == RU("stranger")


async def test_a_group_does_not_get_to_read_a_link(office: Desk) -> None:
    group = {"id": -1001, "type": "supergroup", "title": "Отдел"}
    told = await office.send(COORDINATOR, "/invite координатор Новиков Пётр", chat=group)
    assert [message.chat_id for message in told if "start=" in message.text] == [COORDINATOR]
    assert [message.text for message in told if message.chat_id == -1001] == [
        RU("links-in-private")
    ]


async def test_who_has_joined_is_not_replaced_by_whoever_finds_an_older_link(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    links = [(await desk.send(COORDINATOR, "/invite Новиков Пётр"))[0].text for _ in range(2)]
    older, newer = (f"/start {link.rsplit('start=', 1)[1].strip()}" for link in links)
    await desk.send(701, newer)
    (said,) = await desk.send(702, older)
    assert said.text == RU("join-code-unknown")
    assert (await desk.send(701, "/help"))[0].text != RU("stranger")
