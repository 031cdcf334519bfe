"""What becomes of a message after an attempt to send it: the rules, recorded in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.notices import file_not_sent, lost_touch
from bot.logs import log
from bot.retrying import backoff
from bot.telegram.refusals import Conflict, Unauthorized
from roadmap.errors import DeliveryError, Flood, Moved, Passing, Refused, Unreachable
from roadmap.model import PersonState
from roadmap.model.messages import MessageState, Outgoing
from roadmap.ports import Tx

#: Begins the reason of a message that may have arrived: it is retried once [Bot API has no
#: idempotency key].
PERHAPS_SENT = "perhaps sent"
#: A wrong token mends itself by a person's hand only; this often it is looked whether it has.
_UNAUTHORIZED_WAIT = timedelta(seconds=30)

_log = log("delivery")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt: the id that Telegram gave (None for a change), or the error."""

    message: Outgoing
    telegram_id: int | None = None
    error: DeliveryError | None = None


async def record(tx: Tx, outcome: Outcome, at: datetime, jitter: float) -> None:
    """Write down what happened at `at` (UTC); `jitter` (0–1) spreads the retries."""
    message, error = outcome.message, outcome.error
    match error:
        case None:
            await tx.messages.sent(message.id, outcome.telegram_id, at)
        case Unreachable():
            await tx.messages.not_sent(message.id, MessageState.FAILED, _reason(error))
            await lost_touch(tx, message, PersonState(error.state), at)
        case Moved():
            await tx.messages.not_sent(message.id, MessageState.PLANNED, _reason(error))
            await tx.messages.move_chat(message.chat_id, error.chat_id)
            await tx.bodies.move_chat(message.chat_id, error.chat_id)
        case Refused():
            await tx.messages.not_sent(message.id, MessageState.FAILED, _reason(error))
            await file_not_sent(tx, message)
        case _:
            await _try_later(tx, message, error, at, jitter)
    if error is not None:
        _log.warning(
            "not sent",
            message=message.id,
            attempt=message.attempts + 1,
            error=type(error).__name__,
            state=getattr(error, "state", None),
            perhaps_sent=getattr(error, "maybe_sent", False),
        )


async def _try_later(
    tx: Tx, message: Outgoing, error: DeliveryError, at: datetime, jitter: float
) -> None:
    state, reason = MessageState.PLANNED, _reason(error)
    match error:
        case Flood():
            wait = timedelta(seconds=error.retry_after)
        case Unauthorized() | Conflict():
            wait = _UNAUTHORIZED_WAIT
        # An edit said once more changes nothing, so it is tried until it is known to be made.
        case Passing(maybe_sent=True) if perhaps_sent(message) and message.edits is None:
            await tx.messages.not_sent(
                message.id, MessageState.FAILED, f"{PERHAPS_SENT} twice: {error}"
            )
            return
        case _:
            wait = timedelta(seconds=backoff(message.attempts, jitter))
    if isinstance(error, Passing) and error.maybe_sent:
        state, reason = MessageState.UNKNOWN, f"{PERHAPS_SENT}: {error}"
    elif perhaps_sent(message):
        reason = f"{PERHAPS_SENT}; {reason}"
    await tx.messages.not_sent(message.id, state, reason, at + wait)


def perhaps_sent(message: Outgoing) -> bool:
    """Whether an earlier attempt may have succeeded."""
    return message.reason.startswith(PERHAPS_SENT)


def _reason(error: DeliveryError) -> str:
    return f"{type(error).__name__}: {error}"
