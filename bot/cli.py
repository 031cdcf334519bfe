"""The command line. A command's module is imported when it is called: start-up is felt."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import click

from bot.commands.wording import in_words
from bot.configuration.settings_file import WrongSettings
from roadmap.errors import UserError, VekhaError

EXIT_STOPPED, EXIT_FAILED, EXIT_WRONG_SETTINGS = 0, 1, 2

_COMMANDS = {
    "init": "bot.commands.init:init_command",
    "run": "bot.commands.run:run_command",
    "check": "bot.commands.run:check_command",
    "demo": "bot.commands.demo:demo_command",
    "parse": "bot.commands.reading:parse_command",
    "deadline": "bot.commands.reading:deadline_command",
    "import": "bot.commands.coordinator:import_command",
    "report": "bot.commands.coordinator:report_command",
    "template": "bot.commands.coordinator:template_command",
    "invite": "bot.commands.coordinator:invite_command",
    "people": "bot.commands.coordinator:people_command",
    "backup": "bot.commands.maintenance:backup_command",
    "restore": "bot.commands.maintenance:restore_command",
    "migrate": "bot.commands.maintenance:migrate_command",
    "quarantine": "bot.commands.maintenance:quarantine_group",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and imports one when it is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order of the table above."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command, None where there is none of this name."""
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup)
@click.option(
    "--config", metavar="ФАЙЛ", help="Файл настроек (иначе VEKHA_CONFIG, иначе ./config.toml)."
)
@click.pass_context
def cli(ctx: click.Context, config: str | None) -> None:
    """Веха: ведёт дорожную карту от документа Word до отчёта Word."""
    ctx.obj = config


def main() -> NoReturn:
    """Entry point of `vekha`. Exit codes: 0 stopped or done, 2 wrong settings, 1 anything else."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(arguments, prog_name="vekha", standalone_mode=False)
        return result if isinstance(result, int) else EXIT_STOPPED
    except WrongSettings as error:
        return _fail(f"настройка {error}", EXIT_WRONG_SETTINGS)
    except UserError as error:
        return _fail(in_words(error), EXIT_FAILED)
    except VekhaError as error:
        return _fail(str(error) or type(error).__name__, EXIT_FAILED)
    except click.ClickException as error:
        error.show()
        return EXIT_FAILED
    except (click.Abort, KeyboardInterrupt):
        return EXIT_STOPPED


def _fail(text: str, code: int) -> int:
    click.echo(f"vekha: {' '.join(text.split())}", err=True)
    return code


if __name__ == "__main__":
    main()
