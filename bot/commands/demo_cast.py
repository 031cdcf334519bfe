"""The people of the demo, all of an invented town, and what each is offered to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Try:
    """One thing to try: what it is, and the words that the page then puts before the person, or
    before the one whose number is `chat`.
    """

    what: str
    say: str = ""
    chat: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of the play; `items` are the addresses that they answer for."""

    telegram_id: int
    first_name: str
    last_name: str
    label: str
    tries: tuple[Try, ...]
    items: str = ""

    @property
    def name(self) -> str:
        """As the roadmap's people are called."""
        return f"{self.last_name} {self.first_name}"

    def phone(self) -> dict[str, Any]:
        """The person as the stand-in takes them."""
        return {
            "id": self.telegram_id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "label": self.label,
            "tries": [
                {"what": one.what, "say": one.say, "chat": one.chat or self.telegram_id}
                for one in self.tries
            ],
        }


OLGA = Cast(
    1001,
    "Ольга",
    "Ветрова",
    "Координатор",
    (
        Try("Решите просьбу о переносе: кнопки под последней просьбой"),
        Try("Откройте сводку и нажмите под ней «Лента сроков»", "/summary"),
        Try("Получите отчёт Word в форме своего документа", "/report"),
        Try("Откройте карту в браузере: кнопка «Рабочий стол» вверху"),
    ),
)
IRINA = Cast(
    1002,
    "Ирина",
    "Полякова",
    "Ответственный: пункты 1–6",
    (
        Try("Нажмите «Выполнено 1.М3» под напоминанием"),
        Try("Ответьте одной строкой", "1.1 совещание завучей провели 20 ноября, были все школы"),
        Try("Посмотрите свои пункты и сроки", "/my"),
        Try("Ответьте без мессенджера: кнопка «Рабочий стол» вверху"),
    ),
    "1-6",
)
SERGEY = Cast(
    1003,
    "Сергей",
    "Дубравин",
    "Ответственный: пункты 7–12",
    (
        Try("Ответьте с процентом", "9.1 перечень готов, 75 %"),
        Try("Попросите отсрочку и нажмите «Да»", "11.М2 перенести на 15 января, ждём музей"),
        Try("Пришлите фото или файл к пункту 9: скрепка внизу", "п. 9"),
    ),
    "7-12",
)
#: Whom the coordinator has invited and who has not come in yet. The number leaves room for those
#: whom a test adds.
NEWCOMER = Cast(
    1099,
    "Новый участник",
    "",
    "Новикова Е. П.",
    (
        Try("Нажмите «Старт»: без приглашения бот не впустит"),
        Try("Откройте ссылку из последнего приглашения у координатора как «Новый участник»"),
        Try("Пусть координатор назначит вам пункт", "/assign +12 Новикова", OLGA.telegram_id),
    ),
)
INVITED = "Новикова Елена Павловна"
CAST = (OLGA, IRINA, SERGEY, NEWCOMER)
