"""deploy/update and deploy/rollback, with real environments and a database of the version before,
for the service and for the containers.

Only what runs the bot is stood in for: systemd, and the program of containers. Each notes what it
is told; the commands of `vekha` that it is asked for are run with that version's own program.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.database.single_instance import only_instance
from storage.migrate import migrate
from storage.store import open_store
from storage.version import HEAD, REVISIONS, schema_is_current
from tests.postgres import address_of, path_with_programs
from tests.storage.town import found

ROOT = Path(__file__).parents[2]
BEFORE = REVISIONS[-2]
PACKAGES = ("bot", "documents", "handlers", "roadmap", "sandbox", "storage")

#: Notes «start» and «stop»; no version named in the file «down» stays up.
SYSTEMCTL = """#!/bin/sh
cd {folder}
case $1 in
    start | stop) echo "$1" >> told ;;
    is-active) ! grep -q "$(basename "$(readlink root/current)" | cut -d- -f1)" down ;;
    is-failed) grep -q "$(basename "$(readlink root/current)" | cut -d- -f1)" down ;;
    cat) cat unit ;;
    show) echo 0 ;;
esac
"""
#: systemd-run OPTION … -p NAME=VALUE … -- PROGRAM …
SYSTEMD_RUN = """#!/bin/bash
while [ "$1" != -- ]; do
    case $1 in
        Environment=*) export "${1#*=}" ;;
        WorkingDirectory=*) cd "${1#*=}" ;;
        LoadCredential=*)
            export CREDENTIALS_DIRECTORY=$TMPDIR/credentials
            mkdir -p "$CREDENTIALS_DIRECTORY"
            one=${1#*=}
            cp "${one#*:}" "$CREDENTIALS_DIRECTORY/${one%%:*}" ;;
    esac
    shift
done
exec "${@:2}"
"""
#: docker compose -f FILE COMMAND …: an image is a folder with a version's environment.
DOCKER = """#!/bin/bash
set -e
[ "$1 $2" = "compose -f" ]
file=$3 command=$4
shift 4
image={folder}/images/$VERSION
export VEKHA_DATABASE__URL=${{TEST_DATABASE:-sqlite+aiosqlite:///{folder}/state/vekha.db}}
case $command in
    build)
        [ "$*" = bot ]
        "$(dirname "$file")/install" "$image" ;;
    run)
        program=vekha
        while [ "$1" != bot ]; do
            case $1 in
                --rm | -T | --no-deps) ;;
                --entrypoint) program=$2; shift ;;
                *) exit 9 ;;
            esac
            shift
        done
        mkdir -p {folder}/state/backups
        cd {folder}/state
        exec "$image/bin/$program" "${{@:2}}" ;;
    stop)
        [ "$*" = bot ]
        echo stop >> {folder}/told ;;
    up)
        [ "$*" = "-d --no-build" ]
        [ -d "$image" ]
        echo start >> {folder}/told
        echo "$VERSION" > {folder}/up ;;
    exec)
        [ "$1 $2 $3 $4" = "-T bot python -c" ]
        if grep -q "$(cut -d- -f1 {folder}/up)" {folder}/down; then exit 1; fi
        [ "$6" = 127.0.0.1:9090 ]
        exec "{folder}/images/$(cat {folder}/up)/bin/python" -c "$5" {health} ;;
    *) exit 9 ;;
esac
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


class Health(BaseHTTPRequestHandler):
    """/healthz of a bot that works."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
        self.wfile.write(b'{"status": "ok", "role": "active"}')

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def health() -> Iterator[str]:
    """«host:port» where /healthz answers."""
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Machine:
    """Folders as an administrator's machine has them."""

    folder: Path
    containers: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "state" / "vekha.db"

    @property
    def backups(self) -> list[str]:
        """The names of what stands in the folder of backups."""
        return sorted(file.name for file in (self.folder / "state" / "backups").iterdir())

    @property
    def told(self) -> list[str]:
        """What was started and stopped, in order."""
        file = self.folder / "told"
        return file.read_text().split() if file.exists() else []

    def running(self, name: str = "current") -> str | None:
        """The source's name of the version that is current, or the one before it."""
        if self.containers:
            lines = (self.folder / "deploy" / ".env").read_text().splitlines()
            kept = dict(line.split("=", 1) for line in lines)
            version = kept.get({"current": "VERSION", "previous": "PREVIOUS"}[name])
        else:
            link = self.folder / "root" / name
            version = link.readlink().name if link.is_symlink() else None
        return version and version.rpartition("-")[0]

    def does_not_stay_up(self, *names: str) -> None:
        """Versions of these sources start, and do not work."""
        (self.folder / "down").write_text("\n".join(names) + "\n" if names else "")

    def call(
        self, program: str, *arguments: object, scripts: Path = ROOT / "deploy"
    ) -> subprocess.CompletedProcess[str]:
        (self.folder / "told").unlink(missing_ok=True)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")
        } | {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "TMPDIR": str(self.folder / "tmp"),
            "DEPLOY_ROOT": str(self.folder / "root"),
            "DEPLOY_STATE": str(self.folder / "state"),
            "DEPLOY_COMPOSE_FILE": str(self.folder / "deploy" / "compose.yaml"),
            "DEPLOY_PATIENCE": "0",
            "DEPLOY_WATCH_SECONDS": "0",
        }
        return subprocess.run(
            [scripts / program, *["--containers"] * self.containers, *map(str, arguments)],
            env=environment | self.environment,
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


async def settle(url: str) -> None:
    """A town in the database at `url`, in the schema of the version before."""
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        await found(tx)
    await store.close()
    await migrate(url, BEFORE)


def new_machine(folder: Path, health: str, *, containers: bool) -> Machine:
    """One where nothing is installed, with the town's database."""
    machine = Machine(folder, containers)
    for name in ("bin", "root", "state", "deploy", "tmp", "images"):
        (folder / name).mkdir()
    programs = {
        "systemctl": SYSTEMCTL.format(folder=folder),
        "systemd-run": SYSTEMD_RUN,
        "docker": DOCKER.format(folder=folder, health=health),
    }
    for name, text in programs.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    (folder / "config.toml").write_text(f'[metrics]\nlisten = "{health}"\n')
    (folder / "unit").write_text(f"Environment=VEKHA_CONFIG={folder / 'config.toml'}\n")
    (folder / "deploy" / ".env").write_text("TIMEZONE=Asia/Omsk\n")
    machine.does_not_stay_up()
    return machine


@pytest.fixture
def machine(request: pytest.FixtureRequest, tmp_path: Path, health: str) -> Machine:
    """One where the version before runs, with a town in its database."""
    machine = new_machine(
        tmp_path, health, containers=getattr(request, "param", "service") == "containers"
    )
    asyncio.run(settle(f"sqlite+aiosqlite:///{machine.database}"))
    installed = machine.call("update", source(machine, "old", REVISIONS[:-1]))
    assert installed.returncode == 0, installed.stderr
    assert machine.told == (["start"] if machine.containers else [])
    return machine


def revision(machine: Machine) -> str:
    ((number,),) = machine.rows()["alembic_version"]
    return str(number)


def since_the_update(machine: Machine) -> None:
    """Something comes from people while the newer version runs."""
    with closing(sqlite3.connect(machine.database)) as connection, connection:
        connection.execute("INSERT INTO facts (name, value) VALUES ('since', 'the update')")


def test_an_update_and_the_way_back_lose_nothing_and_keep_what_came_between(
    machine: Machine,
) -> None:
    before = machine.rows()
    assert len(before["items"]) == 3
    updated = machine.call("update", source(machine, "new"))
    assert updated.returncode == 0, updated.stderr
    assert machine.told == ["stop", "start"]
    assert (machine.running(), machine.running("previous")) == ("new", "old")
    assert revision(machine) == HEAD
    assert [name.partition("-")[0] for name in machine.backups] == ["before"]
    since_the_update(machine)
    back = machine.call("rollback")
    assert back.returncode == 0, back.stderr
    assert machine.told == ["stop", "start"]
    assert (machine.running(), machine.running("previous")) == ("old", None)
    assert revision(machine) == BEFORE
    after = machine.rows()
    after["facts"].remove(("since", "the update"))
    assert after == before
    assert [name.partition("-")[0] for name in machine.backups] == ["after", "before"]
    refused = machine.call("rollback")
    assert refused.returncode == 1
    assert "Прежней версии нет" in refused.stderr
    assert machine.told == []


def broken_migration(new: Path) -> None:
    script = next((new / "storage" / "migrations" / "versions").glob(f"{HEAD}_*.py"))
    text = script.read_text(encoding="utf8")
    script.write_text(text.replace("def downgrade", "    raise OSError('no')\n\n\ndef downgrade"))


def broken_installation(new: Path) -> None:
    (new / "deploy" / "install").write_text("#!/bin/sh\nexit 1\n")


@pytest.mark.parametrize(
    ("machine", "harm", "told"),
    [
        ("service", broken_installation, []),
        ("service", broken_migration, ["stop", "start"]),
        ("containers", broken_migration, ["stop", "start"]),
    ],
    indirect=["machine"],
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
    assert (machine.running(), machine.running("previous")) == ("old", None)
    assert machine.rows() == before


def no_way_back(new: Path) -> None:
    script = next((new / "storage" / "migrations" / "versions").glob(f"{HEAD}_*.py"))
    with script.open("a", encoding="utf8") as file:
        file.write("\n\ndef downgrade() -> None:\n    raise OSError('no')\n")


def nothing(new: Path) -> None:
    """Leave it as it is."""


@pytest.mark.parametrize(
    ("machine", "harm"),
    [("service", no_way_back), ("containers", nothing)],
    indirect=["machine"],
)
def test_a_version_that_does_not_stay_up_gives_way_to_the_one_before(
    machine: Machine, harm: Callable[[Path], None]
) -> None:
    before = machine.rows()
    machine.does_not_stay_up("new")
    new = source(machine, "new")
    harm(new)
    failed = machine.call("update", new)
    assert failed.returncode == 1
    assert "Работает прежняя версия" in failed.stderr
    assert ("берётся из копии" in failed.stderr) is (harm is no_way_back)
    assert machine.told == ["stop", "start", "stop", "start"]
    assert (machine.running(), machine.running("previous")) == ("old", None)
    after = machine.rows()
    assert after["alembic_version"] == [(BEFORE,)]
    # A restored database notes that its reminders wait for the coordinator's word.
    assert {name for name in before if before[name] != after[name]} <= {"facts", "reminders"}


def test_after_an_update_that_failed_the_way_back_to_the_copy_is_still_open(
    machine: Machine,
) -> None:
    assert machine.call("update", source(machine, "new")).returncode == 0
    since_the_update(machine)
    machine.does_not_stay_up("newest")
    assert machine.call("update", source(machine, "newest")).returncode == 1
    assert (machine.running(), machine.running("previous")) == ("new", "old")
    assert ("since", "the update") in machine.rows()["facts"]
    back = machine.call("rollback", "--restore")
    assert back.returncode == 0, back.stderr
    assert machine.running() == "old"
    assert revision(machine) == BEFORE
    assert ("since", "the update") not in machine.rows()["facts"]


def test_a_tag_that_is_not_there_changes_nothing(machine: Machine) -> None:
    failed = machine.call("update", "v0.0.0-none")
    assert failed.returncode == 1
    assert "v0.0.0-none" in failed.stderr
    assert machine.told == []


def test_a_tag_is_taken_as_it_was_tagged(machine: Machine) -> None:
    clone = source(machine, "clone")
    for name in ("update", "common.sh", "service.sh"):
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


def test_containers_go_up_and_back_on_postgresql(
    tmp_path: Path, health: str, postgres: Any
) -> None:
    machine = new_machine(tmp_path, health, containers=True)
    postgres.psql("CREATE DATABASE updated")
    url = address_of(postgres, "updated")
    machine.environment = {
        "TEST_DATABASE": url,
        "PATH": f"{machine.folder / 'bin'}{os.pathsep}{path_with_programs()}",
    }
    asyncio.run(settle(url))

    def facts() -> str:
        return str(postgres.psql("\\c updated\nSELECT count(*) FROM items; SELECT name FROM facts"))

    assert machine.call("update", source(machine, "old", REVISIONS[:-1])).returncode == 0
    updated = machine.call("update", source(machine, "new"))
    assert updated.returncode == 0, updated.stderr
    assert asyncio.run(schema_is_current(url))
    before = facts()
    for options in ([], ["--restore"]):
        postgres.psql("\\c updated\nINSERT INTO facts (name, value) VALUES ('since', 'the update')")
        assert facts() != before
        back = machine.call("rollback", *options)
        assert back.returncode == 0, back.stderr
        assert machine.running() == "old"
        assert not asyncio.run(schema_is_current(url))
        assert ("since" in facts()) is (not options)
        if not options:
            postgres.psql("\\c updated\nDELETE FROM facts WHERE name = 'since'")
            assert machine.call("update", machine.folder / "new").returncode == 0


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
    # The version before does not wait for the command's lease to run out.
    assert postgres.psql("\\c going_back\nSELECT 'leases', count(*) FROM leases").split()[-3] == "0"
    up = migrating(url, "head", tmp_path)
    assert up.returncode == 0, up.stderr
    assert asyncio.run(schema_is_current(url))
