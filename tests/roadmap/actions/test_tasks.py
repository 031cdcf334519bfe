"""What a job has to do outlasts its wait."""

from __future__ import annotations

import json

import pytest

from roadmap.actions.tasks import (
    Asker,
    FetchAttachments,
    PlanItems,
    ReadDocument,
    ReadPeople,
    Task,
    WriteFile,
    asker_of,
    put_to_work,
    task_of,
)
from roadmap.model import Period
from roadmap.model.forms import Form
from roadmap.model.messages import Job
from roadmap.model.records import to_json
from tests.roadmap.actions.town import MORNING, Town

KINDS = {
    ReadDocument: "read_document",
    ReadPeople: "read_people",
    PlanItems: "plan_items",
    FetchAttachments: "fetch_attachments",
    WriteFile: "write_file",
}


TASKS = [
    ReadDocument("план.docx", "BQAC"),
    ReadDocument("план.docx", stored_file=7, year=Period.school(2019)),
    ReadDocument("план.docx", stored_file=7, columns=("number", "measure", "deadline")),
    ReadPeople("люди.csv", "BQAC"),
    PlanItems(("1", "20")),
    FetchAttachments(12),
    WriteFile(3, 2, Form.ICS, only_person=4),
    WriteFile(3, 1, Form.DOCX, with_state=True),
]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("asker", [Asker(7, 3, 2), None], ids=["asked", "by itself"])
async def test_what_is_put_to_work_is_done_for_who_asked(
    town: Town, task: Task, asker: Asker | None
) -> None:
    number = await put_to_work(town.tx, task, MORNING, asker)
    assert await put_to_work(town.tx, task, MORNING, asker) == number, "it waits already"
    job = await town.tx.jobs.claim(MORNING, MORNING)
    assert job is not None
    assert (job.id, task_of(job), asker_of(job)) == (number, task, asker or Asker())


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_the_same_after_its_wait(task: Task) -> None:
    waiting = json.loads(json.dumps(to_json(task)))
    assert task_of(Job(1, KINDS[type(task)], waiting)) == task


def test_who_asked_is_the_same_after_the_wait() -> None:
    asker = Asker(chat_id=7, thread_id=3, person_id=2)
    assert asker_of(Job(1, "write_file", json.loads(json.dumps(to_json(asker))))) == asker


@pytest.mark.parametrize(
    ("kind", "payload", "task"),
    [
        (
            "read_document",
            {"telegram_file": "BQAC", "name": "план.docx", "stored_file": 0, "year": None},
            ReadDocument("план.docx", "BQAC"),
        ),
        (
            "read_people",
            {"name": "л.csv", "telegram_file": "B", "stored_file": 0, "columns": None},
            ReadPeople("л.csv", "B"),
        ),
        ("fetch_attachments", {"entry": 12}, FetchAttachments(12)),
        (
            "write_file",
            {"roadmap": 3, "half": 2, "format": "docx", "only_person": 0, "with_state": 1},
            WriteFile(3, 2, Form.DOCX, with_state=True),
        ),
    ],
)
def test_a_job_that_waited_through_an_update_is_still_understood(
    kind: str, payload: dict[str, object], task: Task
) -> None:
    assert task_of(Job(1, kind, {**payload, "chat_id": 7, "person_id": 2})) == task


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("draw_a_map", {}),
        ("write_file", {}),
        ("write_file", {"roadmap_id": 3, "half": "первое", "form": "docx"}),
        ("write_file", {"roadmap_id": 3, "half": True, "form": "docx"}),
        ("write_file", {"roadmap_id": 3, "half": 1, "form": "rtf"}),
        ("write_file", {"roadmap_id": 3, "half": 1, "form": "docx", "with_state": "да"}),
        ("read_document", {"name": 5}),
        ("read_document", {"name": "план.docx", "columns": "срок"}),
        ("read_document", {"name": "план.docx", "columns": [1]}),
        ("read_document", {"name": "план.docx", "year": ["2019", "2019-09-01"]}),
    ],
)
def test_a_job_of_a_shape_unknown_is_refused(kind: str, payload: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        task_of(Job(1, kind, payload))


def test_the_name_of_a_job_that_nobody_knows_is_told() -> None:
    with pytest.raises(ValueError, match="draw_a_map"):
        task_of(Job(1, "draw_a_map", {}))


def test_a_job_that_does_not_say_who_asked_was_asked_for_by_nobody() -> None:
    assert asker_of(Job(1, "write_file", {"chat_id": "семь"})) == Asker()
