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
    "balance_sheet": Label(zh="资产等于负债加权益", en="Assets equal liabilities and equity", unit="ratio"),
    "cash_reconciles": Label(zh="盈余资金与现金流量一致", en="Cash reconciles with flows", unit="ratio"),
    "funding_equals_uses": Label(zh="资金筹措等于总投资", en="Funding equals uses", unit="ratio"),
    "loans_close_at_zero": Label(zh="借款期末为零", en="Loans close at zero", unit="ratio"),
    "depreciation_base": Label(zh="折旧摊销加余值等于原值", en="Write-offs and recovery equal value", unit="ratio"),
    "vat_credit_nonnegative": Label(zh="留抵税额不为负", en="VAT credit never negative", unit="ratio"),
    "project_minus_debt_equals_equity": Label(
        zh="项目现金流减债务等于资本金现金流", en="Project flow less debt equals equity flow", unit="ratio"
    ),
    "npv_at_irr": Label(zh="按内部收益率折现净现值为零", en="Present value at the IRR is zero", unit="ratio"),
    "revenue_ties_to_settlement": Label(zh="报表收入等于结算收入", en="Revenue ties to settlement", unit="ratio"),
    "held_limits": Label(zh="辅助服务申报限额", en="Limits of power held ready", unit="ratio"),
    "held_sides": Label(zh="申报在两侧的分配", en="Power held ready split between two sides", unit="ratio"),
    "called_balance": Label(zh="调用电量下网与上网之比", en="Calls drawn within calls sent", unit="ratio"),
    "held_total": Label(zh="申报总量限额", en="Power held ready by all together", unit="ratio"),
    "position_limits": Label(zh="日前申报限额", en="Limits of the day-ahead position", unit="ratio"),
    "supplied_is_sent": Label(zh="自用不超过发电", en="Own use is sent", unit="ratio"),
    "within_demand": Label(zh="自用不超过负荷", en="Own use within demand", unit="ratio"),
    "connection_limits_when_called": Label(
        zh="满调用时并网点限额", en="Connection limits when all is called", unit="ratio"
    ),
    "stored_at_ends": Label(zh="窗口首末荷电状态", en="Stored energy where windows meet", unit="ratio"),
    "stored_as_handed_over": Label(zh="储能与交接值一致", en="Stored energy as handed over", unit="ratio"),
    "cells_share_power": Label(zh="各批电池之和等于全站", en="Cells together are the station", unit="ratio"),
    "offers_within_power": Label(
        zh="计划加申报不超过额定功率", en="Schedule and offers within the rating", unit="ratio"
    ),
    "full_call_within_store": Label(zh="满调用持续电量", en="A full call stays within the store", unit="ratio"),
    "cycle_budget": Label(zh="循环次数限额", en="Budgets of full cycles", unit="ratio"),
    "ramp_limit": Label(zh="爬坡速率", en="Ramp limit", unit="ratio"),
}
