"""Wrong values in a case: one change each, a delta at line 5 of the case file."""

from pathlib import Path

from tests.bad_inputs.entry import Slip, Words
from tests.bad_inputs.site import case_of

AT_THE_CHANGE = "inputs/cases/bad.yaml:5"
PROJECT = "inputs/projects/shouyang.yaml:"
STATION = "assets.station"
BANK = "projects.station.loans.bank"
NEW_CELLS = (
    "{after_operating_years: [8], energy_mwh: 100.0, price_yuan_per_kwh: 500.0, price_year: 2026, "
    "price_change_frac_per_year: -0.03, vat_frac: 0.13, life_years: 10, residual_frac: 0.05"
)
EQUIPMENT = "projects.station.investment.equipment"


def _slip(  # noqa: PLR0917
    change: str, code: str, got: str, likely: str, fix: str, place: str = AT_THE_CHANGE, *, odd: bool = False
) -> Slip:
    def make(cases: Path) -> Words:
        return ["check", case_of(cases, f"deltas:\n  slip:\n    {change}\n"), *(["--strict"] if odd else [])]

    return Slip(name=change, make=make, code=code, place=place, got=got, likely=likely, fix=fix)


def _odd(  # noqa: PLR0917
    change: str, code: str, got: str, likely: str, fix: str, place: str = AT_THE_CHANGE
) -> Slip:
    """What is let through with a warning, and refused with `--strict`."""
    return _slip(change, code, got, likely, fix, place, odd=True)


def _of_case(body: str, code: str, got: str, fix: str) -> Slip:
    """What stands in the case itself, at line 3 of its file."""
    place = "inputs/cases/bad.yaml:3"
    return Slip(
        name=body, make=lambda cases: ["check", case_of(cases, body + "\n")], code=code, place=place, got=got, fix=fix
    )


NAMES = (
    _slip(f"{STATION}.poewr_mw: 200", "E111", "poewr_mw", "", "write `power_mw: 200`"),
    _slip(f"{STATION}.rte: 85", "E111", "rte", "looks like percent", "product is 0.85"),
    _slip("assets.statoin.power_mw: 200", "E111", "statoin", "", "assets.station.power_mw"),
    _slip(f"{STATION}.power_mw: null", "E113", "nothing", "", "add `power_mw: …`", PROJECT),
    _slip("markets.day_ahead.participants: [staton]", "E304", "staton", "", "write `station`"),
    _slip("markets.day_ahead.participants: [station, station]", "E308", "again", "", "write it once"),
    _slip("policies.gas_tariff.assets: [gas_plant, gas_plant]", "E308", "again", "", "write it once"),
    _slip("projects.gas: null", "E305", "in no project", "", "add `gas_plant`", PROJECT),
    _slip("projects.gas.assets: [gas_plant, station]", "E305", "station and gas", "", "keep it in one", PROJECT),
    _slip("policies.gas_tarif: null", "E111", "nothing called 'gas_tarif'", "", "write `policies.gas_tariff: null`"),
    _slip(f"{STATION}.maintenence: null", "E111", "'maintenence' to take out", "", f"`{STATION}.maintenance: null`"),
    _of_case("policies: {gas_tarif: null}", "E111", "nothing called 'gas_tarif'", "write `policies.gas_tariff: null`"),
    _slip(f"{STATION}.kind: batery", "E114", "batery", "", "kind: battery"),
    _slip("policies.gas_tariff.status: valid", "E114", "valid", "", "status: in_force"),
    _slip("policies.gas_tariff.status: 草案", "E114", "草案", "", "status: draft"),
    _slip("policies.gas_tariff.status: 未知", "E114", "未知", "", "`status:` with one of these"),
    _slip("policies.gas_tariff.assets: gas_plant", "E114", "gas_plant", "", "write `assets: [gas_plant]`"),
    _slip("station.power_mw: 150", "E111", "'station'", "", "write `assets.station.power_mw`"),
    _slip(f"{STATION}.power_kw: 200000", "E111", "power_kw", "another unit", "write `power_mw: 200`"),
    _slip(f"{STATION}.self_discharge_frac_per_day: 0.024", "E111", "per_day", "another unit", "frac_per_h: 0.001`"),
    _slip(f"{EQUIPMENT}.amount_wan_yuan: 56000", "E111", "wan_yuan", "times 10000", "write `amount_yuan: 560000000`"),
    _slip("policies.gas_tariff.yuan_per_kwh: 0.509", "E111", "per_kwh", "times 1000", "write `yuan_per_mwh: 509`"),
    _slip(
        f"{STATION}.augmentation: {{cells: {{trigger: {{after_operating_years: [8]}}}}}}",
        "E111",
        "after_operating",
        "",
        f"move it up: `{STATION}.augmentation.cells.after_operating_years`",
    ),
    _slip(
        f"{STATION}.augmentation.cells.energy_mwh: 9",
        "E111",
        "'augmentation'",
        "",
        f"`{STATION}.augmentation: {{cells: …}}`",
    ),
    _slip(
        "markets.day: {kind: up_down, participants: [station], up: {price_yuan_per_mw_h: {file: x.csv}}}",
        "E114",
        "x.csv",
        "a series where one",
        "write `price: {file: …}`",
    ),
    _slip(
        "markets.cfd: {kind: contract_for_difference, participants: [station], reference: day_ahead, quantity_mw: 20}",
        "E114",
        "20",
        "",
        "[20, 20, …]`, 12 values",
    ),
    _slip("policies.charging_fees.system_operation_fee_yuan_per_mwh: 40", "E114", "40", "", "[40, 40, …]`, 12 values"),
    _slip(
        "policies.charging_fees.system_operation_fee_yuan_per_mwh: [40, 41]", "E114", "40, 41", "", "at least 12 values"
    ),
    _slip("capex: 4.2e+8", "E111", "'capex'", "", "`projects.station.investment.equipment.amount_yuan` or"),
)
KINDS = (
    _slip(f"{STATION}.energy_mwh: 400 MWh", "E114", "400 MWh", "'MWh' behind it", "write 400, the unit is in the key"),
    _slip(f"{STATION}.energy_mwh: 400000 kWh", "E114", "400000 kWh", "'kWh' behind it", "write 400, "),
    _slip(f"{STATION}.power_mw: 20万千瓦", "E114", "20万千瓦", "'万千瓦' behind it", "write 200, "),
    _slip(f"{EQUIPMENT}.amount_yuan: 4.2亿", "E114", "4.2亿", "'亿' behind it", "write 420000000, "),
    _slip(f"{EQUIPMENT}.amount_yuan: 42000 万元", "E114", "42000 万元", "'万元' behind it", "write 420000000, "),
    _slip(f"{EQUIPMENT}.amount_yuan: +8%", "E114", "+8%", "a percentage", "write it in yuan"),
    _slip("policies.gas_tariff.yuan_per_mwh: 0.509 元/kWh", "E114", "0.509", "元/kWh", "write 509, "),
    _slip(f"{STATION}.energy_mwh: '400'", "E114", "'400'", "quotes", "write 400"),
    _slip(f"{STATION}.energy_mwh: '1,400'", "E114", "1,400", "separators", "write 1400"),
    _slip(f"{STATION}.energy_mwh: '４００'", "E114", "４００", "quotes", "write 400"),
    _slip(f"{STATION}.availability_frac: 0,97", "E114", "0,97", "separators", "write 0.97"),
    _slip("price_path.level_change_frac_per_year: −0.03", "E114", "−0.03", "separators", "write -0.03"),
    _slip(f"{STATION}.availability_frac: 97%", "E114", "97%", "'%' behind it", "write 0.97"),
    _slip(f"{STATION}.power_mw: yes", "E114", "'yes'", "", "number"),
    _slip(f"{STATION}.power_mw: true", "E114", "True", "", "number"),
    _slip(f"{STATION}.power_mw: [200]", "E114", "several values", "", "number"),
    _slip(f"{STATION}.power_mw: 2026-01-01", "E114", "2026-01-01", "", "number"),
    _slip("assets.gas_plant.sets: 10.5", "E114", "10.5", "", "a whole number"),
    _slip("connection: 220", "E114", "one value", "", "name the key below it"),
    _slip(f"{STATION}.auxiliary_mw: .nan", "E124", ".nan", "", "the number that is meant"),
    _slip(f"{STATION}.auxiliary_mw: .inf", "E124", ".inf", "", "the number that is meant"),
    _slip(f"{STATION}.auxiliary_mw: -.inf", "E124", "-.inf", "", "the number that is meant"),
    _slip(f"{STATION}.auxiliary_mw: 1e400", "E124", "1e400", "", "the number that is meant"),
    _slip(f"{STATION}.auxiliary_mw: {'9' * 400}", "E124", "999", "", "the number that is meant"),
)
SIZES = (
    _slip(f"{STATION}.power_mw: 200000", "E112", "200000", "looks like kW; this key is MW", "power_mw: 200"),
    _slip(f"{STATION}.energy_mwh: 400000", "E112", "400000", "looks like kWh; this key is MWh", "energy_mwh: 400"),
    _slip(f"{STATION}.charge_efficiency_frac: 85", "E115", "85", "looks like percent", "write 0.85"),
    _slip("projects.station.tax.income_tax_frac: 25", "E115", "25", "looks like percent", "write 0.25"),
    _slip("projects.station.hurdle.equity_frac: 8", "E115", "8", "looks like percent", "write 0.08"),
    _slip("price_path.level_change_frac_per_year: -3", "E115", "-3", "looks like percent", "write -0.03"),
    _slip(f"{STATION}.availability_frac: -0.2", "E115", "-0.2", "", "greater than 0"),
    _slip(f"{STATION}.power_mw: 0", "E116", "0", "", "greater than 0"),
    _slip(f"{STATION}.power_mw: -200", "E116", "-200", "", "greater than 0"),
    _slip(f"{STATION}.energy_mwh: 0", "E117", "0", "", "greater than 0"),
    _slip(
        "projects.station.investment.civil.amount_yuan: -1.0e+6", "E118", "-1000000", "", "greater than or equal to 0"
    ),
    _slip(f"{STATION}.soc_min_frac: 0.95", "E119", "soc_min_frac 0.95 and soc_max_frac 0.95", "", "exchange"),
    _slip("projects.station.operating_years: 0", "E121", "0", "", "greater than or equal to 1"),
    _slip("projects.station.investment.civil.life_years: 61", "E121", "61", "", "less than or equal to 60"),
    _slip("policies.capacity_price.first_year: 0", "E121", "0", "", "greater than or equal to 2000"),
    _slip(f"{BANK}.years: 16", "E122", "16 years of repayment in 15", "", "write 15 or less"),
    _slip(f"{BANK}.share_frac: 80", "E123", "80", "looks like percent", "write 0.8"),
    _slip(f"{BANK}.share_frac: 1.2", "E123", "1.2", "more than the whole", "write 0.012 if percent"),
    _slip(
        "projects.gas.loans.second: {title: {zh: 乙, en: B}, share_frac: 0.3, rate_frac: 0.03, years: 9, "
        "method: equal_payment}",
        "E123",
        "1.1 of the investment in all",
        "",
        "the rest is equity",
        PROJECT,
    ),
)
PATHS = (
    _slip("prices.day_ahead.file: ../../../out.csv", "E127", "../../../out.csv", "", "copy the file into inputs/"),
    _slip("prices.day_ahead.file: /etc/passwd", "E127", "/etc/passwd", "", "copy the file into inputs/"),
    _slip("prices.day_ahead.file: ../prices/shanxi.csv", "E101", "shanxi.csv", "", "check the name"),
    _slip("prices.day_ahead.file: ../prices/shanxi_2026_lik.csv", "E101", "lik.csv", "", "shanxi_2026_like.csv"),
    _slip(
        "prices.day_ahead.file: ..\\prices\\shanxi_2026_like.csv",
        "E101",
        "shanxi_2026_like.csv",
        "backslashes",
        "write `../prices/shanxi_2026_like.csv`",
    ),
    _slip("prices.day_ahead.file: ../prices", "E103", "../prices", "", "name"),
    _slip("policies.gas_tariff: ../policies/none.yaml", "E101", "none.yaml", "", "check the name"),
)
ODD = (
    _odd(f"{STATION}.energy_mwh: 40", "W101", "0.2 h", "another unit", "check", PROJECT),
    _odd(f"{STATION}.energy_mwh: 5000", "W101", "25 h", "another unit", "check", PROJECT),
    _odd("projects.station.investment.equipment.amount_yuan: 5.6e+9", "W102", "14600 yuan/kWh", "", "check", PROJECT),
    _odd("policies.gas_tariff.yuan_per_mwh: 0.509", "W103", "0.509", "looks like yuan/kWh", "write 509"),
    _odd(f"{EQUIPMENT}.amount_yuan: 56000", "W102", "56000 yuan beside", "万元 instead", "write 560000000 if"),
    _odd("policies.gas_tariff: null", "W104", "sells nowhere", "", "add", PROJECT),
    _odd("connection.export_limit_mw: 4999", "W105", "4999 MW for assets of 210 MW", "another unit", "check"),
    _odd(
        "markets.reserve: {kind: up_down, service: reserve, participants: [station], vat_frac: 0.06, least_mw: 300, "
        "up: {price_yuan_per_mw_h: 10.0, sustain_h: 1.0}}",
        "W109",
        "least_mw 300 for 'station', which may hold 200 MW",
        "",
        "write least_mw: 200 or less",
    ),
    _odd(
        "policies.charging_fees.demand_charge_yuan_per_kw_month: 33600",
        "W110",
        "33600",
        "looks like yuan/MW·month",
        "write 33.6 if",
    ),
    _odd(
        "policies.capacity_price.rate_yuan_per_kw_year: 0.0165",
        "W110",
        "0.0165",
        "looks like 万元/kW·yr",
        "write 165 if",
    ),
    _odd(
        "projects.station.operating_cost.upkeep.yuan_per_kw_year: 30000",
        "W110",
        "30000",
        "looks like yuan/MW·yr",
        "write 30 if",
    ),
    _odd(
        "projects.station.operating_cost.insurance.share_of_investment_frac_per_year: 0.2",
        "W110",
        "0.2",
        "looks like percent",
        "write 0.002 if",
    ),
    _odd("projects.station.loans.bank.rate_frac: 0.32", "W110", "0.32", "", "check the unit"),
    _odd("assets.station.cell_temperature_c: 298", "W110", "298", "", "check the unit"),
    _odd("assets.station.cycles: {per_year: 1.5}", "W110", "1.5", "", "check the unit"),
    _odd(f"{STATION}.auxiliary_mw: 750", "W111", "750 MW beside power_mw 200", "looks like kW", "write 0.75 if"),
    _odd(f"{STATION}.ramp_mw_per_min: 0.02", "W111", "0.02 MW/min beside", "", "check both numbers"),
    _odd(f"{STATION}.cohorts: {{old: {{energy_mwh: 4000.0}}}}", "W111", "4000 MWh beside energy_mwh 400", "", "check"),
    _odd(
        f"{STATION}.augmentation: {{cells: {NEW_CELLS}, trigger: {{usable_below_mwh: 900.0}}}}}}",
        "W111",
        "900 MWh beside energy_mwh 400",
        "",
        "check both numbers",
    ),
    _odd(
        "markets.cfd: {kind: contract_for_difference, participants: [station], reference: day_ahead, vat_frac: 0.13, "
        f"quantity_mw: {[4_000.0] + [20.0] * 11}, price_yuan_per_mwh: {[300.0] * 12}}}",
        "W111",
        "4000 MW beside 200 MW of its participants",
        "looks like kW",
        "write 4 if",
    ),
    _odd(
        "policies.capacity_price.first_year: 2020\n    policies.capacity_price.last_year: 2026",
        "W112",
        "years 2020 to 2026 beside operation in 2027 to 2041",
        "",
        "check the years",
        "inputs/policies/",
    ),
    _odd(
        "policies.capacity_price.rate_yuan_per_kw_year: {2072-01-01: 165.0}",
        "W112",
        "nothing in 2027 to 2041; it holds from 2072-01-01 on",
        "",
        "check the dates of effect",
    ),
    _odd(
        "projects.station.grants: {city: {title: {zh: 补, en: g}, amount_yuan: 2000.0, period: 1, "
        "treatment: reduces_base}}",
        "W102",
        "2000 yuan beside 8e+08 of investment",
        "万元 instead",
        "write 20000000 if",
    ),
    _odd(
        f"policies.charging_fees.system_operation_fee_yuan_per_mwh: {[0.04] * 12}",
        "W103",
        "several values: 0.04, 0.04,",
        "looks like yuan/kWh",
        "write 40; so for 12 values of the list",
    ),
)
TOGETHER = (
    _slip(f"{STATION}.power_mw: {{value: 200.0, confidence: X}}", "E114", "'X'", "", "write `confidence: L`"),
    _slip(f"{STATION}.power_mw: {{value: 200.0, sorce: x}}", "E111", "sorce", "", "write `source`"),
    _slip(
        "projects.station.commissioning: '2028-01-01'",
        "E114",
        "commissioning '2028-01-01'",
        "",
        "the first operating year, 2027",
    ),
    _slip(
        f"policies.charging_fees.system_operation_fee_yuan_per_mwh: {[40] * 14}",
        "E114",
        "several values: 40, 40, 40, 40, 40, 40, 40, 40, … (14 in all)",
        "",
        "at most 12 values",
    ),
    _slip(
        f"{STATION}.augmentation: {{cells: {NEW_CELLS}, restore_to_mwh: 400.0}}}}",
        "E114",
        "energy_mwh 100.0, restore_to_mwh 400.0",
        "",
        "one of energy_mwh and restore_to_mwh",
    ),
    _slip(
        f"{STATION}.augmentation: {{cells: {NEW_CELLS}, last_operating_year: 5}}}}",
        "E114",
        "after_operating_years 8, last_operating_year 5",
        "",
        "`after_operating_years` up to `last_operating_year`",
    ),
    _slip(
        "policies.lease: ../policies/capacity_lease_with_floor.yaml\n    policies.lease.floor.last_year: 2026",
        "E114",
        "floor.last_year 2026, first_year 2027",
        "",
        "`floor` that ends in `first_year` or later",
        "inputs/cases/bad.yaml:6",
    ),
    _slip("projects.station.commissioning: '2027-02-29'", "E114", "2027-02-29", "", "a day that every year has"),
    _of_case("lifetime: {mode: representative}", "E114", "representative", "dispatched_years beside mode"),
    _of_case("lifetime: {dispatched_years: [1]}", "E114", "dispatched_years 1", "mode representative beside"),
    _slip("prices.day_ahead.unit: usd_per_mwh", "E114", "usd_per_mwh", "", "the yuan paid for one USD"),
    _slip("policies.gas_tariff: 509", "E114", "509", "", "write the file's path"),
    _slip("policies.gas_tariff: ../../../fee.yaml", "E127", "../../../fee.yaml", "", "copy the file into inputs/"),
)  # fmt: skip
VALUES = (*NAMES, *KINDS, *SIZES, *PATHS, *ODD, *TOGETHER)
