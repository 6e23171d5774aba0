"""LibreOffice as a second opinion on spreadsheets: it computes every formula anew and writes the file again."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# Without this LibreOffice believes the values stored in a file and computes nothing; 0 is "always".
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return the program, None where it is not installed."""
    return shutil.which("soffice")


def recalculated(books: Sequence[Path], folder: Path) -> list[Path]:
    """Return copies of the books below `folder`, every formula computed anew, under a profile of their own."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    found = folder / "recalculated"
    command = [
        program() or "soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(found), *map(str, books),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [found / book.name for book in books]
