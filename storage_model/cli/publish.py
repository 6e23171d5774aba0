"""`storage-model publish`: whole runs, and folders of many cases, to the server an office shares."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import Run, echo_json, json_option
from storage_model.cli.progress import Progress
from storage_model.cli.server_options import needed_server

if TYPE_CHECKING:
    from storage_model.shared.address import Address
    from storage_model.shared.publish import Published


@click.command()
@click.argument("runs", nargs=-1, required=True, type=Run(), metavar="RUN...")
@needed_server("--to", "--server")
@json_option
@click.option("-q", "quiet", is_flag=True, help="不显示进度 · Say nothing.")
def publish(runs: tuple[Path, ...], server: "Address", as_json: bool, quiet: bool) -> None:
    """发布结果 · Publish whole runs, sweeps, comparisons, ranges and sizings to the PostgreSQL an office shares.

    \b
    把完整的结果发布到办公室共用的 PostgreSQL：单个结果、多方案计算、方案比较、
    不确定性、规模优选。多方案计算整体发布：计划、每个方案的答案、各表。
    已有的不动；中断的上传从断处继续，全部到齐之前谁也看不到。

    A sweep goes as one: its plan, the answer of every case, its tables. What is there already is left as it is; an
    upload that broke goes on where it stopped, and nothing is to be seen before all of it is there.
    """
    from storage_model.shared.publish import publish as sent_to

    done = []
    with Progress(silent=quiet or as_json) as progress:
        for folder in runs:
            progress.stage(f"发布 · publishing {folder.name}")
            done.append(sent_to(folder, server, tick=progress.tick))
            if not quiet and not as_json:
                _say(done[-1])
    if as_json:
        echo_json([asdict(one) for one in done])


def _say(one: "Published") -> None:
    words = "服务器上已有 · there already" if one.already else "已发布 · published"
    sent = "" if one.already else f" ({one.rows:,} rows, {one.files} files)"
    click.echo(f"{one.reference}: {words}{sent}")
