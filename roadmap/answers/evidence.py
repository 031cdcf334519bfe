"""Whether words that nobody asked to be an answer are plainly one.

Where a single thing waits, a line is taken for its answer. So what is said to the bot, of which no
list knows all ways, must not look like one: an answer tells what was done or how it stands, gives a
figure, or speaks of the thing in its own words, and neither asks nor orders.
"""

from __future__ import annotations

import re

from roadmap.answers.courtesies import says_done_by_sign
from roadmap.answers.putting_off import tells_of_work

#: A verb or a short participle of the work, by its ending; «не», «нет», «да» alone are none.
_TELLS = re.compile(
    r"(?<![а-яё])[а-яё]{2,}(?:"
    r"[аеиуыя]л[аио]?(?:с[ья])?|нн[аоы]|[бгзкпрстх]л[аио]|[её]н[аоы]?|[ая]н[аоы]|[ыя]т[аоы]?|[аеёиуюя]т(?:ся)?|[аеёи]м(?:ся)?"
    r")(?![а-яё])|(?<![а-яё])[а-яё]*шл[аио](?![а-яё])",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:в\s+(?:работе|процессе|стадии|срок|плане|графике)|на\s+(?:согласовани|подпис|рассмотрени|утвержден"
    r"|проверк|доработк|контрол|экспертиз|стадии|этапе)\w*|по\s+(?:плану|графику|факту)|без\s+изменени\w+"
    r"|готов\w*|половин\w*|(?:пока|ещ[её])\s+нет|план\w*|срок\w*|ход\w*|закупк\w+|заседани\w+|протокол\w*|приказ\w*|акт|отч[её]т\w*|договор\w*)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:а|и|ну|скажите|подскажите)\s+)*(?:как(?:ой|ая|ое|ие|им|ую)?|кто|кому|кого|куда|где|когда|почему"
    r"|зачем|сколько|можно|нельзя|что|чей|у\s+кого)\b",
    re.IGNORECASE,
)
#: «пришлите», «не дублируйте», «уберите».
_ORDERS = re.compile(
    r"(?<![а-яё])[а-яё]{2,}(?:[аеиоуыэюя]йте|[бвгджзклмнпрстфхцчшщ]ите|ьте)(?:сь)?(?![а-яё])",
    re.IGNORECASE,
)
#: Of the one who writes or is written to, and not of the work.
_OF_US = re.compile(
    r"(?<![а-яё])(?:вы|вам|вас|ты|тебе|меня|мне|благодар\w+|спасибо)(?![а-яё])", re.IGNORECASE
)
_POLITE = re.compile(r"(?<![а-яё])(?:здравствуйте|извините|простите)(?![а-яё])", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


def is_plainly_told(text: str, likeness: float) -> bool:
    """Whether `text` tells of the work of an item to whose own words it is alike by `likeness`
    (0: not at all).
    """
    text = _POLITE.sub(" ", text)
    if _ORDERS.search(text) or _ASKS.search(text):
        return False
    if tells_of_work(text) or says_done_by_sign(text) or _FIGURE.search(text):
        return True
    if _OF_US.search(text):
        return False
    return likeness > 0 or bool(_TELLS.search(text) or _STANDS.search(text))
