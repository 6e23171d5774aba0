"""What `storage-model verify` says of a sweep, a comparison, a range or a sizing."""

from typing import TYPE_CHECKING

import click

from storage_model.cli.options import echo_json

if TYPE_CHECKING:
    from storage_model.runs.reading.folder import RunFolder
    from storage_model.words.label import Lang


def verify_many(run: "RunFolder", lang: "Lang", *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Say that every file is whole and, of a sweep, which laws hold between them; raises DamagedRunError."""
    from storage_model.report.many.whole import LAWS, broken_laws
    from storage_model.runs.layout import SWEEP, word_of
    from storage_model.runs.reading.damage import DamagedRunError

    laws = LAWS if run.kind == SWEEP else {}
    broken = broken_laws(run) if laws else {}
    if as_json:
        echo_json({
            "passed": not broken,
            "kind": word_of(run.kind),
            "files": len(run.files),
            "laws": [{"name": name, "passed": name not in broken} for name in laws],
            "problems": [problem.text() for problem in broken.values()],
        })  # fmt: skip
    elif not quiet:
        for name, label in laws.items() if verbose else ():
            click.echo(f"{'✗' if name in broken else '✓'} {label.of(lang)}")
        if not broken:
            click.echo(f"{run.folder}: {_whole(len(run.files), len(laws), lang)}")
    if broken:
        raise DamagedRunError(broken.values())


def _whole(files: int, laws: int, lang: "Lang") -> str:
    """Return what was checked; the numbers of a comparison, range or sizing are not audited anew, and that is said."""
    if lang == "zh":
        return f"{files} 个文件完整，" + (f"{laws} 条全部相符" if laws else "数字本身不再复核")
    return f"{files} files whole, " + (f"all {laws} laws hold" if laws else "their numbers are not audited anew")
