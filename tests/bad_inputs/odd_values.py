"""Values that are let through with a warning, one change each; `--strict` refuses them."""

from tests.bad_inputs.change import EQUIPMENT, NEW_CELLS, PROJECT, STATION, odd

ODD = (
    odd(f"{STATION}.energy_mwh: 40", "W101", "0.2 h", "another unit", "check", PROJECT),
    odd(f"{STATION}.energy_mwh: 5000", "W101", "25 h", "another unit", "check", PROJECT),
    odd("projects.station.investment.equipment.amount_yuan: 5.6e+9", "W102", "14600 yuan/kWh", "", "check", PROJECT),
    odd("policies.gas_tariff.yuan_per_mwh: 0.509", "W103", "0.509", "looks like yuan/kWh", "write 509"),
    odd(f"{EQUIPMENT}.amount_yuan: 56000", "W102", "56000 yuan beside", "万元 instead", "write 560000000 if"),
    odd("policies.gas_tariff: null", "W104", "sells nowhere", "", "add", PROJECT),
    odd("connection.export_limit_mw: 4999", "W105", "4999 MW for assets of 210 MW", "another unit", "check"),
    odd(
        "markets.reserve: {kind: up_down, service: reserve, participants: [station], vat_frac: 0.06, least_mw: 300, "
        "up: {price_yuan_per_mw_h: 10.0, sustain_h: 1.0}}",
        "W109",
        "least_mw 300 for 'station', which may hold 200 MW",
        "",
        "write least_mw: 200 or less",
    ),
    odd(
        "policies.charging_fees.demand_charge_yuan_per_kw_month: 33600",
        "W110",
        "33600",
        "looks like yuan/MW·month",
        "write 33.6 if",
    ),
    odd(
        "policies.capacity_price.rate_yuan_per_kw_year: 0.0165",
        "W110",
        "0.0165",
        "looks like 万元/kW·yr",
        "write 165 if",
    ),
    odd(
        "projects.station.operating_cost.upkeep.yuan_per_kw_year: 30000",
        "W110",
        "30000",
        "looks like yuan/MW·yr",
        "write 30 if",
    ),
    odd(
        "projects.station.operating_cost.insurance.share_of_investment_frac_per_year: 0.2",
        "W110",
        "0.2",
        "looks like percent",
        "write 0.002 if",
    ),
    odd("projects.station.loans.bank.rate_frac: 0.32", "W110", "0.32", "", "check the unit"),
    odd("assets.station.cell_temperature_c: 298", "W110", "298", "", "check the unit"),
    odd("assets.station.cycles: {per_year: 1.5}", "W110", "1.5", "", "check the unit"),
    odd(f"{STATION}.auxiliary_mw: 750", "W111", "750 MW beside power_mw 200", "looks like kW", "write 0.75 if"),
    odd(f"{STATION}.ramp_mw_per_min: 0.02", "W111", "0.02 MW/min beside", "", "check both numbers"),
    odd(f"{STATION}.cohorts: {{old: {{energy_mwh: 4000.0}}}}", "W111", "4000 MWh beside energy_mwh 400", "", "check"),
    odd(
        f"{STATION}.augmentation: {{cells: {NEW_CELLS}, trigger: {{usable_below_mwh: 900.0}}}}}}",
        "W111",
        "900 MWh beside energy_mwh 400",
        "",
        "check both numbers",
    ),
    odd(
        "markets.cfd: {kind: contract_for_difference, participants: [station], reference: day_ahead, vat_frac: 0.13, "
        f"quantity_mw: {[4_000.0] + [20.0] * 11}, price_yuan_per_mwh: {[300.0] * 12}}}",
        "W111",
        "4000 MW beside 200 MW of its participants",
        "looks like kW",
        "write 4 if",
    ),
    odd(
        "policies.capacity_price.first_year: 2020\n    policies.capacity_price.last_year: 2026",
        "W112",
        "years 2020 to 2026 beside operation in 2027 to 2041",
        "",
        "check the years",
        "inputs/policies/",
    ),
    odd(
        "policies.capacity_price.rate_yuan_per_kw_year: {2072-01-01: 165.0}",
        "W112",
        "nothing in 2027 to 2041; it holds from 2072-01-01 on",
        "",
        "check the dates of effect",
    ),
    odd(
        "projects.station.grants: {city: {title: {zh: 补, en: g}, amount_yuan: 2000.0, period: 1, "
        "treatment: reduces_base}}",
        "W102",
        "2000 yuan beside 8e+08 of investment",
        "万元 instead",
        "write 20000000 if",
    ),
    odd(
        f"policies.charging_fees.system_operation_fee_yuan_per_mwh: {[0.04] * 12}",
        "W103",
        "several values: 0.04, 0.04,",
        "looks like yuan/kWh",
        "write 40; so for 12 values of the list",
    ),
)
