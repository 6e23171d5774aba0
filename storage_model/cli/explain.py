"""`storage-model explain`: one number walked back to files and documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import Run, echo_json, json_option, lang_option, opened, project_option, require_known
from storage_model.cli.server_options import runs_of_server

if TYPE_CHECKING:
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.words.label import Lang


@click.command()
@click.argument("run", type=Run())
@click.argument("key", required=False)
@project_option
@click.option("--year", type=int, metavar="YYYY", help="只看一年 · One calendar year of a row.")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="最多层数 · Levels to show [all].")
@runs_of_server
@lang_option
@json_option
@click.option("-v", "verbose", is_flag=True, help="含为零的项 · Parts that are zero too.")
def explain(
    run: Path, key: str | None, project: str, year: int | None, depth: int | None, lang: "Lang", as_json: bool,
    verbose: bool,
) -> None:  # fmt: skip
    """解释一个数 · Walk one number back: formula, rows, settlement, price file, policy document.

    \b
    把一个数逐层追到公式、报表行、结算、电价文件和政策文件。
    KEY 是 summary.json 的键（irr_project_after_tax_frac，或简写 firr、payback、
    arbitrage）、报表的一行（project_cash_flow.revenue，或 net_profit）、
    收支项（station.energy_sales）或输入；不写 KEY 时列出全部键。

    KEY is a key of summary.json (irr_project_after_tax_frac, or short: firr, payback, arbitrage), a row of a statement
    (project_cash_flow.revenue, or net_profit), a stream (station.energy_sales) or an input. Without KEY all keys.
    """
    from storage_model.runs.lineage.explain import UnknownKeyError, known_keys
    from storage_model.runs.lineage.explain import explain as walk_back
    from storage_model.runs.lineage.show import as_data, tree_of
    from storage_model.runs.lineage.trail import trail_of
    from storage_model.runs.lineage.unfold import unfolded

    found = opened(run)
    project, key = _of_project(found, project, key)
    trail = trail_of(found, project, year=year, every=verbose)
    if year is not None:
        require_known(str(year), tuple(map(str, trail.years)), "--year")
    if key is None:
        keys = list(known_keys(trail))
        echo_json(keys) if as_json else click.echo("\n".join(keys))
        return
    try:
        node = unfolded(walk_back(trail, key))
    except UnknownKeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="KEY") from error
    if as_json:
        echo_json(as_data(node))
        return
    from storage_model.cli.show_table import console

    console().print(tree_of(node, lang, depth=depth))


def _of_project(run: "RunFolder", project: str, key: str | None) -> tuple[str, str | None]:
    """Return project and key; `projects.station.npv_equity_yuan`, as summary.csv writes it, names both."""
    apart = run.json("summary.json")["projects"]
    first, _, rest = (key or "").partition(".")
    name, _, below = rest.partition(".")
    if first == "projects" and name in apart and (below in apart[name] or below.partition(".")[0] in apart[name]):
        return name, below
    require_known(project, ("together", *apart), "--project")
    return project, key
