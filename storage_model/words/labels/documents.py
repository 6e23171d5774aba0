"""Words for what becomes of a policy document."""

from typing import Final

from storage_model.words.label import Label, text

STATUS_LABELS: Final[dict[str, Label]] = {
    "in_force": text("现行", "in force"),
    "draft": text("征求意见稿", "draft"),
    "expired": text("已失效", "expired"),
    "assumed": text("假设", "assumed"),
}
