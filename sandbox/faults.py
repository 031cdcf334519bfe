"""Failures on demand: a method's next calls are refused, delayed, dropped or left unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.refusals import Refusal

KINDS = ("fail", "delay", "drop_before", "drop_after", "garbage")


@dataclass
class Fault:
    """One order to misbehave.

    kind: `fail` answers `code` and `description`; `delay` waits `delay_ms` first; `drop_before`
    cuts the connection before the call is carried out, `drop_after` once it has been (a lost
    answer); `garbage` answers no JSON. method: a method's name, `file` for downloads, `*` for all.
    times: how many calls, None for all until cleared.
    """

    kind: str
    method: str = "*"
    times: int | None = 1
    chat_id: int | None = None
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    delay_ms: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        self.method = self.method.lower()

    def refusal(self) -> Refusal:
        """The answer of a `fail`."""
        if self.retry_after is None:
            return Refusal(self.code, self.description)
        return Refusal(self.code, self.description, retry_after=self.retry_after)


class FaultBook:
    """The orders in force."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def take(self, method: str, chat_id: str) -> list[Fault]:
        """The orders that this call falls under, each used up by one."""
        met = [
            one
            for one in self.orders
            if one.method in ("*", method) and (one.chat_id is None or str(one.chat_id) == chat_id)
        ]
        for one in met:
            if one.times is not None:
                one.times -= 1
        if met:
            self.orders = [one for one in self.orders if one.times is None or one.times > 0]
        return met
