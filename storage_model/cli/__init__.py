"""The command line. Commands are imported when they are called, so that `--help` stays instant."""

from storage_model.cli.group import LazyGroup, main

__all__ = ["LazyGroup", "main"]
