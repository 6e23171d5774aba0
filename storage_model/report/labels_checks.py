"""Words for the laws an answer is checked against."""

from typing import Final

from storage_model.report.label import Label

CHECK_LABELS: Final[dict[str, Label]] = {
    "values_not_finite": Label(zh="非有限数值个数", en="Values that are not finite", unit="count"),
    "connection_limits": Label(zh="并网点限额", en="Connection limits", unit="ratio"),
    "settlement_equals_objective": Label(zh="结算等于目标值", en="Settlement equals objective", unit="ratio"),
    "objective_recomputed": Label(zh="目标值复算", en="Objective recomputed", unit="ratio"),
    "dual_bound_gap": Label(zh="对偶界间隙", en="Gap to the dual bound", unit="ratio"),
    "energy_balance": Label(zh="逐时段能量平衡", en="Energy balance, every step", unit="ratio"),
    "energy_identity": Label(zh="全年能量恒等", en="Energy identity, whole horizon", unit="ratio"),
    "ends_as_it_began": Label(zh="期末储能等于期初", en="Ends as it began", unit="ratio"),
    "stored_limits": Label(zh="储能上下限", en="Limits of stored energy", unit="ratio"),
    "charge_limits": Label(zh="充电功率限额", en="Charging limits", unit="ratio"),
    "discharge_limits": Label(zh="放电功率限额", en="Discharging limits", unit="ratio"),
    "charge_and_discharge_at_once": Label(zh="不同时充放电", en="Never charges and discharges at once", unit="ratio"),
    "power_limits": Label(zh="机组功率限额", en="Power limits", unit="ratio"),
    "gas_supply": Label(zh="瓦斯供气量", en="Gas supply", unit="ratio"),
    "runs_below_safe_methane": Label(zh="低浓度停机", en="Stops below safe methane", unit="ratio"),
}
