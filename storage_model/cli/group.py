"""The command group, and what every command does with an error."""

import importlib
import sys

import click

from storage_model import __version__
from storage_model.problems import StorageModelError

# name → (module:attribute, one line of help)
COMMANDS = {
    "run": ("storage_model.cli.run:run", "计算一个方案 · Answer one case: dispatch, money, verdict."),
    "check": ("storage_model.cli.check:check", "检查输入文件 · Check input files, nothing is run."),
    "prices": ("storage_model.cli.prices:prices", "电价序列:检查、画像、生成 · Check, profile or make price series."),
    "schema": ("storage_model.cli.schema:schema", "输入文件的 JSON Schema · JSON Schema for editors."),
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table above."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands with their one line, importing none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="storage-model")
def commands() -> None:
    """储能与低浓度瓦斯发电投资决策模型 · Does the station pay?"""


def main() -> None:
    """Run the command line and leave with the exit status of docs/commands.md."""
    try:
        commands.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except StorageModelError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        click.echo("已中断 · interrupted", err=True)
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last stop: a bug is written to a file, the user sees one line
        click.echo(f"内部错误 · this is our bug: {error}; details in {_traceback_file()}", err=True)
        sys.exit(1)


def _traceback_file() -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="storage-model-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
    return file.name
