"""`storage-model report`: the page, tables and charts of a run, made again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage_model.cli.options import Run, files_only_option, lang_option, opened
from storage_model.cli.progress import Progress
from storage_model.cli.run import KEPT

if TYPE_CHECKING:
    from storage_model.words.label import Lang


@click.command()
@click.argument("run", type=Run())
@click.option("--out", type=click.Path(path_type=Path), help="目标文件夹 · Folder to write [<RUN>-report].")
@click.option("--figures", is_flag=True, help="另存图片 · The charts as SVG and PNG too.")
@click.option("--pdf", is_flag=True, help="另存 PDF · A PDF too; needs the extra `pdf`.")
@lang_option
@files_only_option
def report(run: Path, out: Path | None, figures: bool, pdf: bool, lang: "Lang", quiet: bool) -> None:
    """由结果文件夹重出报告 · Make the page, tables and charts of a run again, beside it.

    \b
    按结果中保存的方案重新计算，在旁边重出页面、各表和图；
    答案须与原结果相同，否则退出码为 6。

    The answer is computed anew from the run's own scenario and must be the run's; exit status 6 when it is not.
    """
    from storage_model.report.page.files import PAGE, PAGE_FILES, write_page_files
    from storage_model.report.page.of_run import answer_of_run
    from storage_model.report.page.page import page_of
    from storage_model.report.page.pdf import weasyprint_module
    from storage_model.report.page.walk import walks
    from storage_model.room import require_room
    from storage_model.runs.place import require_only
    from storage_model.runs.reaudit.evidence import evidence_of
    from storage_model.runs.whole import complete_or_nothing

    if pdf:
        weasyprint_module()  # what is missing is told before anything is computed
    found = opened(run)
    folder = (out or run.with_name(f"{run.name}-report")).resolve()
    require_room(folder)
    require_only(folder, PAGE_FILES)
    with Progress(silent=quiet) as progress:
        answer = answer_of_run(found, say=progress.stage, tick=progress.tick, kept_in=KEPT)
        progress.stage("写出结果 · writing the results")
        with complete_or_nothing(folder) as partial:
            write_page_files(page_of(answer, walks(evidence_of(found))), partial, lang=lang, figures=figures, pdf=pdf)
        progress.done()
    if not quiet:
        click.echo(folder / PAGE)
