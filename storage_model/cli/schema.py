"""`storage-model schema`: the JSON Schema that gives editors completion."""

from pathlib import Path

import click


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入文件 · Write to this file.")
def schema(out: Path | None) -> None:
    """输入文件的 JSON Schema · Print the JSON Schema of case, project and policy files."""
    import json

    from storage_model.scenario.schema import input_schema

    text = json.dumps(input_schema(), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
