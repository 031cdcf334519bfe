"""deploy/update and deploy/rollback, with real environments and a database of the version before.

Only systemd and the change of user are stood in for: the first notes what it is told.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.database.single_instance import only_instance
from storage.migrate import migrate
from storage.store import open_store
from storage.version import HEAD, REVISIONS, schema_is_current
from tests.postgres import address_of
from tests.storage.town import found

ROOT = Path(__file__).parents[2]
BEFORE = REVISIONS[-2]
PACKAGES = ("bot", "documents", "handlers", "roadmap", "sandbox", "storage")

#: Notes what it is told; «is-active» fails while there is the file «down».
SYSTEMCTL = """#!/bin/sh
echo "$1" >> {told}
if [ "$1" = is-active ]; then [ ! -e {down} ]; fi
"""
#: In place of deploy/install: the packages are there already, and only ours are the version's own.
INSTALL = """#!/bin/sh
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
{python} -m venv --without-pip "$1"
cd "$1"/lib/python3*/site-packages
printf '%s\\n%s\\n' "$source" {packages} > vekha.pth
printf '#!/bin/sh\\nexec "%s/bin/python" -m bot.cli "$@"\\n' "$1" > "$1/bin/vekha"
chmod +x "$1/bin/vekha"
"""


@dataclass
class Machine:
    """Folders as an administrator's machine has them."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "state" / "vekha.db"

    @property
    def told(self) -> list[str]:
        """What systemctl was told, in order."""
        file = self.folder / "told"
        return file.read_text().split() if file.exists() else []

    def running(self, name: str = "current") -> str:
        """The source's name of the version that a link names."""
        return (self.folder / "root" / name).readlink().name.rpartition("-")[0]

    def call(
        self, program: str, *arguments: object, scripts: Path = ROOT / "deploy"
    ) -> subprocess.CompletedProcess[str]:
        (self.folder / "told").unlink(missing_ok=True)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")
        } | {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "DEPLOY_ROOT": str(self.folder / "root"),
            "DEPLOY_STATE": str(self.folder / "state"),
            "DEPLOY_CONFIG": str(self.folder / "config.toml"),
            "DEPLOY_WATCH_SECONDS": "0",
        }
        return subprocess.run(
            [scripts / program, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self) -> dict[str, list[Any]]:
        """Every row of every table."""
        with closing(sqlite3.connect(self.database)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            return {
                name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
                for (name,) in tables
            }


def source(machine: Machine, name: str, revisions: tuple[str, ...] = REVISIONS) -> Path:
    """A folder with a version's source, which knows these revisions of the schema."""
    folder = machine.folder / name
    for package in PACKAGES:
        # With what is compiled of it: a start that compiles everything takes seconds.
        shutil.copytree(ROOT / package, folder / package)
    version = folder / "storage" / "version.py"
    text = version.read_text(encoding="utf8")
    written = "REVISIONS = ("
    start = text.index(written)
    end = text.index(")", start)
    version.write_text(text[:start] + f"REVISIONS = {revisions!r}" + text[end + 1 :], "utf8")
    for gone in set(REVISIONS) - set(revisions):
        for file in (folder / "storage" / "migrations" / "versions").glob(f"{gone}_*.py"):
            file.unlink()
    (folder / "deploy").mkdir()
    install = folder / "deploy" / "install"
    packages = next(one for one in sys.path if (Path(one) / "sqlalchemy").is_dir())
    install.write_text(INSTALL.format(python=sys.executable, packages=packages))
    install.chmod(0o755)
    return folder


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One where the version before runs, with a town in its database."""
    machine = Machine(tmp_path)
    for name in ("bin", "root", "state"):
        (tmp_path / name).mkdir()
    programs = {
        "systemctl": SYSTEMCTL.format(told=tmp_path / "told", down=tmp_path / "down"),
        # runuser -u USER -- PROGRAM …
        "runuser": '#!/bin/sh\nshift 3\nexec "$@"\n',
    }
    for name, text in programs.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "config.toml").write_text("")

    async def settle() -> None:
        url = f"sqlite+aiosqlite:///{machine.database}"
        await migrate(url)
        store = await open_store(url)
        async with store.begin() as tx:
            await found(tx)
        await store.close()
        await migrate(url, BEFORE)

    asyncio.run(settle())
    installed = machine.call("update", source(machine, "old", REVISIONS[:-1]))
    assert installed.returncode == 0, installed.stderr
    assert machine.told == []
    return machine


def revision(machine: Machine) -> str:
    ((number,),) = machine.rows()["alembic_version"]
    return str(number)


def test_an_update_and_the_way_back_leave_every_row_as_it_was(machine: Machine) -> None:
    before = machine.rows()
    assert len(before["items"]) == 3
    updated = machine.call("update", source(machine, "new"))
    assert updated.returncode == 0, updated.stderr
    assert machine.told == ["stop", "start", "is-active"]
    assert (machine.running(), machine.running("previous")) == ("new", "old")
    assert revision(machine) == HEAD
    back = machine.call("rollback")
    assert back.returncode == 0, back.stderr
    assert machine.told == ["stop", "start", "is-active"]
    assert machine.running() == "old"
    assert revision(machine) == BEFORE
    assert machine.rows() == before


@pytest.mark.parametrize(("option", "stays"), [((), True), (("--restore",), False)])
def test_what_came_after_the_update_stays_unless_the_copy_is_asked_for(
    machine: Machine, option: tuple[str, ...], stays: bool
) -> None:
    assert machine.call("update", source(machine, "new")).returncode == 0
    with closing(sqlite3.connect(machine.database)) as connection, connection:
        connection.execute("INSERT INTO facts (name, value) VALUES ('since', 'the update')")
    back = machine.call("rollback", *option)
    assert back.returncode == 0, back.stderr
    assert revision(machine) == BEFORE
    assert (("since", "the update") in machine.rows()["facts"]) is stays


def test_a_version_back_can_be_updated_again_and_never_twice_back(machine: Machine) -> None:
    new = source(machine, "new")
    assert machine.call("update", new).returncode == 0
    assert machine.call("rollback").returncode == 0
    refused = machine.call("rollback")
    assert refused.returncode == 1
    assert "Прежней версии нет" in refused.stderr
    assert machine.told == []
    assert machine.call("update", new).returncode == 0
    assert revision(machine) == HEAD


def broken_migration(new: Path) -> None:
    script = next((new / "storage" / "migrations" / "versions").glob(f"{HEAD}_*.py"))
    text = script.read_text(encoding="utf8")
    script.write_text(text.replace("def downgrade", "    raise OSError('no')\n\n\ndef downgrade"))


def broken_installation(new: Path) -> None:
    (new / "deploy" / "install").write_text("#!/bin/sh\nexit 1\n")


@pytest.mark.parametrize(
    ("harm", "told"), [(broken_migration, ["stop", "start"]), (broken_installation, [])]
)
def test_an_update_that_fails_leaves_the_version_before_running(
    machine: Machine, harm: Callable[[Path], None], told: list[str]
) -> None:
    before = machine.rows()
    new = source(machine, "new")
    harm(new)
    failed = machine.call("update", new)
    assert failed.returncode != 0
    assert machine.told == told
    assert machine.running() == "old"
    assert not (machine.folder / "root" / "previous").exists()
    assert machine.rows() == before


def test_a_version_that_does_not_stay_up_is_told_with_the_way_back(machine: Machine) -> None:
    (machine.folder / "down").touch()
    failed = machine.call("update", source(machine, "new"))
    assert failed.returncode == 1
    assert "rollback" in failed.stderr
    (machine.folder / "down").unlink()
    assert machine.call("rollback").returncode == 0
    assert machine.running() == "old"


def test_a_tag_that_is_not_there_changes_nothing(machine: Machine) -> None:
    failed = machine.call("update", "v0.0.0-none")
    assert failed.returncode == 1
    assert "v0.0.0-none" in failed.stderr
    assert machine.told == []


def test_a_tag_is_taken_as_it_was_tagged(machine: Machine) -> None:
    clone = source(machine, "clone")
    for name in ("update", "common.sh"):
        shutil.copy(ROOT / "deploy" / name, clone / "deploy")
    shutil.copy(ROOT / ".gitignore", clone)
    git = ["git", "-C", str(clone), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for order in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "One"], ["tag", "v9.0"]):
        subprocess.run([*git, *order], check=True)
    broken_installation(clone)  # what is not tagged is not taken
    updated = machine.call("update", "v9.0", scripts=clone / "deploy")
    assert updated.returncode == 0, updated.stderr
    assert (machine.folder / "root" / "current").readlink().name == "v9.0"
    assert revision(machine) == HEAD
    again = machine.call("update", "v9.0", scripts=clone / "deploy")
    assert again.returncode == 1
    assert machine.told == []


def migrating(url: str, wanted: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")
    } | {"VEKHA_DATABASE__URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "migrate", wanted],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_schema_is_not_changed_under_a_running_bot(tmp_path: Path, own_database: str) -> None:
    with only_instance(tmp_path / "vekha.db"):
        refused = migrating(own_database, BEFORE, tmp_path)
    assert refused.returncode == 1
    assert asyncio.run(schema_is_current(own_database))


def test_a_schema_that_there_is_not_is_refused_by_name(tmp_path: Path, own_database: str) -> None:
    refused = migrating(own_database, "9999", tmp_path)
    assert refused.returncode == 1
    assert "9999" in refused.stderr


def test_on_postgresql_the_schema_goes_back_and_up_again(postgres: Any, tmp_path: Path) -> None:
    postgres.psql("CREATE DATABASE going_back TEMPLATE model")
    url = address_of(postgres, "going_back")
    back = migrating(url, BEFORE, tmp_path)
    assert back.returncode == 0, back.stderr
    assert not asyncio.run(schema_is_current(url))
    up = migrating(url, "head", tmp_path)
    assert up.returncode == 0, up.stderr
    assert asyncio.run(schema_is_current(url))
