"""The command group, and what every command does with an error."""

import errno
import importlib
import sys

import click

from storage_model.cli.cut_cache import cut_cache
from storage_model.cli.streams import drop_output, flush, never_fail_on_characters
from storage_model.no_memory import short_of_memory
from storage_model.problems import StorageModelError
from storage_model.version import __version__

# name → (module:attribute, one line of help)
COMMANDS = {
    "run": ("storage_model.cli.run:run", "计算一个方案 · Answer one case: dispatch, money, verdict."),
    "compare": ("storage_model.cli.compare:compare", "方案比较 · Compare cases: support needed, who earned what."),
    "sweep": ("storage_model.cli.sweep:sweep", "多方案计算 · Run many cases: grids, drawn values, one at a time."),
    "resume": ("storage_model.cli.resume:resume", "继续多方案计算 · Go on with a sweep that was ended early."),
    "retry": ("storage_model.cli.resume:retry", "重算失败方案 · Run the failed cases of a sweep again."),
    "sample": ("storage_model.cli.sample:sample", "不确定性 · Ranges of one case under uncertain inputs."),
    "size": ("storage_model.cli.size:size", "规模优选 · Best power, energy and gas sets, in whole modules."),
    "check": ("storage_model.cli.check:check", "检查输入文件 · Check input files, nothing is run."),
    "show": ("storage_model.cli.show:show", "显示结果 · Show a run: five lines and tables."),
    "verify": ("storage_model.cli.verify:verify", "复核结果 · Audit a run, or check a sweep, from its files alone."),
    "explain": ("storage_model.cli.explain:explain", "解释一个数 · Walk one number back to files and documents."),
    "diff": ("storage_model.cli.diff:diff", "比较两次计算 · What changed between two runs and what that moved."),
    "query": ("storage_model.cli.query:query", "查询结果表 · Ask tables of a run or sweep in SQL."),
    "report": ("storage_model.cli.report:report", "重出报告 · Make the page of a run again, with its charts."),
    "ls": ("storage_model.cli.ls:list_runs", "列出结果 · List runs, sweeps and the like."),
    "publish": (
        "storage_model.cli.publish:publish",
        "发布结果 · Publish whole runs to the PostgreSQL an office shares.",
    ),
    "fetch": ("storage_model.cli.fetch:fetch", "取回结果 · Fetch shared runs, byte for byte."),
    "server": ("storage_model.cli.server:server", "共享结果服务器 · Make a PostgreSQL ready for shared results."),
    "prices": ("storage_model.cli.prices:prices", "电价序列:检查、画像、生成 · Check, profile or make price series."),
    "new": ("storage_model.cli.new:new", "新建项目 · Start a project from the shipped inputs."),
    "schema": ("storage_model.cli.schema:schema", "输入文件的 JSON Schema · JSON Schema for editors."),
    "doctor": ("storage_model.cli.doctor:doctor", "体检 · Whether this machine has what a run needs."),
    "version": ("storage_model.cli.version:version", "版本 · Versions of what is installed."),
}
BUG, LACKING, INTERRUPTED = 1, 8, 130
# What the machine refuses; any other error of the system comes from something we did wrong.
MACHINE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EMFILE,
    errno.ENOMEM,
    errno.EFBIG,
}


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
    never_fail_on_characters()
    try:
        sys.exit(_status())
    except BrokenPipeError:  # whoever read our output has read enough
        drop_output()
        sys.exit(0)


def _status() -> int:
    try:
        _commanded()
        flush()
    except click.ClickException as error:
        click.echo("命令行有误 · wrong command line", err=True)
        error.show()
        return error.exit_code
    except click.exceptions.Exit as error:
        return error.exit_code
    except StorageModelError as error:
        click.echo(str(error), err=True)
        return error.exit_status
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("已中断 · interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last stop: nothing a user did not cause looks like a crash
        return _of_unexpected(error)
    return 0


def _commanded() -> None:
    ended: BaseException | None
    try:
        commands.main(standalone_mode=False)
        return
    except click.exceptions.Abort as error:
        # An end of file click takes for a user who has gone away; nobody is asked anything here.
        ended = error.__cause__ if isinstance(error.__cause__, EOFError) else error
    raise ended  # not where it was caught, or each would be the cause of the other


def _of_unexpected(error: Exception) -> int:
    """Say one line: the machine lacks something, or a bug of ours whose traceback is in a file."""
    if short_of_memory(error):
        error.__traceback__ = error.__cause__ = error.__context__ = None  # they hold what was being worked on
        click.echo("内存不足 · not enough memory", err=True)
        return LACKING
    if isinstance(error, OSError) and error.errno in MACHINE:
        drop_output()  # it may be the very thing that cannot be written
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"系统错误 · the system says: {error.strerror}{where}", err=True)
        return LACKING
    if (cut := cut_cache(error)) is not None:
        words = f"缓存文件残缺，删去该文件夹后重试 · a compiled file was cut short ({cut.name}), as a full disk does"
        click.echo(f"{words}; delete the folder and try again: {cut.parent}", err=True)
        return LACKING
    try:
        kept_in = _traceback_file()
    except MemoryError as lacking:  # what could not even be told was no bug
        return _of_unexpected(lacking)
    click.echo(f"内部错误 · this is our bug: {type(error).__name__}: {error}; details in {kept_in}", err=True)
    return BUG


def _traceback_file() -> str:
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="storage-model-", suffix=".log", delete=False, encoding="utf-8"
        ) as file:
            file.write(traceback.format_exc())
            return file.name
    except OSError as error:
        return f"no file ({error.strerror})"
