"""The bot's token as people paste it: tidied, or named for what it is."""

from __future__ import annotations

import re

#: A bot's number and its secret; the public server's secrets have 35 characters.
_TOKEN = re.compile(r"(\d+):([A-Za-z0-9_-]+)")
_WITHIN_WORDS = re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])")
_SECRET_LENGTH = 35
#: White space, and what an editor or a messenger adds that nobody sees.
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_QUOTES = "\"'`«»“”„‘’<>"

HOW = "скопируйте его из сообщения @BotFather целиком"
#: What a refusal of Telegram's (401, 404) means.
REFUSED_BY_TELEGRAM = (
    "Telegram не знает такого токена: он скопирован с ошибкой или отозван; новый выдаёт @BotFather"
)


def tidy_token(pasted: str) -> str:
    """The token in what was pasted: without white space, line breaks, quotes and «bot» before it;
    alone where the whole message of @BotFather was pasted. Anything else comes back as tidied.
    """
    within = _WITHIN_WORDS.findall(pasted)
    if len(within) == 1:
        return str(within[0])
    token = _UNSEEN.sub("", pasted).strip(_QUOTES)
    if re.match(r"bot\d", token, re.IGNORECASE):
        token = token[3:]
    # Several words without a colon are no token; they stay as they were written.
    return token if ":" in token or " " not in pasted.strip() else pasted.strip()


def fault_of_token(token: str, *, of_public_server: bool) -> str:
    """What is wrong with a tidied token, as the end of a sentence; empty where it may be right.

    A server of one's own, such as the demo's, may give out secrets of any length.
    """
    if not token:
        return "нужен токен бота, его выдаёт @BotFather"
    if token.isdigit() or re.fullmatch(r"\d+:", token):
        return f"это половина токена, номер без секрета после двоеточия; {HOW}"
    found = _TOKEN.fullmatch(token)
    if found is None and re.fullmatch(r":?[A-Za-z0-9_-]{30,}", token):
        return f"это половина токена, без номера и двоеточия в начале; {HOW}"
    if found is None:
        return f"это не токен: он выглядит как 123456789:AA… (цифры, двоеточие, 35 знаков); {HOW}"
    length = len(found[2])
    if of_public_server and length < _SECRET_LENGTH:
        return (
            f"токен неполон: после двоеточия знаков {length}, а должно быть {_SECRET_LENGTH}; {HOW}"
        )
    if of_public_server and length > _SECRET_LENGTH:
        return (
            f"в токене лишнее: после двоеточия знаков {length}, а должно быть {_SECRET_LENGTH}; "
            f"{HOW}"
        )
    return ""
