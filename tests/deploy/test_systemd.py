"""deploy/vekha.service, deploy/update and deploy/rollback under a real systemd, as the guide has it."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from sandbox.server import Standin, running_standin
from tests.bot.running import TOKEN, free_address
from tests.deploy.machine import PACKAGES, PYTHON, SOURCE, Booted, booted

#: In place of deploy/install: the packages are there already, and only ours are the version's own.
INSTALL = f"""#!/bin/sh
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
{PYTHON}/bin/python3 -m venv --without-pip "$1"
printf '%s\\n%s\\n' "$source" {PACKAGES} > "$(echo "$1"/lib/python3*/site-packages)/vekha.pth"
printf '#!/bin/sh\\nexec %s/bin/python -m bot.cli "$@"\\n' "$1" > "$1/bin/vekha"
chmod +x "$1/bin/vekha"
"""


@pytest.fixture(scope="module")
def machine() -> Iterator[Booted]:
    """One on which the service is installed as docs/ru/deploy.md says."""
    with booted() as machine:
        machine.done(f"""
            id vekha 2>/dev/null ||
                useradd --system --home-dir /var/lib/vekha --shell /usr/sbin/nologin vekha
            rm -rf /var/lib/vekha /opt/vekha /etc/vekha
            install -d -m 700 -o vekha -g vekha /var/lib/vekha
            install -d -m 755 /etc/vekha
            cd {SOURCE}
            install -m 640 -g vekha config.example.toml /etc/vekha/config.toml
            echo {TOKEN} | install -m 600 /dev/stdin /etc/vekha/telegram.token
            install -m 644 deploy/vekha.service /etc/systemd/system/
            mkdir -p /etc/systemd/system/vekha.service.d /opt/one
            cp -r bot deploy documents handlers roadmap sandbox storage /opt/one
            cat > /opt/one/deploy/install <<'END'
{INSTALL}
END
            /opt/one/deploy/update /opt/one
        """)
        yield machine


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    async with running_standin(TOKEN) as server:
        yield server


def set_up(machine: Booted, **settings: str) -> None:
    """What `systemctl edit vekha` adds."""
    given = " ".join(f"VEKHA_{name.upper()}={value}" for name, value in settings.items())
    machine.done(
        f"printf '[Service]\\nEnvironment={given}\\n' > /etc/systemd/system/vekha.service.d/own.conf;"
        " systemctl daemon-reload"
    )


def inside(machine: Booted, command: str) -> tuple[str, str]:
    """How `command` ends under the unit's own lines («success»), and what it prints."""
    machine.done(f"""
        cd /etc/systemd/system
        sed -e '/^Restart/d; s/^Type=.*/Type=oneshot/' -e 's#^ExecStart=.*#ExecStart=/bin/bash /opt/command#' \\
            -e '/^UMask/a StandardOutput=file:/run/said\\nStandardError=file:/run/said' \\
            vekha.service > try.service
        rm -f /run/said
        cat > /opt/command <<'END'
{command}
END
        systemctl daemon-reload
        systemctl start try || true
    """)
    result = machine.done("systemctl show try -p Result --value").strip()
    return result, machine.run("cat /run/said").stdout


def health(address: str) -> dict[str, object]:
    """What /healthz says; empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://{address}/healthz", timeout=5) as response:
            said: dict[str, object] = json.load(response)
            return said
    except OSError:
        return {}


def test_documents_are_read_and_reports_written_inside_the_service(machine: Booted) -> None:
    vekha = "/opt/vekha/current/bin/vekha"
    sample = f"{SOURCE}/sandbox/sample/roadmap.docx"
    printed = "/var/lib/vekha/report.pdf"
    result, said = inside(
        machine,
        f"set -e\n{vekha} invite --role coordinator --name Анна\n{vekha} import {sample}\n{vekha} report --out {printed}\n"
        f"{vekha} report --format timeline --out /var/lib/vekha/line.pdf",
    )
    assert result == "success", said
    # LibreOffice prints as Word does, where it is installed.
    if shutil.which("soffice"):
        named = "LibreOffice".encode("utf-16-be").hex().upper()
        assert named.encode() in machine.file(printed).read_bytes()
    assert machine.file("/var/lib/vekha/line.pdf").read_bytes().startswith(b"%PDF")


def test_the_service_reaches_nothing_but_its_own_folder(machine: Booted) -> None:
    forbidden = {
        "touch /etc/vekha/config.toml": "Permission denied|Read-only",
        "touch /opt/vekha/current/bin/vekha": "Permission denied|Read-only",
        "cat /etc/vekha/telegram.token": "Permission denied",
        "ls /root": "Permission denied",
        "ls /proc/1/": "No such file",
        "unshare --user true": "not permitted",
        "mknod /tmp/device c 1 3": "not permitted",
        "chmod u+s /var/lib/vekha/own": "not permitted",
        "python3 -c 'import socket as s; s.socket(s.AF_PACKET)'": "not supported",
        "python3 -c 'import mmap; mmap.mmap(-1, 4096, prot=7)'": "PermissionError",
    }
    tries = "\n".join(
        f'said=$({command} 2>&1); echo "$?: $(echo "$said" | tail -n 1)"' for command in forbidden
    )
    result, said = inside(
        machine,
        f"touch /var/lib/vekha/own /tmp/own\n{tries}\n"
        "test -r $CREDENTIALS_DIRECTORY/telegram.token",
    )
    assert result == "success", said
    for (command, why), line in zip(forbidden.items(), said.splitlines(), strict=True):
        assert not line.startswith("0:"), command
        assert re.search(why, line), (command, line)


async def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 40
    while not await asyncio.to_thread(condition):
        assert time.monotonic() < end
        await asyncio.sleep(0.1)


async def test_a_version_that_does_not_work_gives_way_under_systemd(
    machine: Booted, standin: Standin
) -> None:
    address = free_address()
    set_up(machine, telegram__api_base=standin.base, metrics__listen=address)
    await asyncio.to_thread(machine.done, "systemctl start vekha")
    await until(lambda: health(address).get("role") == "active")
    assert machine.done("stat -c %U /var/lib/vekha/vekha.db").strip() == "vekha"
    # Its settings are wrong, it says: systemd does not start it again.
    await asyncio.to_thread(
        machine.done,
        "cp -r /opt/one /opt/two; cd /opt/two/bot/running;"
        "sed -i 's/^async def run(.*/&\\n    raise SystemExit(2)/' program.py; grep -q SystemExit program.py",
    )
    failed = await asyncio.to_thread(machine.run, "/opt/one/deploy/update /opt/two")
    assert failed.returncode == 1
    assert "Работает прежняя версия" in failed.stderr, failed.stderr
    assert machine.done("readlink /opt/vekha/current").startswith("/opt/vekha/versions/one-")
    assert health(address)["role"] == "active"


async def test_an_update_and_the_way_back_under_systemd(machine: Booted, standin: Standin) -> None:
    # Without metrics.listen it counts that the service stays up and `vekha check` finds no fault.
    set_up(machine, telegram__api_base=standin.base)
    await asyncio.to_thread(machine.done, "systemctl restart vekha; cp -r /opt/one /opt/three")
    environment = "DEPLOY_WATCH_SECONDS=1"
    update = f"{environment} /opt/one/deploy/update /opt/three"
    await asyncio.to_thread(machine.done, update)
    assert "versions/three-" in machine.done("readlink /opt/vekha/current")
    await asyncio.to_thread(machine.done, f"{environment} /opt/one/deploy/rollback")
    assert "versions/one-" in machine.done("readlink /opt/vekha/current")
    kept = machine.done("cd /var/lib/vekha/backups; stat -c '%U %n' before-three-* after-three-*")
    assert kept.split()[::2] == ["vekha", "vekha"]
    await asyncio.to_thread(machine.done, "systemctl stop vekha")
    assert machine.done("systemctl show vekha -p Result --value").strip() == "success"
