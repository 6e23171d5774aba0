"""`storage-model server`: make a PostgreSQL ready for shared results, or say what it holds."""

from typing import TYPE_CHECKING

import click

from storage_model.cli.options import echo_json, json_option
from storage_model.cli.server_options import needed_server

if TYPE_CHECKING:
    from storage_model.shared.address import Address


@click.group()
def server() -> None:
    """共享结果服务器 · The PostgreSQL an office shares its results on."""


@server.command()
@needed_server("--server")
def init(server: "Address") -> None:
    """建表或升级 · Make a database ready, or bring its tables to this version.

    \b
    给数据库建表，或把表升级到本版；全部在一个事务里，已有的内容保留。

    Everything in one transaction; what is already there is kept.
    """
    from storage_model.shared.migrate import make_ready

    before, now = make_ready(server)
    if before == now:
        click.echo(f"{server}: 已就绪 · ready already, version {now}")
    elif before is None:
        click.echo(f"{server}: 已建表 · made ready, version {now}")
    else:
        click.echo(f"{server}: 已升级 · brought from version {before} to {now}")


@server.command()
@needed_server("--server")
@json_option
def status(server: "Address", as_json: bool) -> None:
    """服务器状态 · What a server holds; exit status 8 when it cannot be used.

    \b
    说明服务器上有什么；不能用时，退出码为 8。
    """
    from storage_model.shared.status import status_of

    found = status_of(server)
    if as_json:
        echo_json({"server": str(server), **found})
        return
    click.echo(str(server))
    for key, value in found.items():
        click.echo(f"  {key:<16} {value}")
