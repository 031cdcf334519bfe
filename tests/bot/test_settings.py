"""Settings: what is read from where, and the one line that says what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest

from bot.commands.run import check_complete
from bot.configuration.office import office_of
from bot.configuration.settings import Database, Settings, Telegram, keys
from bot.configuration.settings_file import WrongSettings, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("VEKHA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_example_holds_every_key_at_its_default() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf8"))
    standing = {
        f"{section}.{key}"
        for section, table in example.items()
        for key in table
        if key != "webhook"
    }
    standing |= {f"telegram.webhook.{key}" for key in example["telegram"]["webhook"]}
    assert standing == set(keys())
    assert load(str(ROOT / "config.example.toml")).model_dump() == load().model_dump()


def test_every_key_of_the_example_is_explained_above_it() -> None:
    lines = (ROOT / "config.example.toml").read_text(encoding="utf8").splitlines()
    pairs = [pair for pair in pairwise(lines) if "=" in pair[1] and pair[1][:1].isalpha()]
    bare = [line for above, line in pairs if not above.startswith("#")]
    assert bare == []


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(
        '[reminders]\nat = "08:00"\ndays_before = [5]\n', encoding="utf8"
    )
    monkeypatch.setenv("VEKHA_REMINDERS__AT", "10:15")
    settings = load()
    assert settings.reminders.at == time(10, 15)
    assert settings.reminders.days_before == (5,)


def test_lists_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEKHA_REMINDERS__DAYS_BEFORE", "10, 2")
    monkeypatch.setenv("VEKHA_PEOPLE__COORDINATORS", "[7]")
    monkeypatch.setenv("VEKHA_REMINDERS__DAYS_OFF_EXTRA", "2026-12-31,2027-01-11")
    settings = load()
    assert settings.reminders.policy().days_before == (10, 2)
    assert settings.people.coordinators == (7,)
    assert settings.reminders.days_off_extra == (date(2026, 12, 31), date(2027, 1, 11))


def test_the_file_is_found_by_option_then_variable_then_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, keep in (("config.toml", 1), ("named.toml", 2), ("given.toml", 3)):
        (tmp_path / name).write_text(f"[backup]\nkeep = {keep}\n", encoding="utf8")
    assert load().backup.keep == 1
    monkeypatch.setenv("VEKHA_CONFIG", "named.toml")
    assert load().backup.keep == 2
    assert load("given.toml").backup.keep == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[telegram]\ntokn = 'x'", "telegram.tokn"),
        ("[telegrm]\ntoken = 'x'", "telegrm"),
        ("token = 'x'", "token"),
        ("[telegram.webhook]\nurll = 'x'", "telegram.webhook.urll"),
        ("[telegram]\nmode = 'push'", "telegram.mode"),
        ("[telegram]\napi_base = 'ftp://x'", "telegram.api_base"),
        ("[reminders]\nat = 'девять'", "reminders.at"),
        ("[reminders]\nat = 930", "reminders.at"),
        ("[reminders]\ntimezone = 'Рязань'", "reminders.timezone"),
        ("[reminders]\ndays_before = [14, 'x']", "reminders.days_before"),
        ("[reminders]\ndays_before = [-1]", "reminders.days_before"),
        ("[reminders]\ntick_seconds = 0", "reminders.tick_seconds"),
        ("[delivery]\nper_second = 0", "delivery.per_second"),
        ("[metrics]\nlisten = 'здесь'", "metrics.listen"),
        ("[people]\ncoordinators = ['@name']", "people.coordinators"),
        ("reminders = 3", "reminders"),
        ("[telegram\n", "config.toml"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_the_key(
    tmp_path: Path, text: str, key: str
) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf8")
    with pytest.raises(WrongSettings) as caught:
        load()
    assert str(caught.value).startswith(f"{key}:")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("VEKHA_TELEGRAM__TOKN", "telegram.tokn"),
        ("VEKHA_TELEGRM__TOKEN", "telegrm.token"),
        ("VEKHA_TOKEN", "token"),
    ],
)
def test_a_misspelt_variable_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(WrongSettings, match=f"^{key}:"):
        load()


def test_a_wrong_token_is_never_quoted(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        "[telegram]\ntoken = ['123456:secretsecret']", encoding="utf8"
    )
    with pytest.raises(WrongSettings) as caught:
        load()
    assert "secret" not in str(caught.value)


def test_wrong_settings_end_the_program_with_two_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        "[telegram]\ntokn = 'x'\n[log]\nlevle = 1\n", encoding="utf8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "--config", str(tmp_path / "config.toml"), "run"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "telegram.tokn" in done.stderr


def test_passwords_within_addresses_are_secrets_too() -> None:
    settings = Settings(
        telegram=Telegram(proxy="socks5://anna:p%40ss@proxy.example:1080"),
        database=Database(url="postgresql+asyncpg://vekha:vekha@db.example/vekha"),
    )
    assert {"p%40ss", "p@ss", ":vekha@"} <= set(settings.secrets())
    assert "vekha" not in settings.secrets()


def test_a_server_of_ones_own_gives_out_larger_files() -> None:
    own = Settings(telegram=Telegram(api_base="http://127.0.0.1:8081/"))
    public = Settings(telegram=Telegram(api_base="https://api.telegram.org/"))
    assert office_of(public, "bot").file_limit == 20 * 2**20
    assert office_of(own, "bot").file_limit == 200 * 2**20


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ('""', ()),
        ('"slova --language ru"', ("slova", "--language", "ru")),
        ("\"'/opt/my words/slova' -i {file}\"", ("/opt/my words/slova", "-i", "{file}")),
        ('["slova", "два слова"]', ("slova", "два слова")),
    ],
)
def test_the_program_for_voices_is_a_list_or_split_as_a_shell_splits(
    tmp_path: Path, written: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "config.toml").write_text(f"[speech]\ncommand = {written}\n", encoding="utf8")
    assert load().speech.command == command


def test_a_quote_left_open_in_the_program_for_voices_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VEKHA_SPEECH__COMMAND", "slova --language ru")
    assert load().speech.command == ("slova", "--language", "ru")
    monkeypatch.setenv("VEKHA_SPEECH__COMMAND", "slova 'ru")
    with pytest.raises(WrongSettings, match=r"speech\.command: кавычка открыта и не закрыта"):
        load()


def test_a_folder_of_secrets_goes_before_the_file_and_after_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As systemd gives them (LoadCredential=), and a container at /run/secrets.
    (tmp_path / "config.toml").write_text(
        '[telegram]\ntoken = "of the file"\nproxy = "http://proxy:3128"', encoding="utf8"
    )
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "telegram.token").write_text("of the folder\n", encoding="utf8")
    (secrets / "telegram.webhook.secret").write_bytes(b"\xef\xbb\xbfhook\r\n")
    (secrets / "database.url").write_text("sqlite+aiosqlite:///kept.db", encoding="utf8")
    (secrets / "database.password").write_text("of another program", encoding="utf8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
    monkeypatch.setenv("VEKHA_DATABASE__URL", "sqlite+aiosqlite:///environment.db")
    settings = load()
    assert settings.telegram.token.get_secret_value() == "of the folder"
    assert settings.telegram.webhook.secret.get_secret_value() == "hook"
    assert settings.telegram.proxy == "http://proxy:3128"
    assert settings.database.url == "sqlite+aiosqlite:///environment.db"


def test_a_folder_of_secrets_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name longer than any: what refuses others refuses root, too.
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / ("x" * 300)))
    with pytest.raises(WrongSettings, match="не читается"):
        load()


def test_a_wrong_secret_of_the_folder_is_named_by_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "telegram.proxy").write_text("gopher", encoding="utf8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(WrongSettings, match=r"^telegram\.proxy: ожидается адрес"):
        load()


TOKEN = "700123456:AAF" + "x" * 32


@pytest.mark.parametrize(
    "pasted",
    [
        f"  {TOKEN} ", f"{TOKEN}\n", f"{TOKEN[:20]}\n{TOKEN[20:]}", f"bot{TOKEN}", f"Bot {TOKEN}", f'"{TOKEN}"', f"«{TOKEN}»",
        f"\ufeff{TOKEN}\u200b", f"' bot{TOKEN}\r\n'", f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"Use this token to access the HTTP API:\n{TOKEN}\nKeep your token secure",
    ],
)  # fmt: skip
def test_a_token_is_understood_as_it_was_pasted(
    monkeypatch: pytest.MonkeyPatch, pasted: str
) -> None:
    monkeypatch.setenv("VEKHA_TELEGRAM__TOKEN", pasted)
    settings = load()
    assert settings.telegram.token.get_secret_value() == TOKEN
    check_complete(settings)


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("", "нужен токен"),
        (" \n", "нужен токен"),
        (TOKEN[:25], "токен неполон: после двоеточия знаков 15, а должно быть 35"),
        (TOKEN + "y", "в токене лишнее: после двоеточия знаков 36"),
        (TOKEN.partition(":")[0], "половина токена, номер без секрета"),
        (TOKEN.partition(":")[2], "половина токена, без номера"),
        ("@vekha_bot", "это не токен"),
        ("мой токен", "это не токен"),
    ],
)
def test_a_token_that_cannot_be_right_is_named_in_one_sentence_without_it(
    monkeypatch: pytest.MonkeyPatch, pasted: str, why: str
) -> None:
    monkeypatch.setenv("VEKHA_TELEGRAM__TOKEN", pasted)
    with pytest.raises(WrongSettings, match=r"^telegram\.token: ") as caught:
        check_complete(load())
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(pasted.strip()) < 5 or pasted not in str(caught.value)


def test_a_server_of_ones_own_may_give_out_short_tokens() -> None:
    own = Telegram.model_validate({"token": "1:sandbox", "api_base": "http://127.0.0.1:8081"})
    check_complete(Settings(telegram=own))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8 with CRLF"]
)
def test_a_file_is_read_however_notepad_has_saved_it(tmp_path: Path, encoding: str) -> None:
    text = '# Настройки школы\n[telegram]\nproxy = ""\n[report]\ntemplate = "отчёт.docx"\n'
    if encoding.endswith("CRLF"):
        text, encoding = text.replace("\n", "\r\n"), "utf-8"
    (tmp_path / "config.toml").write_bytes(text.encode(encoding))
    assert load().report.template == "отчёт.docx"


def test_a_file_in_the_encoding_of_old_windows_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes("# Настройки школы\n".encode("cp1251"))
    with pytest.raises(WrongSettings, match=r"^config\.toml: файл сохранён не в UTF-8"):
        load()


@pytest.mark.parametrize(
    "value", [TOKEN, f"“{TOKEN}”", f'"{TOKEN}', f'"{TOKEN[:20]}\n{TOKEN[20:]}"']
)
def test_a_line_that_is_no_toml_is_named_without_the_token_in_it(
    tmp_path: Path, value: str
) -> None:
    (tmp_path / "config.toml").write_text(f"[telegram]\ntoken = {value}\n", encoding="utf8")
    with pytest.raises(WrongSettings) as caught:
        load()
    assert str(caught.value).startswith("config.toml: это не TOML: строка 2, token: ")
    assert "AAF" not in str(caught.value)
