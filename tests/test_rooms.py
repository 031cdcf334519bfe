"""The rooms and the arrows between them, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("roadmap", "documents", "storage", "handlers", "bot", "sandbox")
ALLOWED = {
    "roadmap": {"roadmap"},
    "documents": {"documents", "roadmap"},
    "storage": {"storage", "roadmap"},
    "handlers": {"handlers", "roadmap"},
    "bot": set(ROOMS),
    "sandbox": {"sandbox"},
}
#: Libraries that only these rooms may know.
KEPT_TO = {
    "aiogram": {"bot", "handlers", "sandbox"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "aiosqlite": {"storage"},
    "lxml": {"documents"},
    "docx": {"documents"},
    "docxtpl": {"documents"},
    "xlsxwriter": {"documents"},
    "python_calamine": {"documents"},
    "matplotlib": {"documents"},
    "icalendar": {"documents"},
    "jinja2": {"documents", "handlers"},
    "apscheduler": {"bot"},
    "holidays": {"bot"},
}
#: What each room consists of, from the ground up: a package imports those before it, never one after.
FLOORS = {
    "roadmap": (
        "errors", "legible", "yielding", "model", "ports", "deadlines", "reading", "directory", "answers", "drafts",
        "schedule", "standing", "report", "actions",
    ),
    "documents": ("words", "files", "tables", "writing", "child"),
    "handlers": (
        "speaking", "looking", "people", "reporting", "reminding", "importing", "answering", "pages", "door",
    ),
    "bot": (
        "configuration", "logs", "clock", "telegram", "retrying", "database", "files", "web", "delivery", "jobs",
        "schedule", "intake", "running", "commands", "cli",
    ),
}  # fmt: skip
#: Calls that read the clock; an instant is a value everywhere but where it is read.
CLOCK = {"now", "utcnow", "today", "time", "monotonic_ns", "time_ns"}


def modules(room: str) -> Iterator[tuple[Path, ast.Module]]:
    # The sample's maker is a script for developers: the program never imports it.
    for path in sorted((ROOT / room).rglob("*.py")):
        if path.name != "make_sample.py" and path.name != "make_template.py":
            yield path, ast.parse(path.read_text(encoding="utf8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name their room"
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path, tree in modules(room)
        for name in imports(tree)
        if name in ROOMS and name not in ALLOWED[room]
    }
    assert found == set()


@pytest.mark.parametrize("room", FLOORS)
def test_the_packages_of_a_room_stand_on_each_other_in_one_order(room: str) -> None:
    order = FLOORS[room]
    found = set()
    for path, tree in modules(room):
        here = path.relative_to(ROOT / room).with_suffix("").parts[0]
        for there in packages_named(tree, room):
            if here != "__init__" and order.index(there) > order.index(here):
                found.add((str(path.relative_to(ROOT)), there))
    assert found == set()


def packages_named(tree: ast.Module, room: str) -> Iterator[str]:
    """The packages and modules right below `room` that are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == room:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{room}."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith(f"{room}."))


@pytest.mark.parametrize("room", FLOORS)
def test_each_package_says_what_it_is_for(room: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path, tree in modules(room)
        if path.name == "__init__.py" and not ast.get_docstring(tree)
    ]
    assert silent == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_library_stays_in_its_room(room: str) -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path, tree in modules(room)
        for name in imports(tree)
        if room not in KEPT_TO.get(name, {room})
    }
    assert found == set()


def test_the_domain_imports_the_standard_library_only() -> None:
    found = {name for _, tree in modules("roadmap") for name in imports(tree)}
    assert found - set(sys.stdlib_module_names) == {"roadmap"}


@pytest.mark.parametrize("room", ["roadmap", "documents", "storage", "handlers"])
def test_the_clock_is_read_in_the_bot_only(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    ]
    assert found == []


def test_every_package_is_shipped() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"][
        "setuptools"
    ]["packages"]
    packages = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert packages == set(declared)
