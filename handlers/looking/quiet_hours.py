"""A person's own quiet hours, from /settings: by buttons or in words, «с 21 до 8»."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import QuietHours, await_nothing
from handlers.speaking.buttons import SettingButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.turn import Turn
from roadmap.actions.leaving import replan_person
from roadmap.errors import NotAllowed, UserError
from roadmap.model.messages import Button
from roadmap.schedule.quiet_words import read_quiet_hours

_IN_A_ROW = 6


async def choose_hours(turn: Turn, value: str) -> None:
    """Ask from which hour nothing is to be sent («-»), or until which, where `value` is the first.

    Raises NotAllowed for a forged hour.
    """
    if value == "-":
        rows = _hours("quiet_from", "")
        none = [button(turn.texts("button-no-quiet"), SettingButton(name="quiet", value="-"))]
        await ask_for(turn, QuietHours(), turn.texts("quiet-from"), [*rows, none])
        return
    if not (value.isdecimal() and int(value) < 24):
        raise NotAllowed
    begin = time(int(value))
    rows = [
        [one for one in row if one.text != f"{begin:%H:%M}"] for row in _hours("quiet", f"{value}-")
    ]
    words = turn.texts("quiet-to", begin=f"{begin:%H:%M}")
    await turn.say(words, [*rows, [cancel_button(turn)]], edit=True)


def _hours(name: str, before: str) -> list[list[Button]]:
    hours = [
        button(f"{hour:02}:00", SettingButton(name=name, value=f"{before}{hour}"))
        for hour in range(24)
    ]
    return [hours[start : start + _IN_A_ROW] for start in range(0, 24, _IN_A_ROW)]


async def take_quiet_hours(turn: Turn, text: str) -> None:
    """The hours that words name; raises UserError where they name none."""
    hours = read_quiet_hours(text)
    if hours is None:
        raise UserError("error-quiet-unread")
    await await_nothing(turn)
    await set_quiet_hours(turn, *hours)
    if hours[0] is None or hours[1] is None:
        await turn.say(turn.texts("quiet-none"))
    else:
        words = turn.texts("quiet-set", begin=f"{hours[0]:%H:%M}", end=f"{hours[1]:%H:%M}")
        await turn.say(words)


async def set_quiet_hours(turn: Turn, begin: time | None, end: time | None) -> None:
    """From now on nothing is sent unasked in these hours; what is planned moves out of them."""
    turn.person = replace(turn.me, quiet_from=begin, quiet_to=end)
    await turn.tx.people.update(turn.person)
    await replan_person(turn.tx, turn.person, rules(turn))
