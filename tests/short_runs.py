"""Ten days of the base case with rarer parts of the input, as the files of a run would say them: quickly made."""

from functools import lru_cache

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.run_case import answer_scenario
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import inputs_of
from storage_model.runs.reaudit.evidence import Evidence, evidence_from
from storage_model.scenario.load import load_scenario
from storage_model.words.tables.annual import annual_columns
from storage_model.words.tables.dispatch import dispatch_columns
from storage_model.words.tables.statements import statement_columns
from storage_model.words.tables.streams import stream_columns
from storage_model.words.tables.summary import summary_of
from tests.bad_inputs.site import make_site
from tests.kept import kept_folder
from tests.policies import cut, short_case

_FOLDER = kept_folder("short-")
_HOURS = 240

# Power held ready by cells of two ages, whole weeks, rent and a guarantee, a loan and tax relief of documents.
PROMISED = """policies:
  lease: ../policies/capacity_lease_with_floor.yaml
  capacity_price: ../policies/capacity_price_shanxi_high.yaml
  guarantee: ../policies/guaranteed_cycles_300.yaml
  loan: ../policies/policy_loan_2_percent.yaml
  holiday: ../policies/income_tax_three_three.yaml
  gas_vat: ../policies/vat_refund_mine_gas.yaml
deltas:
  promised:
    markets.reserve: {kind: up_down, service: reserve, participants: [station], most_mw: 60.0, vat_frac: 0.06,
                      up: {price_yuan_per_mw_h: 40.0, called_frac: 0.05, sustain_h: 0.5}}
    assets.station.exclusive: hour
    assets.station.wear_on_activation: false
    assets.station.cohorts: {old: {energy_mwh: 250.0, soh_frac: 0.8}, new: {energy_mwh: 150.0}}
    assets.station.ends: {every: week, rule: fixed, soc_frac: 0.5}
    assets.station.cycles: {per_year: 300.0}
"""
# Cells that pass energy differently, efficiencies that fade, budgets without calls, better cells in later years.
GROUPS = """deltas:
  groups:
    markets.reserve: {kind: up_down, service: reserve, participants: [station], most_mw: 60.0, vat_frac: 0.06,
                      down: {price_yuan_per_mw_h: 40.0, called_frac: 0.05, sustain_h: 0.5}}
    assets.station.cohorts:
      old: {energy_mwh: 250.0, soh_frac: 0.8, age_years: 4.0, charge_efficiency_frac: 0.9, power_mw: 150.0}
      new: {energy_mwh: 150.0, discharge_efficiency_frac: 0.97}
    assets.station.efficiency_fade_frac_per_year: 0.005
    assets.station.ends: {every: week, rule: free, soc_frac: 0.5}
    assets.station.cycles: {per_day: 1.0, count_activation: false}
    assets.station.augmentation:
      better:
        {after_operating_years: [2], energy_mwh: 60.0, price_yuan_per_kwh: 450.0, price_year: 2026,
         price_change_frac_per_year: -0.03, vat_frac: 0.13, life_years: 10, residual_frac: 0.05,
         charge_efficiency_frac: 0.99, discharge_efficiency_frac: 0.99}
"""
# All cells exchanged after the third year; the old ones bring something.
EXCHANGED = """deltas:
  exchanged:
    assets.station.augmentation:
      all:
        {after_operating_years: [3], energy_mwh: 400.0, replaces: true, price_yuan_per_kwh: 450.0, price_year: 2026,
         price_change_frac_per_year: 0.0, salvage_yuan_per_kwh: 50.0, vat_frac: 0.13, life_years: 10,
         residual_frac: 0.05}
"""
# The first year has prices of its own; energy sent is paid for by a document.
OWN_PRICES = """prices_by_year:
  2027: {day_ahead: {file: ../prices/shanxi_2025_like.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}}
policies: {subsidy: ../policies/discharge_subsidy_xinjiang.yaml}
"""
# All three kinds of power held ready: a document rules the first, the second is made whole, the third settles calls.
REGULATION = """policies:
  ruled: ../policies/primary_regulation_shanxi_2026.yaml
deltas:
  regulation:
    markets.primary_regulation: {kind: primary_regulation, participants: [station], most_mw: 20.0,
                                 price_yuan_per_mw: 9.0, blocks_per_day: 120.0, day_k: 4.6, won_days_per_year: 225.0,
                                 mean_of_peak_frac: 0.5, up_share_frac: 0.4, sustain_h: 0.25, vat_frac: 0.13}
    markets.secondary: {kind: secondary_regulation, participants: [station], most_mw: 60.0, least_mw: 5.0,
                        bid_yuan_per_mw: [8.0, 8.0, 10.0, 12.0, 6.0], mileage_per_mw_h: [2.4, 2.4, 2.4, 2.4, 2.4],
                        k: 4.0, best_k: 5.0, beta_frac: 0.8, won_days_per_year: [365.0, 180.0, 365.0, 90.0, 365.0],
                        up_called_frac: 0.1, down_called_frac: 0.4, sustain_h: 0.25,
                        make_whole_efficiency_frac: 0.85, vat_frac: 0.13}
    markets.fast: {kind: up_down, service: regulation, participants: [station], most_mw: 30.0, hold_h: 4.0,
                   symmetric: true, vat_frac: 0.06, called_energy: day_ahead,
                   up: {price_yuan_per_mw_h: 20.0, called_frac: 0.1, sustain_h: 0.5, score_frac: 0.9,
                        mileage_per_mw_h: 3.0, mileage_price_yuan_per_mw: 2.0},
                   down: {price_yuan_per_mw_h: 5.0, called_frac: 0.15, sustain_h: 0.5}}
"""
# A position that need not be the schedule, kept within a band of it, and two contracts for differences.
TWICE = """deltas:
  twice:
    prices.real_time.change_frac_per_year: 0.2
    markets.day_ahead: {kind: two_settlement, participants: [station], position: free, most_deviation_mw: 50.0,
                        vat_frac: 0.13}
    markets.contract: {kind: contract_for_difference, participants: [station], reference: day_ahead, vat_frac: 0.13,
                       quantity_mw: [20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0],
                       price_yuan_per_mwh: [350.0, 350.0, 350.0, 350.0, 350.0, 350.0,
                                            350.0, 350.0, 350.0, 350.0, 350.0, 350.0]}
    markets.second: {kind: contract_for_difference, participants: [gas_plant], reference: real_time, vat_frac: 0.13,
                     quantity_mw: [-5.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
                     price_yuan_per_mwh: [300.0, 300.0, 300.0, 300.0, 300.0, 300.0,
                                          300.0, 300.0, 300.0, 300.0, 300.0, 300.0]}
"""
# Owners pay for everything: nothing is ever owed, so that no cover of a debt has a value in any year.
NO_DEBT = """deltas:
  no_debt:
    projects.*.loans: {}
    projects.*.working_capital.own_share_frac: 1.0
"""
# Cells worn by their cycles and restored when they are, more of them than rated, that lose charge at rest; supply by
# what passes the converter; efficiencies that differ.
WORN = """deltas:
  worn:
    assets.station.ageing:
      {kind: cycle_table, end_of_life_soh_frac: 0.8, calendar_fade_frac_per_year: 0.01,
       life: [{depth_frac: 0.1, cycles: 9000.0}, {depth_frac: 0.5, cycles: 900.0}, {depth_frac: 1.0, cycles: 300.0}]}
    assets.station.overbuild_frac: 0.05
    assets.station.self_discharge_frac_per_h: 0.0004
    assets.station.auxiliary_share_frac: 0.01
    assets.station.discharge_efficiency_frac: 0.9
    assets.station.augmentation:
      restored:
        {trigger: {soh_below_frac: 0.92}, restore_to_mwh: 395.0, price_yuan_per_kwh: 450.0, price_year: 2026,
         price_change_frac_per_year: -0.03, vat_frac: 0.13, life_years: 10, residual_frac: 0.05}
"""
# Cells of two ages that fade by root of time and throughput, later ones as their supplier guarantees; the first year
# begins on a day, and only some years are optimised.
AGED = """lifetime: {mode: representative, dispatched_years: [1, 9, 15], compared: true}
deltas:
  aged:
    assets.station.ageing: {kind: lfp_naumann, scale: 0.6}
    assets.station.cohorts: {old: {energy_mwh: 250.0, soh_frac: 0.9}, new: {energy_mwh: 150.0}}
    projects.station.commissioning: 2027-01-05
    assets.station.augmentation:
      guaranteed:
        {after_operating_years: [5, 9], energy_mwh: 40.0, price_yuan_per_kwh: 450.0, price_year: 2026,
         price_change_frac_per_year: -0.03, vat_frac: 0.13, life_years: 10, residual_frac: 0.05,
         ageing: {kind: guarantee, soh_at_year_end_frac: [0.96, 0.94, 0.93]}}
"""
# Days decided on forecasts.
FORESEEN = """foresight:
  forecast: {kind: hourly_regression, trailing_days: 7}
  step_h: 24
  look_ahead_h: 48
  known_before_h: 14
"""
# Positions promised a day ahead and decided again in real time, beside a contract and power held ready.
BIDS = """foresight:
  forecast: {kind: persistence}
  step_h: 24
  look_ahead_h: 48
  known_before_h: 14
  real_time_step_h: 12
deltas:
  bids:
    markets.day_ahead: {kind: two_settlement, participants: [station], position: plan, most_deviation_mw: 20.0,
                        vat_frac: 0.13}
    markets.contract: {kind: contract_for_difference, participants: [station], reference: real_time, vat_frac: 0.13,
                       quantity: {file: ../prices/shanxi_2025_like.csv, column: rt_yuan_per_mwh, unit: kw},
                       price: {file: ../prices/shanxi_2025_like.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}}
    markets.regulation: {kind: up_down, service: regulation, participants: [station], most_mw: 30.0, vat_frac: 0.06,
                         up: {price_yuan_per_mw_h: 20.0, called_frac: 0.1, sustain_h: 0.5},
                         down: {price_yuan_per_mw_h: 5.0, called_frac: 0.15, sustain_h: 0.5}}
"""
# What the station sends displaces a purchase of its owner, behind the meter.
OWN_USE = """deltas:
  own_use:
    markets.own: {kind: own_supply, participants: [station], vat_frac: 0.13,
                  demand: {file: ../prices/shanxi_2025_like.csv, column: da_yuan_per_mwh, unit: kw},
                  price_yuan_per_mwh: [500.0, 500.0, 500.0, 500.0, 500.0, 500.0,
                                       500.0, 500.0, 500.0, 500.0, 500.0, 500.0]}
"""
SHORT = {
    "own use": OWN_USE,
    "promised": PROMISED,
    "groups": GROUPS,
    "exchanged": EXCHANGED,
    "own prices": OWN_PRICES,
    "regulation": REGULATION,
    "twice": TWICE,
    "no debt": NO_DEBT,
    "worn": WORN,
    "aged": AGED,
    "foreseen": FORESEEN,
    "bids": BIDS,
    "a hub": "",
}


@lru_cache(maxsize=len(SHORT))
def short_answer(name: str) -> CaseAnswer:
    """Return the verified answer of one of these cases."""
    cases = make_site(_FOLDER / name)
    if name == "a hub":
        return answer_scenario(cut(load_scenario(cases / "shouyang_with_hub.yaml", {}), _HOURS))
    return answer_scenario(short_case(cases, SHORT[name], _HOURS))


@lru_cache(maxsize=len(SHORT))
def short_evidence(name: str) -> Evidence:
    """Return what the files of its run would say."""
    answer, folder = short_answer(name), _FOLDER / name / "results" / "short"
    tables = {
        "dispatch": dispatch_columns(answer),
        "annual": annual_columns(answer),
        "statements": statement_columns(answer),
        "streams": stream_columns(answer),
    }
    run = RunFolder(folder=folder, manifest={"inputs_sha256": dict(answer.scenario.files)})
    return evidence_from(run, inputs_of(answer.scenario, folder), tables, summary_of(answer))
