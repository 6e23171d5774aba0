"""`storage-model fetch`: shared runs and folders of many cases to this machine, as they were written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.server_options import needed_server

if TYPE_CHECKING:
    from storage_model.shared.address import Address


@click.command()
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@needed_server("--server")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="results", show_default=True,
              metavar="DIR", help="放在其下 · Folder to put them below.")  # fmt: skip
def fetch(runs: tuple[str, ...], server: "Address", out: Path) -> None:
    """取回结果 · Fetch what is shared, runs, sweeps and the like: every file byte for byte, checked once more.

    \b
    取回共享的各种结果，每个文件逐字节相同，并再核对一次。
    RUN 写名称（取其中最新的）、ls --server 所列的 NAME@HASH，或哈希的开头几位。

    RUN is a name (the newest of it), NAME@HASH as `ls --server` prints it, or the start of a hash.
    """
    from storage_model.shared.fetch import fetch as fetched

    for typed in runs:
        try:
            folder, already = fetched(server, typed, out)
        except LookupError as error:
            raise click.BadParameter(str(error.args[0]), param_hint="RUN") from error
        click.echo(f"{folder}: 本地已有 · there already" if already else str(folder))
