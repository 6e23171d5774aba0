"""Sweep, uncertainty and sizing files that are not what they should be, and one kind of file taken for another."""

from pathlib import Path

from tests.bad_inputs.entry import Slip, Words

BAD = "inputs/cases/bad.yaml"
CASE = "shouyang_base.yaml"
SWEEP = "title: {zh: 试, en: trial}\nbase: shouyang_base.yaml\ncombine: grid\naxes:\n  "
FACTORS = "title: {zh: 试, en: trial}\nseed: 1\ndraws: 20\n"
CAPEX = "factors:\n  capex: {moves: investment, marginal: {kind: triangular, low: %s, mode: 1.0, high: 1.1}}\n"
MARGINAL = "factors:\n  capex: {moves: investment, marginal: {%s}}\n"
STORE = """title: {zh: 试, en: trial}
objective: npv
store:
  asset: station
  power_module_mw: 5.0
  energy_module_mwh: 10.0
  least_power_modules: 20
  most_power_modules: 10
  least_duration_h: 1.0
  most_duration_h: 2.0
  dispatched_durations_h: [1.0, 2.0]
  cost: {fixed_yuan: 1.0, %s, yuan_per_mwh: 1.0}
"""


def _asked(  # noqa: PLR0917
    name: str, command: str, text: str, code: str, place: str, got: str, fix: str, likely: str = ""
) -> Slip:
    def make(cases: Path) -> Words:
        (cases / "bad.yaml").write_text(text, encoding="utf-8")
        typed = {CASE: cases / CASE, "bad.yaml": cases / "bad.yaml"}
        return [typed.get(word, word) for word in command.split()]

    return Slip(name=name, make=make, code=code, place=place, got=got, fix=fix, likely=likely)


KINDS = (
    _asked(
        "sweep as case", "check bad.yaml", SWEEP + "x: [1]\n", "E129", BAD, "a sweep file", "run `storage-model sweep"
    ),
    _asked("case as sweep", f"sweep {CASE} --dry-run", "", "E129", CASE, "a case", "run `storage-model run"),
    _asked(
        "arguments exchanged",
        f"sample bad.yaml {CASE}",
        FACTORS + CAPEX % 0.6,
        "E129",
        BAD,
        "an uncertainty file",
        "sample CASE.yaml",
    ),
    _asked("case for sizes", f"size {CASE} {CASE}", "", "E129", CASE, "a case", "run `storage-model run"),
    _asked(
        "project as case",
        "check bad.yaml",
        "title: {zh: 试, en: trial}\nconnection: {}\n",
        "E129",
        BAD,
        "a project file",
        "name it in a case",
    ),
)
SLIPS = (
    _asked(
        "short key of an axis",
        "sweep bad.yaml --dry-run",
        SWEEP + "assets.charge_efficiency: [0.9]\n",
        "E114",
        f"{BAD}:5",
        "0.9",
        "write `assets.station.charge_efficiency_frac`",
    ),
    _asked(
        "percent of a multiple",
        f"sample {CASE} bad.yaml",
        FACTORS + CAPEX % 60,
        "E114",
        f"{BAD}:5",
        "low 60, mode 1.0, high 1.1",
        "low ≤ mode ≤ high",
        "60 looks like percent",
    ),
    _asked(
        "the number itself for a multiple",
        f"sample {CASE} bad.yaml",
        FACTORS + MARGINAL % "kind: normal, mean: 165.0, sd: 20.0",
        "E335",
        f"{BAD}:5",
        "draws about 165 times what the case says",
        "divide every number of the distribution by what the case says",
        "the number itself",
    ),
    _asked(
        "percent for multiples",
        f"sample {CASE} bad.yaml",
        FACTORS + MARGINAL % "kind: triangular, low: 90, mode: 100, high: 120",
        "E335",
        f"{BAD}:5",
        "draws about 102.7 times",
        "divide every number of the distribution by 100",
        "percent",
    ),
    _asked(
        "a rate for a multiple",
        f"sample {CASE} bad.yaml",
        FACTORS + MARGINAL % "kind: uniform, low: 0.03, high: 0.05",
        "E335",
        f"{BAD}:5",
        "draws about 0.04 times",
        "write 1 for what the case says",
        "a share, a rate or a change",
    ),
    _asked(
        "spread in percent",
        f"sample {CASE} bad.yaml",
        FACTORS + MARGINAL % "kind: normal, mean: 1.0, sd: 15",
        "E335",
        f"{BAD}:5",
        "one in ten above 25.",
        "a tenth is 0.1",
        "a spread in percent",
    ),
    _asked(
        "a distribution by another name",
        f"sample {CASE} bad.yaml",
        FACTORS + MARGINAL % "kind: gaussian, mean: 1.0, sd: 0.1",
        "E114",
        f"{BAD}:5",
        "gaussian",
        "write `kind: normal`",
    ),
    _asked(
        "no such targets",
        f"sample {CASE} bad.yaml",
        FACTORS
        + CAPEX % 0.6
        + "price_years: {kind: generator, targets: gone.yaml, columns: {day_ahead: a, real_time: b}, count: 2}\n",
        "E101",
        f"{BAD}:6",
        "gone.yaml",
        "check the name",
    ),
    _asked(
        "cost of a kW",
        f"size {CASE} bad.yaml",
        STORE % "yuan_per_kw: 900",
        "E111",
        f"{BAD}:12",
        "yuan_per_kw",
        "write `yuan_per_mw: 900000`",
        "another unit",
    ),
    _asked(
        "least above most",
        f"size {CASE} bad.yaml",
        STORE % "yuan_per_mw: 1.0",
        "E114",
        f"{BAD}:",
        "least_power_modules 20, most_power_modules 10",
        "least_power_modules not above most_power_modules; they are 20 and 10",
    ),
    _asked(
        "costs in 万元",
        f"size {CASE} bad.yaml",
        (STORE % "yuan_per_mw: 90").replace("modules: 20", "modules: 5"),
        "E336",
        f"{BAD}:12",
        "18,401 yuan for the size of the case",
        "万元 times 10000",
        "amounts in 万元",
    ),
    _asked(
        "half a goal",
        f"size {CASE} bad.yaml",
        (STORE % "yuan_per_mw: 900000").replace("objective: npv", "objective: IRR"),
        "E114",
        f"{BAD}:2",
        "'IRR'",
        "write `objective: equity_irr`",
    ),
)
ASKED = (*KINDS, *SLIPS)
