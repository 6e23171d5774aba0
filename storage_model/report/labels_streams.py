"""Words for the streams of money that markets, policies and assets settle."""

from typing import Final

from storage_model.report.label import Label

STREAM_LABELS: Final[dict[str, Label]] = {
    "energy_sales": Label(zh="现货售电收入", en="Spot energy sales"),
    "charging_energy": Label(zh="充电电费", en="Charging energy"),
    "tariff_sales": Label(zh="核准电价售电收入", en="Tariff energy sales"),
    "capacity_price": Label(zh="容量电价收入", en="Capacity price"),
    "line_loss_fee": Label(zh="上网环节线损费", en="Line-loss fee"),
    "system_operation_fee": Label(zh="系统运行费", en="System-operation fee"),
    "loss_tariff": Label(zh="损耗输配电价", en="Loss tariff"),
    "loss_funds": Label(zh="损耗政府性基金及附加", en="Loss funds"),
    "demand_charge": Label(zh="需量电费", en="Demand charge"),
    "gas_variable_om": Label(zh="机组可变运维", en="Genset variable upkeep"),
    "gas_fuel": Label(zh="瓦斯燃料费", en="Gas fuel"),
    "wear": Label(zh="循环损耗（不付现）", en="Wear (never paid)"),
}
