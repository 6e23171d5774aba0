"""`storage-model schema`: the JSON Schemas that give editors completion."""

from pathlib import Path

import click

KINDS = ("inputs", "sweep", "uncertainty", "sizing")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="inputs")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入文件 · Write to this file.")
def schema(kind: str, out: Path | None) -> None:
    """输入文件的 JSON Schema · Print the JSON Schema of case, project and policy files, or of another kind of file.

    \b
    输出方案、项目、政策文件的 JSON Schema，或另一种输入文件的。
    """
    import json

    from storage_model.cases.file_schemas import file_schema

    text = json.dumps(file_schema(kind), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
