"""What `--set` says, or the way to write it."""

import click


def parsed(changes: tuple[str, ...]) -> dict[str, object]:
    """Return key path → value; a text of another form is a wrong command line (exit status 2)."""
    from storage_model.scenario.merging.overrides import parse_overrides

    try:
        return parse_overrides(changes)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--set") from error
