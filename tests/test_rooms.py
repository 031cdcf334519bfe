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
    "apscheduler": {"bot"},
    "holidays": {"bot"},
}
#: What the program consists of, each above all that it imports.
FLOORS = (
    "configuration", "logs", "clock", "telegram", "retrying", "database", "files", "web", "delivery", "jobs",
    "schedule", "intake", "running", "commands", "cli",
)  # fmt: skip
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


def test_the_program_s_packages_stand_on_each_other_in_one_order() -> None:
    found = set()
    for path, tree in modules("bot"):
        here = path.relative_to(ROOT / "bot").with_suffix("").parts[0]
        if here == "__init__":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bot."):
                there = node.module.split(".")[1]
                if FLOORS.index(there) > FLOORS.index(here):
                    found.add((str(path.relative_to(ROOT)), node.module))
    assert found == set()


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
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["setuptools"]["packages"]
    packages = {
        ".".join(path.parent.relative_to(ROOT).parts) for room in ROOMS for path in (ROOT / room).rglob("__init__.py")
    }
    assert packages == set(declared)
