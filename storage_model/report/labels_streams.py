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
    "real_time_sales": Label(zh="实时偏差售电", en="Real-time sales"),
    "real_time_purchases": Label(zh="实时偏差购电", en="Real-time purchases"),
    "contract_difference": Label(zh="中长期合约差价", en="Contract difference"),
    "own_supply": Label(zh="自用替代购电", en="Own use in place of purchase"),
    "primary_regulation": Label(zh="一次调频收入", en="Primary regulation"),
    "secondary_regulation": Label(zh="二次调频里程收入", en="Secondary regulation"),
    "regulation_make_whole": Label(zh="调频电量损失补偿", en="Regulation make-whole"),
    "regulation_up": Label(zh="上调频容量收入", en="Regulation up"),
    "regulation_down": Label(zh="下调频容量收入", en="Regulation down"),
    "reserve_up": Label(zh="上备用收入", en="Reserve up"),
    "reserve_down": Label(zh="下备用收入", en="Reserve down"),
    "response_up": Label(zh="上调频率响应收入", en="Frequency response up"),
    "response_down": Label(zh="下调频率响应收入", en="Frequency response down"),
    "called_up_energy": Label(zh="上调调用电量收入", en="Energy called up"),
    "called_down_energy": Label(zh="下调调用电量支出", en="Energy called down"),
    "capacity_lease": Label(zh="容量租赁收入", en="Capacity lease"),
    "conduct_penalties": Label(zh="考核费用", en="Conduct penalties"),
    "battery_variable_om": Label(zh="储能可变运维", en="Battery variable upkeep"),
}
