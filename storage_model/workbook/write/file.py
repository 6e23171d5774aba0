"""A workbook as a file: words stay words, the same content gives the same bytes, complete or not there."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

# Words are words: never a formula, a link or a number, whatever they look like. Sheets wait in memory: a writer that is
# killed would leave those it had begun in the folder for temporary files.
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
# No clock: the same answer gives the same bytes.
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # the format knows no time zone


def write_file(path: Path, fill: Callable[[Any, type], None], *, title: str, subject: str) -> None:
    """Write what `fill` puts into an empty book, given the book and the class of its sheets, beside its place; then
    move it there.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    from storage_model.workbook.write.worksheet import FormulaSheet

    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        book = xlsxwriter.Workbook(str(draft), _OPTIONS)
        book.set_properties({"title": title, "subject": subject, "author": "storage_model", "created": _MADE})
        fill(book, FormulaSheet)
        book.set_calc_mode("auto")
        book.close()
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
