"""What the words of an answer suggest."""

from datetime import date

import pytest

from roadmap.answers.proposals import Proposals, proposals
from roadmap.model import Deadline, Kind, Period

PERIOD = Period.school(2019)
TODAY = date(2019, 12, 20)
READ = {
    "март": Deadline("март", Kind.MONTH, date(2020, 3, 1), date(2020, 3, 31)),
    "до 15 февраля": Deadline("до 15 февраля", Kind.BY_DATE, None, date(2020, 2, 15)),
    "15.02.2020": Deadline("15.02.2020", Kind.DATE, date(2020, 2, 15), date(2020, 2, 15)),
    "2 полугодие": Deadline("2 полугодие", Kind.HALF_YEAR, date(2020, 1, 1), date(2020, 5, 31)),
    "сентябрь": Deadline("сентябрь", Kind.MONTH, date(2019, 9, 1), date(2019, 9, 30)),
}


def reader(phrase: str, period: Period) -> Deadline:
    """Knows a few phrases, as the grammar would read them in this school year."""
    assert period == PERIOD
    return READ.get(phrase, Deadline(phrase, Kind.UNKNOWN))


def read(text: str) -> Proposals:
    return proposals(text, PERIOD, TODAY, reader)


@pytest.mark.parametrize(
    "text",
    [
        "выполнено",
        "Выполнено.",
        "сделано",
        "готово",
        "Готово!",
        "завершён",
        "завершена",
        "работа завершена полностью",
        "выполнено на 100 %",
        "выполнено 100%",
        "Совещание проведено",
        "провели семинар",
        "Совещание состоялось",
        "Мы всё сделали",
        "готово к сроку",
    ],
)
def test_the_work_is_said_to_be_done(text: str) -> None:
    assert read(text).done


@pytest.mark.parametrize(
    "text",
    [
        "не выполнено",
        "пока не сделано",
        "не готово",
        "ещё не завершён",
        "частично выполнено",
        "выполнено частично",
        "выполнено на 75 %",
        "выполнено 75%",
        "будет проведено в марте",
        "Совещание проведено, отчёт не готов",
        "планируем провести",
        "готовы провести в марте",
        "готовится",
        "должно быть выполнено",
        "Уже выполнено?",
        "когда будет готово, сообщим",
        "75 %",
        "работаем",
        "",
    ],
)
def test_the_work_is_not_said_to_be_done(text: str) -> None:
    assert not read(text).done


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("проведено 16.12", date(2019, 12, 16)),
        ("6.1 завершён 16 декабря", date(2019, 12, 16)),
        ("Проведено 18.10.2019 совещание", date(2019, 10, 18)),
        ("проведено 18.10.19", date(2019, 10, 18)),
        ("проведено 5 ноября 2019 года", date(2019, 11, 5)),
        ("проведено с 8 ноября по 16 декабря", date(2019, 12, 16)),
        ("проведено 30 декабря", None),  # it is still to come, and no day of a year ago
        ("проведено 25 мая", date(2019, 5, 25)),
        ("проведено", None),
        ("проведено 40.12", None),
        ("проведено 16.12.2030", None),
    ],
)
def test_the_day_of_the_work_is_the_latest_one_named(text: str, day: date | None) -> None:
    found = read(text)
    assert found.done
    assert found.done_on == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75 %", "75 %"),
        ("75%", "75 %"),
        ("охват 92,5 процента", "92,5 %"),
        ("89 из 100", "89 из 100"),
        ("89 из 100 (89 %)", "89 %"),
        ("рост с 60 % до 75 %", "75 %"),
        ("участвовали 3 школы", None),
        ("письмо 100 из 12", None),
    ],
)
def test_a_value_is_read(text: str, value: str | None) -> None:
    assert read(text).value == value


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("перенести на март", date(2020, 3, 31)),
        ("Прошу перенести срок на март.", date(2020, 3, 31)),
        ("прошу продлить до 15 февраля", date(2020, 2, 15)),
        ("прошу продлить срок до 15 февраля в связи с болезнью педагога", date(2020, 2, 15)),
        ("Просим перенести на 15.02.2020, не успеваем", date(2020, 2, 15)),
        ("переносим на 2 полугодие", date(2020, 5, 31)),
        ("перенесена на 2 полугодие", date(2020, 5, 31)),
    ],
)
def test_another_deadline_is_asked_for(text: str, end: date) -> None:
    found = read(text)
    assert found.postpone_to is not None
    assert found.postpone_to.end == end
    assert not found.done


@pytest.mark.parametrize(
    "text",
    [
        "не переносить на март",
        "перенесли мебель на второй этаж",
        "перенести на сентябрь",
        "перенести",
        "на март",
    ],
)
def test_no_other_deadline_is_asked_for(text: str) -> None:
    assert read(text).postpone_to is None


def test_the_deadline_grammar_reads_what_officials_ask_for() -> None:
    phrases = [
        "перенести на конец марта",
        "переносим на 2 полугодие",
        "отложить до 15.02",
        "сдвинуть к 1 апреля",
    ]
    found = [proposals(phrase, PERIOD, TODAY).postpone_to for phrase in phrases]
    assert [one and one.end for one in found] == [
        date(2020, 3, 31),
        date(2020, 5, 31),
        date(2020, 2, 15),
        date(2020, 4, 1),
    ]


def test_an_answer_that_suggests_nothing_is_falsy() -> None:
    assert not read("работаем, всё идёт по плану")
    assert read("75 %")


@pytest.mark.parametrize(
    "text",
    [
        "уже выполнено или ещё нет, подскажите?",
        "сделали половину",
        "выполнено только в двух школах",
    ],
)
def test_a_question_or_a_part_is_not_done(text: str) -> None:
    assert not read(text).done


@pytest.mark.parametrize("text", ["выполненно, протокол есть", "зделано"])
def test_a_misspelt_word_is_done_too(text: str) -> None:
    assert read(text).done


def test_growth_and_what_was_planned_are_no_values() -> None:
    assert read("доля педагогов увеличилась на 5 %").value is None
    assert read("факт 75 % при плане 80 %").value == "75 %"
    assert read("выполнено на 75 %").value == "75 %"


@pytest.mark.parametrize(
    "text",
    ["done", "Completed.", "All work is finished", "Done on 16 December", "The seminar was held", "100 % complete",
     "The meeting took place, minutes attached", "Ready!"],
)  # fmt: skip
def test_the_work_is_said_to_be_done_in_english(text: str) -> None:
    assert read(text).done


@pytest.mark.parametrize(
    "text",
    ["not done", "It isn't done yet", "partly done", "75 % done", "done by 75 %", "will be done in March",
     "Is it done?", "almost ready", "to be completed", "Ready to start",
     "The hall was prepared, the list is not finished", "done only in two schools", "unfinished"],
)  # fmt: skip
def test_the_work_is_not_said_to_be_done_in_english(text: str) -> None:
    assert not read(text).done


@pytest.mark.parametrize(
    "text", ["done 16 December", "done on December 16th", "done on the 16th of December 2019"]
)
def test_the_day_of_the_work_is_read_in_english(text: str) -> None:
    assert read(text).done_on == date(2019, 12, 16)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("postpone to March", date(2020, 3, 31)),
        ("Please postpone the deadline to March, the hall is closed", date(2020, 3, 31)),
        ("moved to 1 February", date(2020, 2, 1)),
        ("We ask to extend it until February 1st, 2020 please", date(2020, 2, 1)),
        ("rescheduled for the end of May because of repairs", date(2020, 5, 31)),
        ("shift to 15.02.2020", date(2020, 2, 15)),
    ],
)
def test_another_deadline_is_asked_for_in_english(text: str, end: date) -> None:
    found = proposals(text, PERIOD, TODAY)
    assert found.postpone_to is not None
    assert found.postpone_to.due_days()[-1] == end
    assert not found.done


@pytest.mark.parametrize(
    "text",
    [
        "do not postpone to March",
        "moved the desks to the second floor",
        "postpone",
        "We may march to the park",
    ],
)
def test_no_other_deadline_is_asked_for_in_english(text: str) -> None:
    assert proposals(text, PERIOD, TODAY).postpone_to is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("75 percent", "75 %"), ("reached 75 %", "75 %"), ("89 out of 100", "89 из 100")],
)
def test_a_value_is_read_in_english(text: str, value: str) -> None:
    assert read(text).value == value


@pytest.mark.parametrize("month", range(1, 13))
def test_every_english_month_is_known(month: int) -> None:
    name = date(2020, month, 1).strftime("%B")
    for written in (f"done 1 {name} 2018", f"done on {name[:3]} 1, 2018"):
        assert read(written).done_on == date(2018, month, 1)
