"""Energy, gas, tonnes and forecasts of the summary on their way back: how they are made, from which numbers."""

from typing import Final

from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.sources import input_nodes, series_file_node
from storage_model.runs.lineage.trail import Trail
from storage_model.words.format import state_label
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import summary_label

SECTIONS: Final = ("generation", "methane", "lifetime", "foresight")
_PIPED = text("各时段供气流量 × 时长 之和", "flow piped to it × hours, summed over the steps of dispatch.parquet")
_ASSET = "assets.{asset}"
_DESTROYED = tuple(f"{_ASSET}.{part}.destruction_frac" for part in ("gensets.*", "oxidiser", "flare"))
# How a figure is made, in words; figures beside it and inputs it follows from.
_MADE: Final[dict[str, tuple[Label, tuple[str, ...], tuple[str, ...]]]] = {
    "generation.gross_mwh": (text("机组与汽轮机出口电量", "sets and turbine, at the generators"), (), ()),
    "generation.sent_mwh": (
        text("出口电量 − 自用电 + 外购自用电", "at the generators − own consumption + bought for it"),
        ("generation.gross_mwh",),
        (f"{_ASSET}.gensets.*.own_use_frac", f"{_ASSET}.own_use_frac", f"{_ASSET}.site_supply.constant_mw"),
    ),
    "generation.full_load_h": (
        text("发电量 ÷（机组与汽轮机额定功率）", "power generated / rating of sets and turbine"),
        ("generation.gross_mwh",),
        (
            *(f"{_ASSET}.{key}" for key in ("sets", "set_power_mw", "oxidiser.turbine_mw")),
            *(f"{_ASSET}.gensets.*.{key}" for key in ("sets", "set_power_mw")),
        ),
    ),
    "generation.set_h": (
        text("Σ 运行台数 × 时长 × 可用率", "sets running × hours × availability, summed"),
        (),
        (f"{_ASSET}.gensets.*.availability_frac",),
    ),
    "generation.gas_m3_per_kwh": (
        text("机组燃用纯量 ÷ 机组发电量", "methane burned in sets / power of the sets"),
        ("methane.burned_m3",),
        (f"{_ASSET}.efficiency_frac", f"{_ASSET}.gensets.*.part_load.*"),
    ),
    "generation.heat_gj": (
        text("机组余热与氧化热中供出的部分", "heat of sets and of oxidation that is sent out"),
        (),
        (f"{_ASSET}.gensets.*.heat_per_power", f"{_ASSET}.oxidiser.excess_heat_frac"),
    ),
    **{f"methane.{use}_m3": (_PIPED, (), ()) for use in ("burned", "oxidised", "enriched", "flared")},
    "methane.drained_m3": (text("Σ 各气源流量 × 时长", "flow of every supply × hours, summed"), (), ()),
    "methane.vented_m3": (text("各气源未利用部分之和", "what of the supplies nobody takes, summed"), (), ()),
    "methane.destroyed_t": (
        text("0.717 kg/m³ × Σ 纯量 × 销毁率", "0.717 kg/m³ × the methane of each use × the share destroyed"),
        ("methane.burned_m3", "methane.oxidised_m3", "methane.flared_m3"),
        _DESTROYED,
    ),
    "methane.escaped_t": (
        text(
            "0.717 kg/m³ × 瓦斯纯量 − 销毁 − 外售", "0.717 kg/m³ × methane drained − what is destroyed − what is sold"
        ),
        ("methane.drained_m3", "methane.destroyed_t"),
        (),
    ),
    "methane.avoided_co2e_t": (
        text(
            "（销毁 + 外售）×（GWP − 2.75），不计电热替代",
            "(destroyed + sold) × (GWP − 2.75), power and heat left out",
        ),
        ("methane.destroyed_t",),
        (f"{_ASSET}.carbon.gwp",),
    ),
    "methane.credits_t": (
        text(
            "氧化纯量 × 0.717 kg/m³ × 销毁率 ×（GWP − 2.75）+ 替代的电与热 − 风机用电",
            "methane oxidised × 0.717 kg/m³ × share destroyed × (GWP − 2.75) + power and heat displaced − its fans",
        ),
        ("methane.oxidised_m3",),
        (
            f"{_ASSET}.oxidiser.destruction_frac",
            *(f"{_ASSET}.carbon.{key}" for key in ("gwp", "grid_factor_t_per_mwh", "boiler_factor_t_per_gj")),
        ),
    ),
    "lifetime.npv_difference_yuan": (
        text("代表年 − 逐年优化", "representative years − every year"),
        ("lifetime.npv_representative_yuan", "lifetime.npv_every_year_yuan"),
        (),
    ),
    "lifetime.npv_error_frac": (
        text("（代表年 − 逐年优化）÷ |逐年优化|", "(representative years − every year) / |every year|"),
        ("lifetime.npv_difference_yuan", "lifetime.npv_every_year_yuan"),
        (),
    ),
    "foresight.capture_ratio_frac": (
        text("按预测可得收益 ÷ 全知收益上限", "margin realised / the most with perfect foresight"),
        ("foresight.realised_yuan", "foresight.perfect_at_most_yuan"),
        (),
    ),
}


def figure_keys(trail: Trail) -> tuple[str, ...]:
    """Return the keys of the summary that are figures of energy, gas, the life or forecasts."""
    summary = trail.evidence.summary
    return tuple(
        f"{section}.{key}"
        for section in SECTIONS
        for key, value in summary.get(section, {}).items()
        if not key.endswith("_state") and not isinstance(value, dict)
    )


def figure_node(trail: Trail, key: str) -> Node:
    """Return a figure of the first operating year, of all plants of the site together."""
    section, _, below = key.partition(".")
    found, label = trail.evidence.summary[section], summary_label(key)
    words, beside, inputs = _MADE.get(key, (None, (), ()))
    state = found.get(f"{below}_state", "ok")
    files = _supply_files(trail) if key == "methane.drained_m3" else []
    known = figure_keys(trail)
    children = [*(figure_node(trail, one) for one in beside if one in known), *input_nodes(trail, inputs), *files]
    return Node(
        key=key,
        label=label,
        unit=label.unit,
        value=found[below],
        kind="rest" if children else "source",
        formula=words,
        children=tuple(children),
        note=None if state == "ok" else state_label(state),
        file="summary.json",
    )


def _supply_files(trail: Trail) -> list[Node]:
    """Return the files the flows of the hubs' supplies were read from."""
    paths = [f"assets.{name}.supplies.*.pure_flow.file" for name in trail.evidence.assets_of(trail.project)]
    leaves = [leaf for path in paths for leaf in trail.leaves_like(path)]
    return [series_file_node(trail, leaf.key.removesuffix(".file")) for leaf in leaves]
