"""Twelve cases of which three ask for a dispatch of their own: what comparing costs beyond these lives."""

from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.measure import tell
from storage_model.cases.compare.compare import Ask, compare
from storage_model.cases.compare.lives import Lives
from storage_model.scenario.load import load_scenario

# The first three are dispatched each for itself; the others differ from the first in yearly money, loans and taxes.
DISTINCT = ("policy_p00_no_support", "policy_p05_hebei", "policy_p06_inner_mongolia")
OTHERS = (
    *("policy_p01_shanxi_expected", "policy_p02_shanxi_high", "policy_p03_gansu", "policy_p04_ningxia"),
    *("policy_p08_capex_grant", "policy_p09_finance_support", "policy_p10_guaranteed_cycles"),
    *("policy_g1_gas_tariff", "policy_g3_gas_vat_refund"),
)


def test_compare(benchmark: Any) -> None:
    """CPU time of the comparison by that of its lives, one at a time, nothing kept from earlier runs."""
    cases = [Path("inputs/cases") / f"{name}.yaml" for name in (*DISTINCT, *OTHERS)]
    begun = process_time()
    lives = Lives()
    for path in cases[: len(DISTINCT)]:
        lives.of(load_scenario(path, {}))
    alone = process_time() - begun
    begun = process_time()
    found = compare(cases, {}, Ask(project="station"), Lives())
    whole = process_time() - begun
    assert found.lives == len(DISTINCT)
    benchmark.extra_info["ratio"] = whole / alone
    benchmark.pedantic(lambda: None, rounds=1)
    tell(
        f"{len(cases)} cases, {found.lives} lives: {whole:.1f} s of CPU, the lives alone {alone:.1f} s, "
        f"ratio {whole / alone:.2f}"
    )
