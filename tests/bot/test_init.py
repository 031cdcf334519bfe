"""`vekha init`, as somebody who has never heard of Vekha answers it, and as a script calls it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import stat
import subprocess
import sys
import tomllib
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from bot.commands.init import coordinators_in, web_part_in, zone_in
from bot.configuration.settings import keys
from sandbox.server import Standin
from tests.bot.running import PATIENCE, ROOT, TOKEN, Program, free_address

Done = subprocess.CompletedProcess[str]


async def init(folder: Path, base: str, answers: str = "", *flags: str, **env: str) -> Done:
    """`vekha init` in `folder`, with these answers on its standard input."""
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot.cli", "init", *flags],
        cwd=folder, input=answers, capture_output=True, text=True, timeout=PATIENCE, check=False,
        env={**environment(), "VEKHA_TELEGRAM__API_BASE": base, **env},
    )  # fmt: skip


def _at(terminal: int) -> None:
    _heeds_ctrl_c()
    os.login_tty(terminal)


def _heeds_ctrl_c() -> None:
    """Where the tests run in the background, a shell has them ignore it, and what they start too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def at_a_terminal(folder: Path, answers: list[str], asked: str) -> tuple[int, str]:
    """`vekha init` at a terminal, with these answers and then Ctrl-C at the question `asked`; its
    exit code and all that the terminal shows.
    """
    person, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "init", "--offline"],
        cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal, env=environment(),
        preexec_fn=partial(_at, terminal),
    )  # fmt: skip
    os.close(terminal)
    said, typed = b"", iter([f"{one}\n".encode() for one in answers])
    with suppress(OSError):  # the terminal's end
        while True:
            # A question stands there and nothing more comes: now it is read.
            if select.select([person], [], [], 0.3)[0]:
                said += os.read(person, 4096)
            elif said.endswith(b": "):
                os.write(person, next(typed, b"\x03"))
    os.close(person)
    code = process.wait(PATIENCE)
    shown = said.decode()
    assert asked in shown
    return code, shown


def one_line(done: Done) -> str:
    """The one line that the command has said of what is wrong."""
    (line,) = done.stderr.splitlines()
    return line


def environment() -> dict[str, str]:
    """The command's, without settings of this machine."""
    kept = {name: one for name, one in os.environ.items() if not name.startswith("VEKHA_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


def written(folder: Path) -> dict[str, dict[str, object]]:
    """What stands in the file."""
    return tomllib.loads((folder / "config.toml").read_text(encoding="utf8"))


async def test_four_answers_make_a_settings_file_that_runs(
    standin: Standin, tmp_path: Path
) -> None:
    done = await init(tmp_path, standin.base, f" bot{TOKEN} \n101\nекатеринбург\n\n")
    assert done.returncode == 0, done.stderr
    assert "Токен верен: бот @vekha_sandbox_bot" in done.stdout
    assert done.stdout.splitlines()[-2:] == [
        "1. Запустите: vekha run",
        "2. Координатор открывает @vekha_sandbox_bot в Telegram и жмёт «Старт».",
    ]
    assert written(tmp_path) == {
        "telegram": {"token": TOKEN, "api_base": standin.base},
        "people": {"coordinators": [101]},
        "reminders": {"timezone": "Asia/Yekaterinburg"},
    }
    assert stat.S_IMODE((tmp_path / "config.toml").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]
    checker = Program(tmp_path, standin.base)
    del checker.env["VEKHA_TELEGRAM__TOKEN"]
    assert (await asyncio.to_thread(checker.command, "check")).returncode == 0


async def test_each_line_of_the_file_is_explained(standin: Standin, tmp_path: Path) -> None:
    await init(tmp_path, standin.base, f"{TOKEN}\n\n\nhttps://vekha.example.ru/\n")
    lines = (tmp_path / "config.toml").read_text(encoding="utf8").splitlines()
    bare = [now for above, now in pairwise(lines) if " = " in now and not above.startswith("#")]
    assert bare == []
    named = {f"{section}.{key}" for section, table in written(tmp_path).items() for key in table}
    assert named <= set(keys())
    assert written(tmp_path)["http"] == {
        "listen": "127.0.0.1:8080",
        "public_url": "https://vekha.example.ru",
    }


async def test_who_opens_the_link_first_is_the_coordinator_by_default(
    standin: Standin, tmp_path: Path
) -> None:
    done = await init(tmp_path, standin.base, f"{TOKEN}\n\n\n\n")
    assert written(tmp_path)["people"] == {"coordinators": []}
    assert written(tmp_path)["reminders"] == {"timezone": "Europe/Moscow"}
    assert "он напечатает ссылку" in done.stdout.splitlines()[-2]


async def test_a_token_pasted_with_a_line_break_is_put_together(
    standin: Standin, tmp_path: Path
) -> None:
    done = await init(tmp_path, standin.base, f"\n{TOKEN[:22]}\n{TOKEN[22:]}\n\n\n\n")
    assert done.returncode == 0
    assert written(tmp_path)["telegram"]["token"] == TOKEN


async def test_half_a_token_is_named_and_asked_for_again(tmp_path: Path) -> None:
    base = "https://api.telegram.org"
    answers = f"{TOKEN[:22]}\nне знаю\n{TOKEN}\n\n\n\n"
    done = await init(tmp_path, base, answers, "--offline")
    assert "токен неполон: после двоеточия знаков 12, а должно быть 35" in done.stdout
    assert "это не токен" in done.stdout
    assert done.returncode == 0


async def test_a_token_that_telegram_refuses_is_asked_for_again(
    standin: Standin, tmp_path: Path
) -> None:
    other = TOKEN[:-1] + "y"
    done = await init(tmp_path, standin.base, f"{other}\n{TOKEN}\n\n\n\n")
    assert "Telegram не знает такого токена" in done.stdout
    assert written(tmp_path)["telegram"]["token"] == TOKEN


async def test_without_a_line_to_telegram_it_says_so_and_goes_on_if_wanted(tmp_path: Path) -> None:
    base = f"http://{free_address()}"
    refused = await init(tmp_path, base, f"{TOKEN}\nне знаю\nнет\n")
    assert refused.returncode == 2
    assert "Telegram не отвечает, токен не проверен" in refused.stdout
    assert "config.toml не записан." in refused.stderr
    assert list(tmp_path.iterdir()) == []
    accepted = await init(tmp_path, base, f"{TOKEN}\n\n\n\n\n")
    assert accepted.returncode == 0
    assert written(tmp_path)["telegram"]["token"] == TOKEN


async def test_a_script_without_a_line_to_telegram_writes_only_if_told_not_to_check(
    tmp_path: Path,
) -> None:
    base = f"http://{free_address()}"
    refused = await init(tmp_path, base, TOKEN, "--token-file", "-")
    assert refused.returncode == 2
    assert "--offline" in one_line(refused)
    assert list(tmp_path.iterdir()) == []
    assert (await init(tmp_path, base, TOKEN, "--token-file", "-", "--offline")).returncode == 0


async def test_the_proxy_that_the_token_was_checked_through_is_kept(tmp_path: Path) -> None:
    proxy = "socks5://127.0.0.1:1080"
    flags = ("--token-file", "-", "--offline")
    await init(tmp_path, "http://x", TOKEN, *flags, VEKHA_TELEGRAM__PROXY=proxy)
    assert written(tmp_path)["telegram"]["proxy"] == proxy


async def test_a_script_gives_the_token_by_standard_input(standin: Standin, tmp_path: Path) -> None:
    flags = (
        "--token-file",
        "-",
        "--coordinator",
        "101, 102",
        "--zone",
        "Asia/Omsk",
        "--address",
        "",
    )
    done = await init(tmp_path, standin.base, f"bot{TOKEN}\r\n", *flags)
    assert done.returncode == 0, done.stderr
    assert written(tmp_path)["people"] == {"coordinators": [101, 102]}
    assert written(tmp_path)["reminders"] == {"timezone": "Asia/Omsk"}


@pytest.mark.parametrize(
    ("pasted", "flags", "key"),
    [
        (TOKEN[:9], (), "--token-file: это половина токена"),
        (TOKEN[:-1] + "y", (), "telegram.token: Telegram не знает такого токена"),
        (TOKEN, ("--zone", "Европа"), "--zone: нет такого часового пояса: Европа"),
        (TOKEN, ("--coordinator", "@anna"), "--coordinator: нужен номер из цифр"),
        (TOKEN, ("--address", "ftp://x"), "--address: ожидается адрес"),
        (TOKEN, ("--api-base", "x"), "--api-base: ожидается адрес"),
    ],
)
async def test_a_script_with_a_wrong_answer_ends_with_two_and_one_line(
    standin: Standin, tmp_path: Path, pasted: str, flags: tuple[str, ...], key: str
) -> None:
    done = await init(tmp_path, standin.base, pasted, "--token-file", "-", *flags)
    assert done.returncode == 2
    assert key in one_line(done)
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
async def test_a_token_file_is_read_however_notepad_has_saved_it(
    standin: Standin, tmp_path: Path, encoding: str
) -> None:
    token = tmp_path / "token.txt"
    token.write_bytes(f"{TOKEN[:20]}\r\n{TOKEN[20:]}\r\n".encode(encoding))
    done = await init(tmp_path, standin.base, "", "--token-file", token.name, "--yes")
    assert done.returncode == 0, done.stderr
    assert written(tmp_path)["telegram"]["token"] == TOKEN


async def test_a_file_that_cannot_be_read_or_written_is_named_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    (tmp_path / "folder").mkdir()
    offline = ("--token-file", "-", "--offline", "--force")
    for config, flags, key in (
        ("config.toml", ("--token-file", "нет.txt"), "--token-file: нет.txt не прочесть"),
        ("config.toml", ("--token-file", "folder"), "--token-file: folder не прочесть: это папка"),
        ("folder", offline, "--config: folder — папка, а нужен файл"),
        ("нет/config.toml", offline, "--config: папки нет: нет"),
    ):
        done = await init(tmp_path, "http://x", TOKEN, *flags, VEKHA_CONFIG=config)
        assert done.returncode == 2
        assert key in one_line(done)
    assert [one.name for one in tmp_path.rglob("*")] == ["folder"]


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# мой файл\n", encoding="utf8")
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 0; {sys.executable} -m bot.cli init --token-file - --offline --force"],
        cwd=tmp_path, input=TOKEN, capture_output=True, text=True, check=False, env=environment(),
        timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--config: config.toml не записать" in one_line(done)
    assert config.read_text(encoding="utf8") == "# мой файл\n"
    assert list(tmp_path.iterdir()) == [config]


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(
    standin: Standin, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# мой файл\n", encoding="utf8")
    assert (await init(tmp_path, standin.base, f"\n{TOKEN}\n\n\n\n")).returncode == 2
    assert (await init(tmp_path, standin.base, TOKEN, "--token-file", "-")).returncode == 2
    assert config.read_text(encoding="utf8") == "# мой файл\n"
    assert (await init(tmp_path, standin.base, f"Да\n{TOKEN}\n\n\n\n")).returncode == 0
    assert written(tmp_path)["telegram"]["token"] == TOKEN


async def test_an_end_in_the_middle_writes_nothing(standin: Standin, tmp_path: Path) -> None:
    done = await init(tmp_path, standin.base, f"{TOKEN}\n")
    assert done.returncode == 2
    assert "config.toml не записан." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["Токен бота", "Номер координатора", "Часовой пояс"])
def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path, asked: str) -> None:
    answers = {"Номер координатора": [TOKEN], "Часовой пояс": [TOKEN, ""]}.get(asked, [])
    code, said = at_a_terminal(tmp_path, answers, asked)
    assert code == 130
    assert said.rstrip().splitlines()[-1] == "config.toml не записан."
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_telegram_is_asked_writes_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}"
        asking = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "init", "--token-file", "-"],
            cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**environment(), "VEKHA_TELEGRAM__API_BASE": base}, text=True,
            preexec_fn=_heeds_ctrl_c,
        )  # fmt: skip
        assert asking.stdin is not None
        asking.stdin.write(TOKEN)
        asking.stdin.close()
        asking.stdin = None
        silent.settimeout(PATIENCE)
        with silent.accept()[0] as asked:
            assert asked.recv(10)
            asking.send_signal(signal.SIGINT)
            _, errors = asking.communicate(timeout=PATIENCE)
    assert asking.returncode == 130
    assert errors.strip() == "config.toml не записан."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "zone"),
    [("", "Europe/Moscow"), (" europe/samara ", "Europe/Samara"), ("Владивосток", "Asia/Vladivostok"),
     ("калининград.", "Europe/Kaliningrad"), ("Москва", "Europe/Moscow"), ("UTC", "UTC")],
)  # fmt: skip
def test_a_zone_is_understood_by_its_name_or_its_city(words: str, zone: str) -> None:
    assert zone_in(words) == zone


@pytest.mark.parametrize(
    ("words", "ids"), [("", ()), ("Ссылка", ()), ("id: 123", (123,)), ("«5», ", (5,)), ("1 2, 1", (1, 2))]
)  # fmt: skip
def test_coordinators_are_numbers_or_the_first_comer(words: str, ids: tuple[int, ...]) -> None:
    assert coordinators_in(words) == ids


def test_a_local_address_needs_no_public_one() -> None:
    assert web_part_in("0.0.0.0:8080").listen == "0.0.0.0:8080"
    assert web_part_in("vekha.school.ru").public_url == "https://vekha.school.ru"
    with pytest.raises(ValueError, match="ожидается адрес"):
        web_part_in("порт восемь")


async def test_a_program_with_a_refused_token_ends_with_two_so_that_nobody_restarts_it(
    standin: Standin, tmp_path: Path
) -> None:
    program = Program(tmp_path, standin.base, telegram__token="700123456:AAF" + "y" * 32)
    for command in ("run", "check"):
        done = await asyncio.to_thread(program.command, command)
        assert done.returncode == 2
        assert "telegram.token: Telegram не знает такого токена" in done.stderr
