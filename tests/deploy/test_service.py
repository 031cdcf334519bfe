"""deploy/vekha.service: systemd takes it, it is closed, and the bot's work goes on inside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Set
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "vekha.service"
#: Tenths of systemd's own measure: a unit without any of it has 9.6, up to 2.0 it says «OK», and
#: version 252 finds 1.2 in this one. What is left, and why, stands in the unit.
EXPOSURE = 12


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed here")
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, check=False
    )


def settings(key: str) -> list[str]:
    """Every value that the unit gives `key`."""
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text(encoding="utf8"), re.MULTILINE)


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    # Only its program lies elsewhere on this machine.
    (start,) = settings("ExecStart")
    text = UNIT.read_text(encoding="utf8").replace(start.split()[0], sys.executable)
    copy = tmp_path / UNIT.name
    copy.write_text(text, encoding="utf8")
    found = analyze("verify", "--man=no", str(copy))
    assert found.stderr == ""
    assert found.returncode == 0


def test_systemd_finds_a_fault_where_there_is_one(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    copy.write_text("[Service]\nExecStart=/nowhere/at/all run\n", encoding="utf8")
    assert analyze("verify", "--man=no", str(copy)).returncode != 0


def test_the_service_is_closed_as_systemd_measures_it() -> None:
    found = analyze(
        "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", str(UNIT)
    )
    assert found.returncode == 0, found.stdout[-200:]


def test_a_wrong_setting_does_not_start_the_bot_again_and_again() -> None:
    from bot.cli import EXIT_WRONG_SETTINGS

    assert settings("RestartPreventExitStatus") == [str(EXIT_WRONG_SETTINGS)]
    assert settings("Restart") == ["on-failure"]


def test_systemd_waits_longer_for_the_end_than_the_bot_needs() -> None:
    from bot.running.program import GIVE_UP_SECONDS

    (seconds,) = settings("TimeoutStopSec")
    assert int(seconds.removesuffix("s")) > GIVE_UP_SECONDS


def test_the_token_s_credential_is_a_setting() -> None:
    from bot.configuration.settings import keys

    assert [one.partition(":")[0] for one in settings("LoadCredential")] == ["telegram.token"]
    assert "telegram.token" in keys()


#: Becomes a program under the unit's filter of system calls: the names are the arguments before «--».
FILTERED = """
import ctypes, os, sys
end = sys.argv.index("--")
library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
library.seccomp_init.restype = ctypes.c_void_p
EPERM = 0x00050001
context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(EPERM)))
for name in sys.argv[1:end]:
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        assert library.seccomp_rule_add(context, ctypes.c_uint32(0x7FFF0000), number, 0) == 0
if library.seccomp_load(context) != 0:
    sys.exit(77)
os.execv(sys.argv[end + 1], sys.argv[end + 1:])
"""


def calls(name: str) -> set[str]:
    """The system calls of a set, with those of the sets in it."""
    found: set[str] = set()
    for line in analyze("syscall-filter", name).stdout.splitlines()[1:]:
        word = line.strip()
        if word.startswith("@"):
            found |= calls(word)
        elif word and not word.startswith("#"):
            found.add(word)
    return found


def allowed() -> set[str]:
    """What the unit's lines leave allowed, as systemd.exec(5) says: the first line is the list."""
    found: set[str] = set()
    for line in settings("SystemCallFilter"):
        named = {call for word in line.lstrip("~").split() for call in calls(word)}
        found = found - named if line.startswith("~") else found | named
    # systemd always allows what starting the program takes.
    return found | calls("@default") | {"execve"}


def under_the_filter(
    *command: str, without: Set[str] = frozenset()
) -> subprocess.CompletedProcess[str]:
    names = sorted(allowed() - without)
    run = subprocess.run(
        [sys.executable, "-c", FILTERED, *names, "--", sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("VEKHA_")},
    )
    if run.returncode == 77 or "libseccomp" in run.stderr:
        pytest.skip("no filter of system calls can be set here")
    return run


PARSE = ("-m", "bot.cli", "parse", str(ROOT / "sandbox" / "sample" / "roadmap.docx"), "--json")


def test_a_document_is_read_in_its_child_under_the_service_s_filter() -> None:
    run = under_the_filter(*PARSE)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["items"]


def test_the_filter_holds_what_it_forbids() -> None:
    run = under_the_filter("-c", "import os; os.chroot('/')")
    assert "PermissionError" in run.stderr


def test_without_the_calls_that_limit_a_child_no_document_would_be_read() -> None:
    run = under_the_filter(*PARSE, without=calls("@resources"))
    assert run.returncode != 0
