"""deploy/Containerfile and deploy/compose.yaml: linted, and each step run that needs no container."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from compose_spec import PyCompose

from bot.cli import cli
from bot.configuration.settings import keys
from bot.running.program import GIVE_UP_SECONDS
from sandbox.server import Standin, running_standin
from tests.bot.running import COORDINATOR, TOKEN, Program, free_address
from tests.postgres import address_of

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CONTAINERFILE = DEPLOY / "Containerfile"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")}


def steps() -> list[tuple[str, str]]:
    """The instructions of the Containerfile in order, lines joined: («RUN», «apt-get update …»)."""
    lines = [
        line
        for line in CONTAINERFILE.read_text(encoding="utf8").splitlines()
        if not line.startswith("#")
    ]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(word, rest) for word, _, rest in (one.partition(" ") for one in joined.splitlines())]


def of(instruction: str) -> list[str]:
    return [rest for word, rest in steps() if word == instruction]


def compose() -> dict[str, Any]:
    """The compose file by the specification's own rules, variables at their defaults."""
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf8")
    read: dict[str, Any] = PyCompose.from_yaml(re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)).to_dict()
    return read


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=CLEAN,
        capture_output=True,
        text=True,
        check=False,
    )


def test_hadolint_finds_no_fault() -> None:
    program = Path(sysconfig.get_path("scripts")) / "hadolint"
    if not program.exists():
        pytest.skip("hadolint is not installed here")
    found = subprocess.run(
        [program, "--failure-threshold", "style", CONTAINERFILE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (0, "")


def test_no_image_names_a_host_and_the_last_stage_is_nobody_s_root() -> None:
    images = [rest.split()[0] for rest in of("FROM")]
    images += [one["image"] for one in compose()["services"].values()]
    assert [image for image in images if "/" in image] == []
    assert len(set(of("FROM")[0].split()[:1] + of("FROM")[1].split()[:1])) == 1
    assert of("USER") == ["10001:10001"]
    assert not re.search(r"https?://(?!127\.0\.0\.1)", CONTAINERFILE.read_text(encoding="utf8"))


def test_what_is_sent_to_the_build_is_what_the_wheel_is_built_from() -> None:
    import tomllib

    listed = (ROOT / ".containerignore").read_text(encoding="utf8")
    assert listed == (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf8")
    kept = {line[1:] for line in listed.splitlines() if line.startswith("!")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    packages = {name.partition(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    assert kept == packages | {"LICENSE", "README.md", "pyproject.toml", "requirements.lock"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the build stage leaves: its COPY and RUN lines, carried out here."""
    folder = tmp_path_factory.mktemp("image")
    source, target = folder / "src", folder / "opt" / "vekha"
    source.mkdir()
    kept = [
        line[1:]
        for line in (ROOT / ".containerignore").read_text(encoding="utf8").splitlines()
        if line.startswith("!")
    ]
    build = steps()
    build = build[: [word for word, _ in build].index("FROM", 1)]
    for word, rest in build:
        if word == "COPY":
            for name in kept if rest == ". ." else [rest.split()[0]]:
                shell(f"cp -r {ROOT / name} {source}", folder)
        if word == "RUN":
            command = rest.replace("/opt/vekha", str(target)).replace(
                "python -m venv", f"{sys.executable} -m venv"
            )
            run = shell(command, source)
            assert run.returncode == 0, run.stderr[-2000:]
    return target


# Installing takes a minute and a half, and several on a busy machine: TEST_IMAGE=1 asks for it.
@pytest.mark.skipif("TEST_IMAGE" not in os.environ, reason="set TEST_IMAGE=1: it takes minutes")
@pytest.mark.timeout(1500)
def test_the_built_environment_runs_without_the_source(built: Path, tmp_path: Path) -> None:
    shutil.rmtree(built.parents[1] / "src")
    vekha = built / "bin" / "vekha"
    (entry,) = of("ENTRYPOINT")
    (arguments,) = of("CMD")
    assert json.loads(entry) == ["vekha"]
    assert json.loads(arguments) == ["run"]
    shown = subprocess.run(
        [vekha, *json.loads(arguments), "--help"], cwd=tmp_path, env=CLEAN, capture_output=True
    )
    assert shown.returncode == 0
    # The deadline's grammar, the texts and the holidays have come along.
    said = subprocess.run(
        [vekha, "deadline", "до 1 марта", "--year", "2019/2020", "--json"],
        cwd=tmp_path,
        env=CLEAN,
        capture_output=True,
        text=True,
    )
    assert json.loads(said.stdout)["end"] == "2020-03-01"
    without_token = subprocess.run(
        [vekha, "check"], cwd=tmp_path, env=CLEAN, capture_output=True, text=True
    )
    assert without_token.returncode == 2
    assert "telegram.token" in without_token.stderr


def test_the_packages_of_the_last_stage_are_debian_s() -> None:
    if shutil.which("apt-cache") is None:
        pytest.skip("no apt here")
    (line,) = [rest for rest in of("RUN") if "apt-get install" in rest]
    install = line.split("&&")[1]
    names = [word for word in install.split()[2:] if not word.startswith("-")]
    assert names
    shown = subprocess.run(["apt-cache", "show", *names], capture_output=True, text=True)
    if "No packages found" in shown.stderr:
        pytest.skip("apt has no list of packages here")
    assert shown.returncode == 0


def test_the_user_of_the_last_stage_is_made_and_owns_its_folder(tmp_path: Path) -> None:
    if os.getuid() != 0 or shutil.which("useradd") is None:
        pytest.skip("only root makes users")
    (line,) = [rest for rest in of("RUN") if "useradd" in rest]
    (tmp_path / "etc").mkdir()
    for name in ("passwd", "group", "shadow", "gshadow"):
        (tmp_path / "etc" / name).touch()
    made = re.sub(r"(useradd|groupadd)", rf"\1 --prefix {tmp_path}", line).replace(
        " /var/lib/vekha /var", f" {tmp_path}/data {tmp_path}/data/backups #"
    )
    run = shell(made, tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "etc" / "passwd").read_text().startswith("vekha:x:10001:10001:")
    for folder in (tmp_path / "data", tmp_path / "data" / "backups"):
        found = folder.stat()
        assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (10001, 0o700)


def environment() -> dict[str, str]:
    """What the Containerfile and the compose file set for the bot."""
    (line,) = of("ENV")
    image = dict(part.split("=", 1) for part in line.split())
    return image | compose()["services"]["bot"]["environment"]


def test_what_is_set_for_the_bot_are_its_settings() -> None:
    known = {f"VEKHA_{key.replace('.', '__').upper()}" for key in keys()}
    given = {name for name in environment() if name.startswith("VEKHA_")}
    assert given
    assert given <= known
    assert set(compose()["services"]["bot"]["secrets"]) <= set(keys())
    assert environment()["CREDENTIALS_DIRECTORY"] == "/run/secrets"


def test_the_compose_file_holds_together() -> None:
    read = compose()
    services = read["services"]
    for service in services.values():
        assert service["healthcheck"]["test"][0] == "CMD"
        assert "no-new-privileges:true" in service["security_opt"]
        assert set(service["secrets"]) <= set(read["secrets"])
        assert set(service["networks"]) <= set(read["networks"])
        volumes = [one.partition(":")[0] for one in service["volumes"]]
        assert set(volumes) <= set(read["volumes"])
        assert "ports" not in service
        assert service["restart"] == "unless-stopped"
        # What is secret is named, never written down.
        assert not re.search("PASSWORD(?!_FILE)|TOKEN", " ".join(service["environment"]))
    assert services["bot"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert {name: one["file"] for name, one in read["secrets"].items()} == {
        name: f"secrets/{name}" for name in read["secrets"]
    }
    assert (DEPLOY / services["bot"]["build"]["context"]).resolve() == ROOT
    assert ROOT / services["bot"]["build"]["dockerfile"] == CONTAINERFILE
    assert read["networks"]["inside"]["internal"] is True
    assert services["database"]["networks"] == ["inside"]
    grace = services["bot"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > GIVE_UP_SECONDS
    # The image's own check, which Podman drops, and the compose file's are one.
    image = next(json.loads(rest.partition("CMD ")[2]) for rest in of("HEALTHCHECK"))
    assert services["bot"]["healthcheck"]["test"] == ["CMD", *image]


def test_pg_dump_is_not_older_than_the_server() -> None:
    # Debian bookworm has PostgreSQL 15 [Debian].
    assert of("FROM")[-1] == "python:3.11-slim-bookworm"
    assert compose()["services"]["database"]["image"] == "postgres:15-bookworm"


def test_secrets_are_made_once_and_are_settings(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make = [DEPLOY / "secrets.sh", folder]
    assert subprocess.run(make, input=f"{TOKEN}\n", text=True).returncode == 0
    files = {file.name: file.read_text() for file in folder.iterdir()}
    assert {f"{name}" for name in files} == set(compose()["secrets"])
    assert files["telegram.token"] == TOKEN
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    url = files["database.url"]
    assert url == f"postgresql+asyncpg://vekha:{files['database.password']}@database/vekha"
    assert len(files["database.password"]) == 48
    database = compose()["services"]["database"]
    assert database["environment"]["POSTGRES_USER"] == "vekha"
    # A second call would lock the bot out of its database.
    assert subprocess.run(make, input="other", text=True, capture_output=True).returncode == 1
    assert {file.name: file.read_text() for file in folder.iterdir()} == files


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    async with running_standin(TOKEN) as server:
        async with server.client() as client:
            await client.add_user(COORDINATOR, "Анна")
        yield server


async def test_the_bot_runs_on_postgresql_with_what_the_containers_give_it(
    standin: Standin, tmp_path: Path, postgres: Any
) -> None:
    where = free_address()
    given = environment()
    check = [
        part.replace(given["VEKHA_METRICS__LISTEN"], where)
        for part in compose()["services"]["bot"]["healthcheck"]["test"]
    ]
    assert any(where in part for part in check)
    assert check[:2] == ["CMD", "python"]

    async def healthy() -> bool:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *check[2:], stderr=asyncio.subprocess.DEVNULL
        )
        return await process.wait() == 0

    assert not await healthy()
    # Token and database come as they do in the container: as files of the folder of secrets. Only
    # the database's host is another.
    secrets = tmp_path / "secrets"
    subprocess.run([DEPLOY / "secrets.sh", secrets], input=f"{TOKEN}\n", text=True, check=True)
    postgres.psql("CREATE DATABASE in_containers")
    (secrets / "database.url").write_text(address_of(postgres, "in_containers"))
    program = Program(tmp_path, standin.base)
    program.env = CLEAN | {
        name: value.replace("/var/lib/vekha", str(tmp_path)) for name, value in given.items()
    }
    program.env |= {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "CREDENTIALS_DIRECTORY": str(secrets),
        "VEKHA_METRICS__LISTEN": where,
        "VEKHA_TELEGRAM__API_BASE": standin.base,
        "VEKHA_PEOPLE__COORDINATORS": str(COORDINATOR),
    }
    program.start()
    try:
        while not await healthy():
            assert program.process is not None
            assert program.process.poll() is None, program.log.read_text()
        async with standin.client() as client:
            await client.user(COORDINATOR).send("/start")
        while "sent" not in postgres.psql("\\c in_containers\nSELECT state FROM messages"):
            await asyncio.sleep(0.1)
        logged = program.log.read_text()
        assert TOKEN not in logged
        assert {json.loads(line)["level"] for line in logged.splitlines()} == {"info"}
        assert await program.stop() == 0
        assert not await healthy()
    finally:
        program.end()


def test_the_container_s_command_is_one_of_the_program() -> None:
    import click

    (arguments,) = of("CMD")
    assert json.loads(arguments)[0] in cli.list_commands(click.Context(cli))
