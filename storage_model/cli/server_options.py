"""`--server`: where the runs an office shares are; the address is read first, and its password never shown."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from storage_model.shared.address import Address

KEPT = "storage_model.server"
WORDS = "共享结果的服务器 · Server of shared results: postgresql://… or env (STORAGE_MODEL_SERVER)."


class Server(click.ParamType["Address"]):
    """The address of a PostgreSQL, or the word `env`."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Address":
        """Return the address; what is wrong with it is said without quoting it."""
        from storage_model.shared.extra import require_extra

        require_extra()
        from storage_model.shared.address import Address, address_of

        if isinstance(value, Address):
            return value
        try:
            return address_of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _keep(ctx: click.Context, param: click.Parameter, value: "Address | None") -> "Address | None":
    """Leave the address where the names of runs are read."""
    del param
    ctx.meta[KEPT] = value
    return value


def server_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--server`, read before the names of runs it decides the place of; without it everything is local."""
    return click.option("--server", type=Server(), metavar="URL", is_eager=True, callback=_keep, help=WORDS)(command)


def runs_of_server(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--server` to a command that is handed folders and need not know where they are from."""
    option = click.option(
        "--server", type=Server(), metavar="URL", is_eager=True, callback=_keep, expose_value=False, help=WORDS
    )
    return option(command)


def needed_server(*flags: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return an option under these names whose default is the address of the environment."""
    return click.option(*flags, "server", type=Server(), metavar="URL", default="env", show_default=True, help=WORDS)


def fetched_for(ctx: click.Context, server: "Address", typed: str) -> Path:
    """Return the folder of a shared run that goes when the command ends; LookupError for an unknown one."""
    from tempfile import TemporaryDirectory

    from storage_model.shared.fetch import fetch

    held = TemporaryDirectory(prefix="storage-model-")
    ctx.call_on_close(held.cleanup)
    return fetch(server, typed, Path(held.name))[0]
