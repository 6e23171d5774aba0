"""Every key a run may show and its words; a key without words is an error, never printed bare."""

from collections.abc import Mapping

from storage_model.words.label import Label, Unit
from storage_model.words.labels.checks import CHECK_LABELS
from storage_model.words.labels.rows_figures import FACTOR_LABELS, SUM_LABELS
from storage_model.words.labels.sections import SECTION_LABELS
from storage_model.words.labels.statements import ROW_LABELS, STATEMENT_LABELS
from storage_model.words.labels.streams import STREAM_LABELS
from storage_model.words.labels.summary import SUMMARY_LABELS

_OR_OWN = ", or to `words` of the kind of asset, market or policy it belongs to"


def summary_label(key: str) -> Label:
    """Return the words of a key of summary.json; nested keys are joined by a dot."""
    return _found(SUMMARY_LABELS, key, "labels/summary.py")


def stream_label(key: str) -> Label:
    """Return the words of a stream of money."""
    return own_label(key, "yuan") or _found(STREAM_LABELS, key, f"labels/streams.py{_OR_OWN}")


def check_label(name: str) -> Label:
    """Return the words of a check; `asset.law` keeps the asset's name in front."""
    owner, _, law = name.rpartition(".")
    label = own_label(law, "ratio") or _found(CHECK_LABELS, law, f"labels/checks.py{_OR_OWN}")
    return Label(zh=f"{owner} · {label.zh}", en=f"{owner} · {label.en}", unit=label.unit) if owner else label


def statement_label(key: str) -> Label:
    """Return the name of a statement."""
    return _found(STATEMENT_LABELS, key, "labels/statements.py")


def row_label(key: str) -> Label:
    """Return the name of a statement's row; revenue of a kind of market of its own is called by that kind's words."""
    if key not in ROW_LABELS and key.startswith("revenue_"):
        return stream_label(key.removeprefix("revenue_"))
    return _found(ROW_LABELS, key, "labels/rows_*.py")


def figure_label(key: str) -> Label:
    """Return the name of a row of 财务指标汇总表: an indicator or a sum over the life."""
    return SUM_LABELS[key] if key in SUM_LABELS else summary_label(key)


def factor_label(name: str) -> Label:
    """Return the name of a factor of 敏感性分析表; `sales.<stream>` is that stream's."""
    above, _, stream = name.partition(".")
    whole = _found(FACTOR_LABELS, above, "labels/rows_figures.py")
    if not stream:
        return whole
    part = stream_label(stream)
    return Label(zh=f"{whole.zh} · {part.zh}", en=f"{whole.en}: {part.en}", unit=whole.unit)


def section_label(key: str) -> Label:
    """Return the name of a part of the input."""
    return _found(SECTION_LABELS, key, "labels/sections.py")


def own_label(key: str, unit: Unit) -> Label | None:
    """Return the words a kind of asset, market or policy brings along for a key of its own; None where none does."""
    from storage_model.assets.catalogue import ASSETS
    from storage_model.markets.catalogue import MARKETS
    from storage_model.policies.catalogue import POLICIES

    words = [kind.words for kinds in (ASSETS, MARKETS, POLICIES) for kind in kinds.values()]
    found = next((own[key] for own in words if key in own), None)
    return None if found is None else Label(zh=found[0], en=found[1], unit=unit)


def _found(labels: Mapping[str, Label], key: str, home: str) -> Label:
    if key not in labels:
        raise LookupError(f"no words for {key!r}; add them to storage_model/words/{home}")
    return labels[key]
