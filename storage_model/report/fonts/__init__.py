"""The font of charts and pages, so that Chinese never depends on the machine; README.md here says where it is from."""

from importlib.resources import files
from pathlib import Path
from typing import Final

FAMILY: Final = "Noto Sans CJK SC"


def font_file() -> Path:
    """Return the font; OpenType with PostScript outlines, GB2312 level 1 and a few characters more."""
    return Path(str(files(__package__) / "NotoSansSC-Regular-GB2312.otf"))
