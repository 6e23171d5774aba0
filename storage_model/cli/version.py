"""`storage-model version`: the versions numbers pass through."""

import click

from storage_model.cli.options import echo_json, json_option


@click.command()
@json_option
def version(as_json: bool) -> None:
    """版本 · Print the versions of Python, of this package and of what it computes with."""
    from storage_model.words.versions import versions

    found = versions()
    if as_json:
        echo_json(found)
        return
    width = max(map(len, found))
    for name, number in found.items():
        click.echo(f"{name:<{width}}  {number}")
