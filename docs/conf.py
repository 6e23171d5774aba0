"""How the documentation is built: `make docs`."""

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[1]))

project = "storage_model"
html_title = "storage_model"
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_static_path: list[str] = []
html_show_sphinx = False
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
DOCS = Path(__file__).parent


def only_what_is_there(_: object, name: str, source: list[str]) -> None:
    """Leave out of the table of contents what is listed there and not written yet."""
    if name == "index":
        source[0] = re.sub(
            r"^[\w/-]+$\n", lambda hit: hit[0] if _written(hit[0].strip()) else "", source[0], flags=re.M
        )


def _written(name: str) -> bool:
    return (DOCS / f"{name}.md").is_file()


def setup(app: Sphinx) -> None:
    """Sphinx calls this before it builds."""
    app.connect("source-read", only_what_is_there)
