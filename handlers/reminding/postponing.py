"""«Перенести срок»: a day and a reason, by button or in words; the day is said back, then asked
for, granted or refused with one button, and undone with one. Both days are kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking_day import (
    DayAsked,
    ask_day,
    ask_typed,
    day_in,
    day_words,
    say_back,
    says_no,
    says_yes,
    speech_of,
    undo_button,
)
from handlers.speaking.awaited import (
    DueDate,
    PostponementDate,
    PostponementReason,
    PostponementRequest,
    PostponementWords,
    RefusalWord,
    await_next,
    await_nothing,
    awaited_in,
    forget_request,
    request_in,
)
from handlers.speaking.buttons import (
    DayButton,
    DueButton,
    PostponementButton,
    PostponementVerb,
    PutOffButton,
    UndoDayButton,
    button,
)
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules
from handlers.speaking.dues import address, words_of
from handlers.speaking.standing import Standing, how_closed, name_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.touched import minute_of
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.living import of_postponement
from roadmap.actions.postponing import (
    ask,
    asked_day,
    check_later,
    grant,
    move,
    refuse,
    take_back_day,
    take_back_grant,
    withdraw,
)
from roadmap.actions.rights import check_may_answer
from roadmap.answers.closing import told_to_close
from roadmap.answers.courtesies import courtesy
from roadmap.answers.lines import begins_with_number, numbers_in, read_answer
from roadmap.answers.places import read_alone
from roadmap.answers.putting_off import statement_of_day, tells_of_work
from roadmap.deadlines.spoken import Speech, read_spoken_day
from roadmap.errors import UserError
from roadmap.model import DueState, LogLine, Postponement, PostponementState, Role
from roadmap.model.messages import Button, ButtonStyle, Outgoing
from roadmap.ports import DueView
from roadmap.schedule.instants import zone_of

_UNDECIDED = (PostponementState.ASKED, PostponementState.PROPOSED)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(start, DueButton.filter(F.verb == "postpone"))
    router.callback_query.register(grant_it, PostponementButton.filter(F.verb == "grant"))
    router.callback_query.register(refuse_it, PostponementButton.filter(F.verb == "refuse"))
    router.callback_query.register(other_date, PostponementButton.filter(F.verb == "other"))
    router.callback_query.register(withdraw_it, PostponementButton.filter(F.verb == "withdraw"))
    router.callback_query.register(give_date, DueButton.filter(F.verb == "date"))
    router.callback_query.register(choose_day, DayButton.filter(F.what == "postpone"))
    router.callback_query.register(choose_other, DayButton.filter(F.what == "grant"))
    router.callback_query.register(choose_date, DayButton.filter(F.what == "due"))
    router.callback_query.register(undo_grant, UndoDayButton.filter(F.what == "grant"))
    router.callback_query.register(undo_date, UndoDayButton.filter(F.what == "due"))


async def start(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Ask until when and why; both come in the next message, unless words that wait for their due
    day tell already.
    """
    view = await postponable(turn, callback_data.due_id)
    waiting = await awaited_in(turn)
    if isinstance(waiting, PostponementWords):
        await begin(turn, view, waiting)
        return
    await _ask_until(turn, PostponementRequest(view.due.id), view)


async def postponable(turn: Turn, due_id: int) -> DueView:
    """The due day; raises NotFound, NotAllowed or UserError where it cannot be postponed."""
    view = await turn.tx.roadmaps.view(due_id)
    await check_may_answer(turn.tx, turn.me, view.item, turn.today)
    if view.due.state not in (DueState.OPEN, DueState.QUIET):
        raise UserError("stale-closed", address=address(view))
    return view


async def begin(turn: Turn, view: DueView, said: PostponementWords) -> None:
    """Words that ask to postpone `view`: their day is said back, or asked for where they tell
    none.
    """
    request = PostponementRequest(view.due.id, "", said.text, said.message_id, said.written)
    speech = _asked(turn, view).speech
    speech = _said_then(turn, speech, said.written)
    if read_spoken_day(statement_of_day(said.words, speech), speech) is None:
        await _ask_until(turn, replace(request, reason=said.words.strip()), view)
        return
    await _go_on(turn, request, view, said.words)


def _said_then(turn: Turn, speech: Speech, written: int) -> Speech:
    """The words are of the day on which they were written, not of the tap that follows them."""
    at = datetime.fromtimestamp(written, UTC) if written else turn.moment
    zone = zone_of(turn.person, turn.office.policy)
    return replace(speech, written=at.astimezone(zone).date())


async def read_request(turn: Turn, text: str, awaited: PostponementRequest) -> bool:
    """«до пятницы, ждём акт»: the day is said back; words without one are the reason. False where
    they are an answer, «25. Выполнено»: no day is awaited any more.
    """
    view = await postponable(turn, awaited.due_id)
    read = read_spoken_day(text, _asked(turn, view).speech)
    if (read is None or read.day is None) and _answers_instead(text, awaited):
        await await_nothing(turn)
        return False
    if read is None and not awaited.reason:
        awaited = _with_reason(awaited, text)
    await _go_on(turn, awaited, view, text)
    return True


#: «ой нет, не надо, перечень уже утвердили»
_REFUSES = re.compile(r"\bне\s+(?:надо|нужно)\b|\bуже\b|\bотмен", re.IGNORECASE)


def _answers_instead(text: str, awaited: PostponementRequest) -> bool:
    """Whether two of three say so: the reason is known already, a number begins the words, they
    tell of work. One alone may still be a reason: «3 школы не отвечают», «акт подписан не весь».
    """
    numbered = begins_with_number(text) is not None
    signs = [bool(awaited.reason), numbered, tells_of_work(text), _REFUSES.search(text) is not None]
    return signs.count(True) > 1


async def _go_on(turn: Turn, awaited: PostponementRequest, view: DueView, text: str) -> None:
    """Say the day of `text` back, or ask about it; what the words tell beside it is the reason."""
    asked = _asked(turn, view)
    asked = replace(asked, speech=_said_then(turn, asked.speech, awaited.written))
    read = read_spoken_day(text, asked.speech)
    if read is not None and not read.alone:
        awaited = _with_reason(awaited, text)
    found = await day_in(turn, statement_of_day(text, asked.speech), awaited, asked)
    if found is not None and found.day is not None:
        await _say_back(turn, awaited, view, found.day)


def _with_reason(awaited: PostponementRequest, text: str) -> PostponementRequest:
    told = awaited.reason if text.strip() in awaited.reason else f"{awaited.reason}\n{text.strip()}"
    return replace(awaited, reason=told.strip())


async def _ask_until(turn: Turn, awaited: PostponementRequest, view: DueView) -> None:
    words = turn.texts(
        "postpone-until" if awaited.reason else "postpone-how",
        target=target_name(turn, view.item, view.point),
        old=_until_now(turn, view),
    )
    await ask_day(turn, awaited, words, _asked(turn, view), _is_answer(turn, awaited))


def _is_answer(voice: Voice, awaited: PostponementRequest) -> list[list[Button]]:
    """Words that began a postponement may have been an answer: one tap records them."""
    if not awaited.message_id:
        return []
    data = PutOffButton(verb="answer", due_id=awaited.due_id)
    return [[button(voice.texts("button-is-answer"), data)]]


async def _say_back(
    turn: Turn, awaited: PostponementRequest, view: DueView, day: date, *, edit: bool = False
) -> None:
    """«Перенести срок … с 23 ноября на 27 ноября (пт)?»: the next words are the reason."""
    said = PostponementReason(
        view.due.id, day, awaited.reason, awaited.text, awaited.message_id, awaited.written
    )
    words = turn.texts(
        "postpone-sure",
        target=target_name(turn, view.item, view.point),
        old=_until_now(turn, view),
        day=day_words(turn.texts, day, turn.today),
        reason="told" if awaited.reason else "none",
    )
    await say_back(turn, said, words, day, _asked(turn, view), _is_answer(turn, awaited), edit=edit)


def _asked(turn: Turn, view: DueView) -> DayAsked:
    return DayAsked("postpone", view.due.id, speech_of(turn, view.due.day))


def _until_now(voice: Voice, view: DueView) -> str:
    return voice.texts.short_day(view.due.day, voice.today) if view.due.day else "—"


async def take_reason(turn: Turn, text: str, awaited: PostponementReason) -> bool:
    """After a day was said back: why, «да», «нет», or another day. False where the reason is known
    and the words are none of these: they are an answer.
    """
    view = await postponable(turn, awaited.due_id)
    request = awaited.request
    if says_yes(text):
        await _ask_for_it(turn, view, awaited.day, awaited.reason)
        return True
    if says_no(text):
        await _ask_until(turn, request, view)
        return True
    read = read_spoken_day(text, _asked(turn, view).speech)
    if read is not None and read.alone and not _names_item(text):
        await _go_on(turn, replace(request, written=0), view, text)
        return True
    if awaited.reason:
        await await_nothing(turn)
        return False
    await _ask_for_it(turn, view, awaited.day, text)
    return True


def _names_item(text: str) -> bool:
    """«п. 6.2» is an item, not the sixth of February."""
    address = read_alone(text, ())
    return address is not None and address.marked


async def choose_day(query: CallbackQuery, callback_data: DayButton, turn: Turn) -> None:
    """A day chosen by button is asked for at once where its reason is known, else said back."""
    view = await postponable(turn, callback_data.subject_id)
    awaited, day = await _request_in(turn, view), callback_data.chosen
    if day is None:
        await ask_typed(turn, awaited, _asked(turn, view))
        return
    check_later(view, day, turn.today)
    if callback_data.sure or awaited.reason:
        await _ask_for_it(turn, view, day, awaited.reason, edit=True)
    else:
        await _say_back(turn, awaited, view, day, edit=True)


async def _request_in(turn: Turn, view: DueView) -> PostponementRequest:
    """What this chat has told of the postponement so far."""
    told = await request_in(turn, view.due.id)
    if isinstance(told, PostponementReason):
        return told.request
    return told or PostponementRequest(view.due.id)


async def _ask_for_it(
    turn: Turn, view: DueView, day: date, reason: str, *, edit: bool = False
) -> None:
    await forget_request(turn)
    await ask_and_tell(turn, view, day, reason, edit=edit)


async def ask_and_tell(
    turn: Turn, view: DueView, day: date, reason: str, *, edit: bool = False
) -> None:
    """Put the request before the coordinators; a coordinator's own is granted at once. One tap
    takes it back.
    """
    target, quiet = target_name(turn, view.item, view.point), view.due.state is DueState.QUIET
    postponement = await ask(turn.tx, turn.me, view, day, reason, rules(turn))
    follows = of_postponement(postponement.id)
    if turn.me.role is Role.COORDINATOR:
        await grant(turn.tx, turn.me, postponement, rules(turn))
        undo = undo_button(turn, "grant", postponement.id, quiet=quiet)
        words = turn.texts("postponed", target=target, day=day)
        await turn.say(words, [[undo]], edit=edit, follows=follows)
        return
    await _say_request(turn, postponement, view, edit=edit)
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        await _say_request(turn.to(coordinator), postponement, view)


async def _say_request(
    voice: Voice,
    postponement: Postponement,
    view: DueView,
    undo: Button | None = None,
    *,
    edit: bool = False,
) -> None:
    """The request as it stands, to who asked or to a coordinator."""
    now = await _request(voice, postponement, view, undo)
    await voice.say(now.text, now.buttons, edit=edit, follows=of_postponement(postponement.id))


async def request_now(voice: Voice, standing: Outgoing, postponement_id: int) -> Standing | None:
    """What a message about a postponement is to say now that it, or its due day, has changed. The
    way back is left to the coordinator who granted it, while it leads back.
    """
    postponement = await voice.tx.answers.postponement(postponement_id)
    view = await voice.tx.roadmaps.view(postponement.due_id)
    undo = next(
        (one for row in standing.buttons for one in row if one.data.startswith("undoday:")), None
    )
    stands = view.due.state is DueState.OPEN and view.due.day == postponement.new_day
    if postponement.state is not PostponementState.GRANTED or not stands:
        undo = None
    return await _request(voice, postponement, view, undo)


async def _request(
    voice: Voice, postponement: Postponement, view: DueView, undo: Button | None = None
) -> Standing:
    """The words and buttons of a request for the person spoken to: who asked, until when, why, and
    how it was decided, by whom and when.
    """
    texts, target = voice.texts, target_name(voice, view.item, view.point)
    mine = postponement.person_id == voice.whom.id
    if mine and voice.whom.role is Role.COORDINATOR:
        if postponement.state is PostponementState.WITHDRAWN:
            return Standing(texts("postpone-undone", target=target, day=_until_now(voice, view)))
        words = texts("postponed", target=target, day=postponement.new_day)
        return Standing(words, ((undo,),) if undo else ())
    if mine:
        asked = await asked_day(voice.tx, postponement)
        words = texts("postpone-asked", target=target, day=asked)
        data = PostponementButton(verb="withdraw", postponement_id=postponement.id)
        rows = [[button(texts("button-withdraw"), data)]]
    else:
        words = await _as_asked(voice, postponement, view)
        rows = _decide_buttons(voice, postponement)
    if postponement.state not in _UNDECIDED:
        how = await _decision(voice, postponement)
        return Standing(Html(f"{words}\n{how}"), ((undo,),) if undo else ())
    if view.due.state not in (DueState.OPEN, DueState.QUIET):
        return Standing(Html(f"{words}\n{await how_closed(voice, view)}"))
    return Standing(words, tuple(tuple(row) for row in rows))


async def _as_asked(voice: Voice, postponement: Postponement, view: DueView) -> Html:
    """The request as the coordinator reads it; of one that a document told, what that says."""
    texts, target = voice.texts, target_name(voice, view.item, view.point)
    if postponement.person_id is None and postponement.decided_by is None:
        new, reason = await asked_day(voice.tx, postponement), clip(postponement.reason, 500)
        return texts("postpone-proposed", target=target, new=new, reason=reason)
    return texts(
        "postpone-request",
        name=await name_of(voice, postponement.person_id) or texts("author-unknown"),
        target=target,
        old=texts.day(postponement.old_day) if postponement.old_day else "—",
        new=await asked_day(voice.tx, postponement),
        text=words_of(view.item, view.point, 200),
        reason=clip(postponement.reason, 500) or texts("postpone-no-reason"),
    )


async def _decision(voice: Voice, postponement: Postponement) -> Html:
    """«✅ Согласовано: Лаптева Ирина, 3 декабря»."""
    key, told = await _how_decided(voice, postponement)
    return voice.texts(key, **told)


async def decided(voice: Voice, postponement: Postponement) -> UserError:
    """Somebody was quicker, or it was done in another window: how the request was decided."""
    key, told = await _how_decided(voice, postponement)
    return UserError(key, **told)


async def _how_decided(voice: Voice, postponement: Postponement) -> tuple[str, dict[str, str]]:
    name = await name_of(voice, postponement.decided_by)
    at = postponement.decided_at or postponement.asked_at
    day = voice.texts.short_day(voice.office.policy.day_of(at), voice.today)
    told = {"name": name, "known": "yes" if name else "no", "day": day}
    granted = postponement.state is PostponementState.GRANTED
    if granted and await asked_day(voice.tx, postponement) != postponement.new_day:
        return "granted-other-day", {**told, "until": voice.texts.day(postponement.new_day)}
    return f"request-{postponement.state.value}", told


async def withdraw_it(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Who asked takes the request back before it is decided; the coordinators learn of it."""
    postponement = await turn.tx.answers.postponement(callback_data.postponement_id)
    await withdraw(turn.tx, turn.me, postponement, rules(turn))
    view = await turn.tx.roadmaps.view(postponement.due_id)
    withdrawn = await turn.tx.answers.postponement(postponement.id)
    await _say_request(turn, withdrawn, view, edit=True)
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        theirs = turn.to(coordinator)
        target = target_name(theirs, view.item, view.point)
        day = _until_now(theirs, view)
        await theirs.say(
            theirs.texts("postpone-withdrawn-told", name=turn.me.name, target=target, day=day)
        )


async def say_proposed(voice: Voice, roadmap_id: int) -> None:
    """Put before the coordinator what the document itself says was put off."""
    for postponement in await voice.tx.answers.postponements(roadmap_id):
        if postponement.state is PostponementState.PROPOSED:
            view = await voice.tx.roadmaps.view(postponement.due_id)
            await _say_request(voice, postponement, view)


def _decide_buttons(voice: Voice, postponement: Postponement) -> list[list[Button]]:
    def verb(name: PostponementVerb) -> PostponementButton:
        return PostponementButton(verb=name, postponement_id=postponement.id)

    return [
        [
            button(voice.texts("button-grant"), verb("grant"), ButtonStyle.SUCCESS),
            button(voice.texts("button-refuse"), verb("refuse"), ButtonStyle.DANGER),
        ],
        [button(voice.texts("button-other-date"), verb("other"))],
    ]


async def grant_it(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Granted as asked."""
    turn.require(Role.COORDINATOR)
    await grant_and_tell(
        turn, await turn.tx.answers.postponement(callback_data.postponement_id), None, edit=True
    )


async def grant_and_tell(
    turn: Turn, postponement: Postponement, day: date | None, *, edit: bool = False
) -> None:
    """Grant a request, to another `day` where one is given; who asked learns of it."""
    quiet = (await turn.tx.roadmaps.view(postponement.due_id)).due.state is DueState.QUIET
    if not await grant(turn.tx, turn.me, postponement, rules(turn), day):
        raise await decided(turn, postponement)
    granted = await turn.tx.answers.postponement(postponement.id)
    view = await turn.tx.roadmaps.view(postponement.due_id)
    undo = undo_button(turn, "grant", granted.id, quiet=quiet)
    await _say_request(turn, granted, view, undo, edit=edit)
    asked = await asked_day(turn.tx, granted)
    if asked == granted.new_day:
        await _tell_asker(turn, granted, "postpone-granted")
    else:
        await _tell_asker(turn, granted, "postpone-granted-other", asked=asked)


async def undo_grant(query: CallbackQuery, callback_data: UndoDayButton, turn: Turn) -> None:
    """The coordinator takes a granted day back: the old one stands again, the request waits."""
    turn.require(Role.COORDINATOR)
    postponement = await turn.tx.answers.postponement(callback_data.subject_id)
    undone = await take_back_grant(
        turn.tx, turn.me, postponement, rules(turn), quiet=callback_data.quiet
    )
    view = await turn.tx.roadmaps.view(postponement.due_id)
    await _say_request(turn, undone, view, edit=True)
    if undone.state is PostponementState.ASKED:
        await _tell_asker(turn, undone, "postpone-undone")


async def refuse_it(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Refused: the date stays; the next words may tell why."""
    postponement = await turn.tx.answers.postponement(callback_data.postponement_id)
    await refuse_and_tell(turn, postponement)
    if postponement.person_id not in (None, turn.me.id):
        await await_next(turn, RefusalWord(postponement.id, minute_of(turn)))
        await turn.say(turn.texts("refusal-word-how"))


async def refuse_and_tell(turn: Turn, postponement: Postponement) -> None:
    """Refuse a request; who asked learns of it."""
    turn.require(Role.COORDINATOR)
    if not await refuse(turn.tx, turn.me, postponement, rules(turn)):
        raise await decided(turn, postponement)
    view = await turn.tx.roadmaps.view(postponement.due_id)
    refused = await turn.tx.answers.postponement(postponement.id)
    await _say_request(turn, refused, view, edit=True)
    await _tell_asker(turn, postponement, "postpone-refused")


async def pass_on_refusal(turn: Turn, text: str, awaited: RefusalWord) -> bool:
    """The coordinator's word why a postponement was refused goes to who asked for it; False where
    the words are none: thanks, an order to close, an answer that begins with its item.
    """
    turn.require(Role.COORDINATOR)
    postponement = await turn.tx.answers.postponement(awaited.postponement_id)
    if courtesy(text) or told_to_close(text) or await _is_of_another(turn, text, postponement):
        return False
    await await_nothing(turn)
    await _tell_asker(turn, postponement, "refusal-word", word=clip(text, 500))
    name = await name_of(turn, postponement.person_id) or turn.texts("author-unknown")
    await turn.say(turn.texts("refusal-word-passed-on", name=name))
    return True


async def _is_of_another(turn: Turn, text: str, postponement: Postponement) -> bool:
    """Whether the words begin with a number, or surely name another item than the refused one:
    «п. 6 просрочен и так» may be why.
    """
    if text.lstrip()[:1].isdecimal():
        return True
    here = (await turn.tx.roadmaps.view(postponement.due_id)).item
    items = await turn.tx.roadmaps.items_by_number(here.roadmap_id, numbers_in(text))
    parts = read_answer(text, [item.number for item in items], anywhere=False)
    return any(part.sure and part.address and part.address.item != here.number for part in parts)


async def other_date(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Another date, by button or in the next message."""
    turn.require(Role.COORDINATOR)
    postponement, view = await _undecided(turn, callback_data.postponement_id)
    target = target_name(turn, view.item, view.point)
    words = turn.texts("postpone-until", target=target, old=_until_now(turn, view))
    await ask_day(
        turn, PostponementDate(postponement.id), words, _grant_asked(turn, view, postponement)
    )


async def _undecided(turn: Turn, postponement_id: int) -> tuple[Postponement, DueView]:
    postponement = await turn.tx.answers.postponement(postponement_id)
    if postponement.state not in _UNDECIDED:
        raise await decided(turn, postponement)
    return postponement, await turn.tx.roadmaps.view(postponement.due_id)


def _grant_asked(turn: Turn, view: DueView, postponement: Postponement) -> DayAsked:
    return DayAsked("grant", postponement.id, speech_of(turn, view.due.day))


async def grant_other(turn: Turn, text: str, awaited: PostponementDate) -> None:
    """Another day than the one asked for: said back first."""
    turn.require(Role.COORDINATOR)
    postponement, view = await _undecided(turn, awaited.postponement_id)
    if awaited.day is not None and says_yes(text):
        await await_nothing(turn)
        await grant_and_tell(turn, postponement, awaited.day)
        return
    asked = _grant_asked(turn, view, postponement)
    found = await day_in(turn, text, PostponementDate(postponement.id), asked)
    if found is None or found.day is None:
        return
    words = turn.texts(
        "postpone-sure",
        target=target_name(turn, view.item, view.point),
        old=_until_now(turn, view),
        day=day_words(turn.texts, found.day, turn.today),
        reason="told",
    )
    await say_back(turn, PostponementDate(postponement.id, found.day), words, found.day, asked)


async def choose_other(query: CallbackQuery, callback_data: DayButton, turn: Turn) -> None:
    """The coordinator's day by button: granted until then."""
    turn.require(Role.COORDINATOR)
    postponement, view = await _undecided(turn, callback_data.subject_id)
    day = callback_data.chosen
    if day is None:
        asked = _grant_asked(turn, view, postponement)
        await ask_typed(turn, PostponementDate(postponement.id), asked)
        return
    check_later(view, day, turn.today)
    await await_nothing(turn)
    await grant_and_tell(turn, postponement, day, edit=True)


async def _tell_asker(
    turn: Turn, postponement: Postponement, key: str, **variables: str | date
) -> None:
    if postponement.person_id is None:
        return
    view = await turn.tx.roadmaps.view(postponement.due_id)
    theirs = turn.to(await turn.tx.people.get(postponement.person_id))
    target = target_name(theirs, view.item, view.point)
    day = view.due.day or postponement.new_day
    await theirs.say(theirs.texts(key, target=target, day=day, **variables))


async def give_date(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """A date for what waits in «без даты», by button or in the next message."""
    turn.require(Role.COORDINATOR)
    view = await _undated(turn, callback_data.due_id)
    words = turn.texts("date-awaited", target=target_name(turn, view.item, view.point))
    await ask_day(turn, DueDate(view.due.id), words, _date_asked(turn, view))


async def _undated(turn: Turn, due_id: int) -> DueView:
    view = await turn.tx.roadmaps.view(due_id)
    if view.due.day is not None or view.due.state is not DueState.OPEN:
        raise UserError("stale-decided")
    return view


def _date_asked(turn: Turn, view: DueView) -> DayAsked:
    return DayAsked("due", view.due.id, speech_of(turn))


async def set_date(turn: Turn, text: str, awaited: DueDate) -> None:
    """The day of a due that had none: said back first."""
    turn.require(Role.COORDINATOR)
    view = await _undated(turn, awaited.due_id)
    if awaited.day is not None and says_yes(text):
        await _set(turn, view, awaited.day)
        return
    asked = _date_asked(turn, view)
    found = await day_in(turn, text, DueDate(view.due.id), asked)
    if found is not None and found.day is not None:
        target = target_name(turn, view.item, view.point)
        day = day_words(turn.texts, found.day, turn.today)
        words = turn.texts("date-sure", target=target, day=day)
        await say_back(turn, DueDate(view.due.id, found.day), words, found.day, asked)


async def choose_date(query: CallbackQuery, callback_data: DayButton, turn: Turn) -> None:
    """The day of a due that had none, by button."""
    turn.require(Role.COORDINATOR)
    view, day = await _undated(turn, callback_data.subject_id), callback_data.chosen
    if day is None:
        await ask_typed(turn, DueDate(view.due.id), _date_asked(turn, view))
    else:
        await _set(turn, view, day, edit=True)


async def _set(turn: Turn, view: DueView, day: date, *, edit: bool = False) -> None:
    await await_nothing(turn)
    dated = replace(view, due=replace(view.due, first_day=view.due.first_day or day))
    await move(turn.tx, dated, day, rules(turn))
    await turn.tx.log.add(
        LogLine(turn.at, turn.me.id, view.item.roadmap_id, "log-dated", view.item.number)
    )
    words = turn.texts("date-set", target=target_name(turn, view.item, view.point), day=day)
    await turn.say(words, [[undo_button(turn, "due", view.due.id)]], edit=edit)


async def undo_date(query: CallbackQuery, callback_data: UndoDayButton, turn: Turn) -> None:
    """The day that was set is taken back: there is none, as before."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.subject_id)
    await take_back_day(turn.tx, turn.me, view, rules(turn))
    target = target_name(turn, view.item, view.point)
    await turn.say(turn.texts("date-undone", target=target), edit=True)
