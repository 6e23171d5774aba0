"""A compiled file of Python that was cut short, as a disk that was full when it was written leaves it."""

from pathlib import Path

# Where Python reads compiled files, and what it calls the file there.
_READER, _FILE = "_compile_bytecode", "bytecode_path"


def cut_cache(error: BaseException) -> Path | None:
    """Return the compiled file that an import could not read; None for an error of another kind.

    Python checks a compiled file against its source by time and size of the source alone, so it does not mend it.
    """
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None or last.tb_frame.f_code.co_name != _READER:
        return None
    return Path(last.tb_frame.f_locals[_FILE])
