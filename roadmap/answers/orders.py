"""Orders in words, as coordinators and observers give them: «кто не ответил», «напомни поляковой»,
«срок 9.1 до 4 декабря», «исправь 11.М2».

An order begins with an imperative or is nothing but a question or a name of a list; what tells of
work is a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmap.answers.courtesies import without_courtesies
from roadmap.answers.putting_off import tells_of_work
from roadmap.answers.questions import Asked, asked_about
from roadmap.model.address import clean


class Does(StrEnum):
    """What an order asks for."""

    SILENT = "silent"
    PEOPLE = "people"
    REMIND = "remind"
    DEADLINE = "deadline"
    CORRECT = "correct"
    ASSIGN = "assign"
    INVITE = "invite"
    COLLECT = "collect"
    OTHER = "other"


#: What only shows something: observers may ask for it, too.
SHOWS = frozenset({Does.SILENT, Does.PEOPLE})


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for; `words` are the names, numbers and days that it is about."""

    does: Does
    words: str = ""


_LONGEST = 200
_BEFORE = (
    r"(?:(?:а|и|ну|пожалуйста|веха|бот|покажи(?:те)?|скажи(?:те)?|посмотри(?:те)?|мне|еще\s+раз)"
    r"[\s,]+)*"
)
_AFTER = r"[\s.!?…]*(?:пожалуйста)?[\s.!?…]*"
_NUMBER = r"\d{1,4}(?:\.[мкт]{0,2}\d{1,3})*"
_SILENT = re.compile(
    rf"{_BEFORE}(?:(?:кто|те\s*,?\s*кто)\s+(?:(?:у\s+нас|еще|пока|так|до\s+сих\s+пор|вообще|сегодня|из\s+\w+)\s+)*"
    r"(?:и\s+)?(?:не\s+(?:ответил\w*|отвечает|отвечают|отчитал\w*|сдал\w*|прислал\w*|написал\w*|откликнул\w*|дал\w*\s+ответ\w*|сделал\w*"
    r"|закрыл\w*|подключил\w*|вошел|вошл\w+|зашел|зашл\w+|открыл\w*\s+бот\w*)|молч(?:ит|ат)|просрочил\w*|должен|должна|должники)"
    r"(?:\s+(?:ответ\w*|отчет\w*|ничего|(?:в\s+)?бот\w*))?"
    r"|(?:список\s+)?(?:молчащи\w+|молчун\w+|должник\w+|неответивши\w+|не\s+ответивши\w+))"
    rf"{_AFTER}",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"{_BEFORE}(?:(?:все\s+|список\s+)?(?:участник(?:и|ов)|люд(?:и|ей)|сотрудник(?:и|ов)|исполнител(?:и|ей)|ответственн(?:ые|ых))"
    rf"|кто\s+(?:у\s+нас\s+)?(?:участвует|в\s+(?:боте|списке|карте)|подключен\w*|подключил\w+)){_AFTER}",
    re.IGNORECASE,
)
_REMIND = re.compile(
    r"(?:напомни(?:те)?|поторопи(?:те)?|пни(?:те)?|подгони(?:те)?|потереби(?:те)?)(?:[\s,]+(?:пожалуйста[\s,]+)?(?P<rest>\S.*))?",
    re.IGNORECASE,
)
#: Of what somebody is to be reminded, behind the name.
_OF_WHAT = re.compile(
    r"\s+(?:про|о|об|обо|по|насч[её]т|что|чтобы|ещ[её]\s+раз|пожалуйста|сегодня|завтра|срочно)(?!\w).*$",
    re.IGNORECASE,
)
_REMIND_OF = re.compile(
    rf"(?:(?:всем\s+)?(?:про|о|об|по|насч[её]т)\s+)?(?:п(?:ункт\w*|\.)?\s*)?(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"(?:вс(?:ем|ех)|им|остальным|каждому|тем|молч\w+|должник\w+|люд\w+|коллег\w+|школ\w+|исполнител\w+"
    r"|ответственн\w+|участник\w+|кто|о|об|про)(?!\w)",
    re.IGNORECASE,
)
_OF_ITEM = rf"(?:(?:по|для|у|в)\s+)?(?:п(?:ункт\w*|\.)?\s*)?(?P<number>{_NUMBER})(?![\w%])"
_SETS = (
    r"(?:поставь(?:те)?|поставить|назначь(?:те)?|установи(?:те)?|измени(?:те)?|изменить|поменяй(?:те)?|поменять|сделай(?:те)?"
    r"|задай(?:те)?|укажи(?:те)?|исправь(?:те)?|исправить)"
)
_TO = r"(?P<to>(?:(?:до|на|к|по)\s+|[:–—-]\s*)?\S.*)"
_DEADLINE = (
    re.compile(rf"(?:{_SETS}\s+)?(?:нов\w+\s+)?срок\s+{_OF_ITEM}\s*,?\s+{_TO}", re.IGNORECASE),
    re.compile(rf"{_OF_ITEM}\s*[,–—-]?\s*(?:нов\w+\s+)?срок\s+{_TO}", re.IGNORECASE),
    re.compile(rf"{_SETS}\s+{_OF_ITEM}\s+(?:нов\w+\s+)?срок\s+{_TO}", re.IGNORECASE),
)
_CORRECT = re.compile(
    rf"(?:исправь(?:те)?|исправить|измени(?:те)?|изменить|поправь(?:те)?|поправить|поменяй(?:те)?|замени(?:те)?|перепиши(?:те)?"
    rf"|отредактируй(?:те)?|переименуй(?:те)?|уточни(?:те)?|перенумеруй(?:те)?|сними(?:те)?|снять|исключи(?:те)?)\s+"
    rf"(?:(?:с\s+контроля|текст|формулировку|название|номер|мероприятие|точку|контрольную\s+точку|пожалуйста)\s+)*{_OF_ITEM}.*",
    re.IGNORECASE,
)
_ASSIGN = re.compile(
    r"(?:назначь(?:те)?|назначить|переназначь(?:те)?|закрепи(?:те)?|поручи(?:те)?)\s+\S.*",
    re.IGNORECASE,
)
_INVITE = re.compile(
    r"(?:пригласи(?:те)?|пригласить|подключи(?:те)?|добавь(?:те)?(?:\s+(?:участник\w*|человек\w*|сотрудник\w*))?)\s+\S.*",
    re.IGNORECASE,
)
_COLLECT = re.compile(
    rf"(?:собери(?:те)?|собрать|запроси(?:те)?|запросить)\s+(?:\S+\s+)?(?:ответ\w*|отч[её]ты|информаци\w+|сведени\w+|данн\w+)(?:\s+(?:со\s+всех|у\s+всех|за\s+полугодие))?{_AFTER}",
    re.IGNORECASE,
)
#: Imperatives to the bot; one more at the beginning is no report either.
_ORDERS = re.compile(
    r"(?:напомни|назначь|переназначь|пригласи|добавь|исправь|измени|поменяй|поставь|собери|отправь|разошли|сними"
    r"|верни|передай|попроси|предупреди|сообщи|скажи|спроси|узнай|создай|переименуй|запроси|поторопи|вышли|пришли|выгрузи"
    r"|сделай|проверь|включи|выключи|отключи|останови|подключи|исключи)(?:те)?(?!\w)",
    re.IGNORECASE,
)


#: What only names a list.
_LISTS = ((Does.SILENT, _SILENT), (Does.PEOPLE, _PEOPLE))
#: What begins with an order, the narrowest first.
_TOLD = (
    *((Does.DEADLINE, one) for one in _DEADLINE),
    (Does.CORRECT, _CORRECT),
    (Does.COLLECT, _COLLECT),
    (Does.ASSIGN, _ASSIGN),
    (Does.INVITE, _INVITE),
)


def read_order(text: str) -> Order | None:
    """What `text` orders; None where it may be a report, or is a question of another kind."""
    tidy = without_courtesies(clean(text)).strip()
    if not tidy or "\n" in tidy or len(tidy) > _LONGEST:
        return None
    bare = tidy.rstrip(" .!?…")
    plain = bare.replace("ё", "е").replace("Ё", "Е")
    for does, pattern in _LISTS:
        if pattern.fullmatch(plain):
            return Order(does)
    if tells_of_work(bare):
        return None
    led = re.sub(rf"^{_BEFORE}(?=\S)", "", bare, flags=re.IGNORECASE)
    if found := _REMIND.fullmatch(led):
        return _reminder(found["rest"] or "")
    for does, pattern in _TOLD:
        if found := pattern.fullmatch(led):
            return Order(does, _about(does, found))
    # «собери отчёт», «пришли сроки» are questions of their own.
    known = asked_about(tidy) not in (None, Asked.UNKNOWN)
    return Order(Does.OTHER) if _ORDERS.match(led) and not known else None


def _about(does: Does, found: re.Match[str]) -> str:
    """What an order of a deadline or a correction is about; the others only name their command."""
    if does is Does.DEADLINE:
        return f"{found['number']} {_governed(found['to'])}"
    return found["number"] if does is Does.CORRECT else ""


def _reminder(rest: str) -> Order | None:
    """«напомни поляковой про отчёт»: whom; «напомни по 9.1»: of which item; else «». None for
    «напомни мне сроки», which asks to see them.
    """
    if re.match(r"(?:мне|нам|мои|мой|сроки|срок|пункты)(?!\w)", rest, re.IGNORECASE):
        return None
    if found := _REMIND_OF.fullmatch(rest):
        return Order(Does.REMIND, found["number"])
    whom = _OF_WHAT.sub("", rest).strip(" ,")
    if not whom or _EVERYBODY.match(whom) or re.search(r"(?<!#)\d", rest):
        return Order(Does.REMIND)
    return Order(Does.REMIND, whom)


def _governed(day: str) -> str:
    """«до 4 декабря» of «– 4 декабря»."""
    bare = day.lstrip(":–—- ")
    return bare if re.match(r"(?:до|на|к|по)\s", bare, re.IGNORECASE) else f"до {bare}"
