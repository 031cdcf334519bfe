"""What the README and the guides promise is there: commands, settings, links, pictures."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest
from PIL import Image
from pydantic import BaseModel

from bot.cli import cli
from bot.configuration.settings import Settings
from handlers.door.menus import MENUS
from roadmap.model import Role

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
GUIDES = sorted(
    page for language in ("ru", "en") for page in (ROOT / "docs" / language).glob("*.md")
)
DOCS = [README, *sorted((ROOT / "docs").rglob("*.md"))]
#: What `vekha --help` lists.
SHELL = cli.list_commands(click.Context(cli))
#: Telegram's own word, which a link sends.
START = {"start"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
#: A command of the chat in a guide: «/my», «`/assign 6 Иванова`», not a path like «/etc/systemd» or
#: «/healthz».
IN_CHAT = re.compile(r"(?<![\w/.`])`?/([a-z]+)(?![\w/.])")
NOT_COMMANDS = {"healthz", "metrics", "newbot"}
#: Written in a group, where no menu is shown.
IN_GROUPS = {"chat"}


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def keys(model: type[BaseModel], before: str = "") -> set[str]:
    """Dotted keys of the settings: «telegram.webhook.url»."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= keys(inner, f"{before}{name}.")
        else:
            found.add(before + name)
    return found


def written(table: dict[str, object], before: str = "") -> set[str]:
    """The same of a file."""
    found: set[str] = set()
    for name, value in table.items():
        found |= written(value, f"{before}{name}.") if isinstance(value, dict) else {before + name}
    return found


def guide(language: str, name: str) -> str:
    return (ROOT / "docs" / language / f"{name}.md").read_text(encoding="utf8")


def anchor(heading: str) -> str:
    """What a heading is linked by on the usual hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_setting_stands_in_the_example_and_nothing_else() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf8"))
    assert written(example) == keys(Settings)


def test_every_setting_of_the_example_is_explained_above_it() -> None:
    lines = (ROOT / "config.example.toml").read_text(encoding="utf8").splitlines()
    bare = [
        now for above, now in pairwise(lines) if " = " in now[:40] and not above.startswith("#")
    ]
    assert [line for line in bare if not line.startswith("#")] == []


def test_every_command_of_the_shell_stands_in_the_readme() -> None:
    readme = README.read_text(encoding="utf8")
    assert [name for name in SHELL if f"`vekha {name}" not in readme] == []


@pytest.mark.parametrize("page", DOCS, ids=names)
def test_what_the_pages_call_in_the_shell_exists(page: Path) -> None:
    called = set(re.findall(r"`vekha ([a-z]+)", page.read_text(encoding="utf8")))
    assert called <= set(SHELL)


@pytest.mark.parametrize("page", DOCS, ids=names)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf8")):
        if target.startswith(("http://", "https://")):
            continue
        path, _, part = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), target
        if part:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf8"), re.MULTILINE)
            assert part in map(anchor, headings), target


@pytest.mark.parametrize("page", [*DOCS, ROOT / "pyproject.toml"], ids=names)
def test_modules_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(
        r"\b(?:bot|documents|handlers|roadmap|storage|sandbox)/[\w/]+\.py\b", page.read_text("utf8")
    )
    # `bot/test_….py` in docs/failures.md is of the tests.
    assert [
        name
        for name in named
        if not (ROOT / name).exists() and not (ROOT / "tests" / name).exists()
    ] == []


def test_the_walk_from_the_document_to_the_answer_opens_as_many_files_as_it_says() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf8")
    walk, _, _ = page.partition("## A reminder")[2].partition("Beside the way")
    on_the_way, _, all_of_it = walk.partition("These 25")
    opened = [set(re.findall(r"`(\w+/[\w/]+\.py)`", text)) for text in (on_the_way, walk)]
    assert [len(files) for files in opened] == [25, 41]
    assert "these 25 files" in on_the_way
    assert "41 files in all" in all_of_it


@pytest.mark.parametrize("page", GUIDES, ids=names)
def test_commands_of_the_chat_in_a_guide_stand_in_a_menu(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf8"), flags=re.DOTALL)
    known = {name for menu in MENUS.values() for name in menu} | START | NOT_COMMANDS | IN_GROUPS
    assert set(IN_CHAT.findall(text)) <= known


@pytest.mark.parametrize("page", [README, *GUIDES], ids=names)
def test_what_a_guide_says_to_press_is_called_so_by_the_bot(page: Path) -> None:
    locales = ROOT / "handlers" / "locales" / "ru"
    spoken = "\n".join(file.read_text(encoding="utf8") for file in locales.glob("*.ftl"))
    buttons = re.findall(r"\*\*«([^»]+)»\*\*", page.read_text(encoding="utf8"))
    assert [name for name in buttons if " ".join(name.split()) not in spoken] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_guides_name_every_command_of_a_role(language: str) -> None:
    official, coordinator = (guide(language, name) for name in ("official", "coordinator"))
    assert [name for name in MENUS[Role.OFFICIAL] if f"/{name}" not in official] == []
    assert [
        name for name in MENUS[Role.COORDINATOR] if f"/{name}" not in official + coordinator
    ] == []


def test_each_guide_stands_in_both_languages_with_the_same_pictures() -> None:
    russian, english = (
        {page.name for page in GUIDES if page.parent.name == one} for one in ("ru", "en")
    )
    assert russian == english
    for name in russian:
        shown = [
            re.findall(r"pictures/[a-z]+\.png", guide(one, Path(name).stem)) for one in ("ru", "en")
        ]
        assert shown[0] == shown[1], name


def test_pictures_are_shown_and_small() -> None:
    shown = {
        Path(target).name
        for page in DOCS
        for target in LINK.findall(page.read_text("utf8"))
        if ".png" in target
    }
    pictures = {path.name: path for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert shown == pictures.keys()
    assert [name for name, path in pictures.items() if path.stat().st_size > 200_000] == []
    with Image.open(pictures["demo.png"]) as demo:
        assert demo.size == (1500, 950)


@pytest.mark.parametrize(
    ("marker", "ends"),
    [("demo", "vekha demo"), ("tests", "python -m pytest -n 4 --dist worksteal")],
)
def test_the_readme_s_commands_are_one_line_after_their_marker(marker: str, ends: str) -> None:
    readme = README.read_text(encoding="utf8")
    (block,) = re.findall(rf"<!-- {marker} -->\n```sh\n(.+?)\n```", readme, re.DOTALL)
    assert "\n" not in block
    assert block.endswith(ends)
    assert not re.search(r"https?://", block)
    for lock in re.findall(r"-qr (\S+)", block):
        assert (ROOT / lock).exists()


def failures() -> list[str]:
    """The rows of docs/failures.md."""
    lines = (ROOT / "docs" / "failures.md").read_text(encoding="utf8").splitlines()
    return [line for line in lines if line.startswith("| ")][1:]


def functions(path: Path) -> set[str]:
    """The names of a module's own functions."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.name
        for node in ast.parse(path.read_text(encoding="utf8")).body
        if isinstance(node, kinds)
    }


def test_every_failure_is_made_to_happen_by_tests_that_exist() -> None:
    for row in failures():
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", row)
        assert named, row
        assert [
            (file, name) for file, name in named if name not in functions(ROOT / "tests" / file)
        ] == []


def test_no_failure_that_was_thought_of_is_left_out() -> None:
    thought_of = ROOT.parent / "shared" / "failures.md"
    if not thought_of.exists():
        pytest.skip("the list of failures is not beside the repository")
    lines = [
        line for line in thought_of.read_text(encoding="utf8").splitlines() if line.startswith("| ")
    ]
    admitted = (ROOT / "docs" / "failures.md").read_text(encoding="utf8").count("\n- ")
    # Those that were found since have rows, too.
    assert len(failures()) + admitted >= len(lines) - 1
