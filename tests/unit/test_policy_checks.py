"""What policies may not do to each other, told before anything runs: file, key, what came, the fix."""

from pathlib import Path

import pytest

from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site

HEAD = "title: {zh: 试, en: trial}\ndocument: d\nregion: 山西\nstatus: assumed\nsource: ''\ndate_read: '2026'\n"
RULES = "kind: regulation_rules\nassets: [station]\nfirst_year: 2027\nlast_year: 2041\n"
GRANT = "kind: capex_grant\nassets: [station]\ntreatment: deferred\n"
PREMIUM = (
    "kind: production_premium\nassets: [ASSET]\nyuan_per_mwh: 250\nfirst_year: 2027\nlast_year: 2041\nvat_frac: 0\n"
)
CREDIT = (
    "kind: carbon_credit\nassets: [ASSET]\nyuan_per_t: 80\ncertified_frac: 1\nfirst_year: 2027\nlast_year: 2041\n"
    "vat_frac: 0\n"
)
LEASE = (
    "kind: capacity_lease\nassets: [station]\nrent_yuan_per_kw_year: 150\nleased_frac: 0.5\nrequired_hours: 2\n"
    "first_year: FIRST\nlast_year: 2030\nvat_frac: 0.06\n"
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def problems(cases: Path, body: str = "", **files: str) -> tuple[Problem, ...]:
    """Return what is wrong with the base case and some more policies, warnings too."""
    for role, text in files.items():
        (cases.parent / "policies" / f"trial_{role}.yaml").write_text(HEAD + text, encoding="utf-8")
    policies = "".join(f"  {role}: ../policies/trial_{role}.yaml\n" for role in files)
    case = case_of(cases, (f"policies:\n{policies}" if files else "") + body, "policies.yaml")
    try:
        return load_scenario(case, {}).warnings
    except InputError as caught:
        return caught.problems


def test_the_same_kind_twice(cases: Path) -> None:
    """A second fee document for the station would charge every MWh twice."""
    second = (cases.parent / "policies" / "charging_fees_2024_regime_c.yaml").read_text(encoding="utf-8")
    case = case_of(cases, "policies:\n  more_fees: ../policies/trial_fees.yaml\n", "twice.yaml")
    (cases.parent / "policies" / "trial_fees.yaml").write_text(second, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(case, {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E308", "policies.more_fees")
    assert "charging_fees" in problem.got


def test_the_same_kind_one_after_the_other(cases: Path) -> None:
    """Rent until 2030 and again from 2031 is no double pay; from 2030 it is."""
    first, second, early = (LEASE.replace("FIRST", year) for year in ("2027", "2031", "2030"))
    later = second.replace("2030", "2035")
    assert problems(cases, one=first, two=later) == ()
    (problem,) = problems(cases, one=first, two=early.replace("last_year: 2030", "last_year: 2035"))
    assert (problem.code, problem.key) == ("E308", "policies.two")


def test_several_grants_up_to_the_investment(cases: Path) -> None:
    """Two grants of 300 million go together; two of 500 are more than the 800 million that are spent."""
    small, large = (GRANT + f"amount_yuan: {amount}\n" for amount in ("3.0e+8", "5.0e+8"))
    assert problems(cases, one=small, two=small) == ()
    (problem,) = problems(cases, one=large, two=large)
    assert (problem.code, problem.key) == ("E309", "projects.station.investment")


def test_a_grant_comes_when_as_much_is_spent(cases: Path) -> None:
    """300 million in a first year that spends 80 would pay the owners 220; in the second year it is 300 of 720."""
    early, late = (GRANT + f"amount_yuan: 3.0e+8\nperiod: {year}\n" for year in (1, 2))
    station = "    projects.station"
    two_years = f"deltas:\n  slower:\n{station}.construction_years: 2\n{station}.phasing_frac: [0.1, 0.9]\n"
    assert problems(cases, two_years, one=late) == ()
    (problem,) = problems(cases, two_years, one=early)
    assert (problem.code, problem.key) == ("E136", "policies.one.period")
    assert "2.2e+08 yuan would go to the owners" in problem.expected


def test_a_premium_beside_a_tariff(cases: Path) -> None:
    """The tariff of the base case already pays for all energy of the plant."""
    (problem,) = problems(cases, premium=PREMIUM.replace("ASSET", "gas_plant"))
    assert (problem.code, problem.key) == ("E308", "policies.premium")
    assert problems(cases, premium=PREMIUM.replace("ASSET", "station")) == ()


def test_what_a_document_itself_excludes(cases: Path) -> None:
    """`not_with` names kinds; the capacity price of the base case is one of them."""
    (problem,) = problems(cases, one=LEASE.replace("FIRST", "2027") + "not_with: [capacity_price]\n")
    assert problem.code == "E308"
    assert "capacity_price" in problem.got


def test_a_tariff_beside_the_market(cases: Path) -> None:
    """Energy sold at a tariff and in the market would be paid twice."""
    found = problems(cases, "deltas: {both: {markets.day_ahead.participants: [station, gas_plant]}}\n")
    assert [(problem.code, problem.key) for problem in found] == [("E308", "policies.gas_tariff.assets")]


AGAIN = [
    ("markets.day_ahead.participants: [station, station]", "markets.day_ahead.participants.1"),
    ("policies.capacity_price.assets: [station, station]", "policies.capacity_price.assets.1"),
    ("markets.more: {kind: day_ahead_energy, participants: [station], vat_frac: 0.13}", "markets.more.participants.0"),
    (
        "markets.more: {kind: two_settlement, participants: [station], position: free, most_deviation_mw: 5.0, "
        "vat_frac: 0.13}", "markets.more.participants.0",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("delta", "key"), AGAIN, ids=[key for _, key in AGAIN])
def test_nobody_is_paid_again_for_the_same(cases: Path, delta: str, key: str) -> None:
    """Named twice, or sold in two markets: the first year of the base sold 112 million yuan where it earns 49."""
    found = problems(cases, f"deltas: {{again: {{{delta}}}}}\n")
    assert [(problem.code, problem.key) for problem in found] == [("E308", key)]


def test_capacity_paid_for_twice_is_said(cases: Path) -> None:
    """A subsidy by the MWh beside the base's capacity price is warned of, unless its document allows it."""
    subsidy = "kind: discharge_subsidy\nassets: [station]\nyuan_per_mwh: 100.0\nduration_years: 3\nvat_frac: 0.13\n"
    (problem,) = problems(cases, by_mwh=subsidy)
    assert (problem.code, problem.severity, problem.key) == ("W107", "warning", "policies.capacity_price")
    allowed = "deltas: {both: {policies.capacity_price.paid_beside_other_guarantees: true}}\n"
    assert problems(cases, allowed, by_mwh=subsidy) == ()
    assert problems(cases, "  capacity_price: null\n", by_mwh=subsidy) == ()


def test_credits_of_engines_are_a_warning(cases: Path) -> None:
    """Nothing is paid, and the case says so; a station counts no credits either."""
    for asset in ("gas_plant", "station"):
        (problem,) = problems(cases, credit=CREDIT.replace("ASSET", asset))
        assert (problem.code, problem.severity) == ("W106", "warning")


def test_rules_for_a_market_that_is_not_there(cases: Path) -> None:
    """The nearest name is told; a value the product does not know names its key."""
    (problem,) = problems(cases, rules=RULES + "market: day_ahed\nvalues: {vat_frac: 0.06}\n")
    assert (problem.code, problem.fix) == ("E310", "write `day_ahead`")
    (problem,) = problems(cases, rules=RULES + "market: day_ahead\nvalues: {price_yuan_per_mw: 6}\n")
    assert (problem.code, problem.key) == ("E310", "policies.rules.values.price_yuan_per_mw")


def test_a_loan_longer_than_the_project(cases: Path) -> None:
    """Repaid over twenty years in fifteen of operation."""
    (problem,) = problems(cases, loan="kind: policy_loan\nassets: [station]\nyears: 20\n")
    assert (problem.code, problem.key) == ("E122", "policies.loan.years")


def test_a_grant_that_lowers_values_comes_while_the_plant_is_built(cases: Path) -> None:
    """Construction takes a year, the project lives 16; a deferred grant may come in any of them."""
    late = GRANT.replace("deferred", "reduces_base") + "amount_yuan: 1.0e+8\nperiod: 2\n"
    (problem,) = problems(cases, one=late)
    assert (problem.code, problem.key) == ("E135", "policies.one.period")
    assert problems(cases, one=late.replace("reduces_base", "deferred")) == ()
    (problem,) = problems(cases, one=GRANT + "amount_yuan: 1.0e+8\nperiod: 17\n")
    assert (problem.code, problem.key) == ("E138", "policies.one.period")


def test_own_grants_count_beside_those_of_policies(cases: Path) -> None:
    """500 of its own and 400 from a policy are more than 800 million; 300 are not."""
    own = (
        "deltas:\n  own: {projects.station.grants: {own: {title: {zh: 补助, en: grant}, amount_yuan: 5.0e+8, "
        "treatment: deferred, spread_years: 15}}}\n"
    )
    (problem,) = problems(cases, own, one=GRANT + "amount_yuan: 4.0e+8\n")
    assert (problem.code, problem.key) == ("E309", "projects.station.investment")
    assert problems(cases, own, one=GRANT + "amount_yuan: 3.0e+8\n") == ()


def test_a_policy_loan_leaves_a_year_with_principal(cases: Path) -> None:
    """Five free years in five of repayment; the ten years of grace do not fit the project's own years either."""
    loan = "kind: policy_loan\nassets: [station]\n"
    (problem,) = problems(cases, loan=loan + "years: 5\ngrace_years: 5\n")
    assert (problem.code, problem.key) == ("E132", "policies.loan.grace_years")
    assert problems(cases, loan=loan + "years: 5\ngrace_years: 4\n") == ()
    (problem,) = problems(cases, loan=loan + "grace_years: 15\n")
    assert (problem.code, problem.key) == ("E132", "policies.loan.grace_years")


def test_two_loans_for_one_project_by_its_different_assets(cases: Path) -> None:
    """Each changes the loans of the whole project, whichever asset it names; different projects are no clash."""
    loan = "kind: policy_loan\nassets: [ASSET]\nrate_frac: 0.02\n"
    two = {"one": loan.replace("ASSET", "station"), "two": loan.replace("ASSET", "gas_plant")}
    assert problems(cases, **two) == ()
    together = "deltas: {moved: {projects.station.assets: [station, gas_plant], projects.gas: null}}\n"
    (problem,) = problems(cases, together, **two)
    assert (problem.code, problem.key) == ("E308", "policies.two")


def test_a_kind_to_be_excluded_that_is_none(cases: Path) -> None:
    """It would exclude nothing; the nearest kind is told."""
    (problem,) = problems(cases, one=LEASE.replace("FIRST", "2027") + "not_with: [capacity_prize]\n")
    assert (problem.code, problem.key) == ("E310", "policies.one.not_with")
    assert problem.fix == "write `capacity_price`"


def test_years_turned_round(cases: Path) -> None:
    """An end before the beginning would silently pay nothing."""
    (problem,) = problems(cases, one=LEASE.replace("FIRST", "2035"))
    assert (problem.code, problem.key) == ("E119", "policies.one.first_year")


def test_a_negative_rate_names_the_key(cases: Path) -> None:
    """A dated value is checked like a plain one."""
    text = LEASE.replace("FIRST", "2027")
    (problem,) = problems(cases, one=text.replace("year: 150", "year: -150"))
    assert (problem.code, problem.key) == ("E115", "policies.one.rent_yuan_per_kw_year")
    (problem,) = problems(cases, one=text.replace("year: 150", "year: {soon: 150}"))
    assert problem.key == "policies.one.rent_yuan_per_kw_year"
    assert "by date of effect" in problem.text()


def test_credits_paid_twice(cases: Path) -> None:
    """A price in the hub's own record and one of a document would pay for the same tonne twice."""
    body = "deltas: {x: {assets.hub.carbon.credit_price_yuan_per_t: 80.0}}\n"
    path = cases / "credits.yaml"
    path.write_text("title: {zh: 试, en: trial}\nextends: qiyuan_hub.yaml\n" + body, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(path, {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E308", "policies.carbon_credit")
    assert "for the same credits_t_per_h" in problem.got
    assert problem.fix == "set the price in `assets.hub` to zero"
    assert load_scenario(cases / "qiyuan_hub.yaml", {}).warnings == ()


def test_a_grant_that_lowers_values_needs_one_to_lower(cases: Path) -> None:
    """Land alone is written off as an intangible: no fixed asset is there whose value a grant could lower."""
    items = ("equipment", "civil", "other")
    none = "".join(f"    projects.station.investment.{item}.asset_class: other\n" for item in items)
    grant = GRANT.replace("deferred", "reduces_base") + "amount_yuan: 1.0e+8\n"
    found = problems(cases, f"deltas:\n  none:\n{none}", one=grant)
    assert ("policies.one.treatment", True) in [(one.key, one.code.startswith("E")) for one in found]
    assert problems(cases, one=grant) == ()


def test_one_share_for_two_loans(cases: Path) -> None:
    """A policy loan's share says how much of the one loan it is; beside two it could be of either."""
    second = (
        "deltas:\n  two: {projects.station.loans.second: {title: {zh: 乙, en: B}, share_frac: 0.1, rate_frac: 0.03, "
        "years: 9, method: equal_payment}, projects.station.loans.bank.share_frac: 0.6}\n"
    )
    loan = "kind: policy_loan\nassets: [station]\nrate_frac: 0.02\nshare_frac: 0.7\n"
    (problem,) = problems(cases, second, loan=loan)
    assert (problem.code, problem.key) == ("E309", "policies.loan.share_frac")
    assert problem.got == "one share for the 2 loans of 'station'"
    assert problems(cases, loan=loan) == ()


def test_an_untaxed_grant_beside_full_depreciation_is_a_warning(cases: Path) -> None:
    """Deferred income without tax, of a policy or the project's own; lowering the base, or taxed, nothing is said."""
    grant = GRANT + "amount_yuan: 8.0e+7\ntaxable: false\n"
    (problem,) = problems(cases, one=grant)
    assert (problem.code, problem.severity, problem.key) == ("W108", "warning", "policies.one.taxable")
    assert problems(cases, one=grant.replace("deferred", "reduces_base")) == ()
    assert problems(cases, one=grant.replace("false", "true")) == ()
    own = "deltas: {own: {projects.station.grants: {city: {title: {zh: 市, en: city}, amount_yuan: 8.0e+7, "
    own += "treatment: deferred, taxable: false}}}}\n"
    (problem,) = problems(cases, own)
    assert (problem.code, problem.key) == ("W108", "projects.station.grants.city.taxable")


def test_input_vat_paid_out_beside_a_refund_on_levy_is_a_warning(cases: Path) -> None:
    """The gas project has its VAT refunded on levy; the station has not."""
    refund = "kind: vat_refund\nassets: [ASSET]\ncredit: refunded_at_start\n"
    (problem,) = problems(cases, one=refund.replace("ASSET", "gas_plant"))
    assert (problem.code, problem.severity, problem.key) == ("W108", "warning", "policies.one.credit")
    assert problems(cases, one=refund.replace("ASSET", "station")) == ()
    (problem,) = problems(cases, one=refund.replace("ASSET", "station") + "refund_on_levy_frac: 0.5\n")
    assert problem.code == "W108"
    (problem,) = problems(cases, "deltas: {own: {projects.gas.tax.vat_credit: refunded_yearly}}\n")
    assert (problem.code, problem.key) == ("W108", "projects.gas.tax.vat_credit")
