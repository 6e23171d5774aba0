"""The whole re-audit of a run, family by family, and what it does not cover."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage_model.problems import RejectedError
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reaudit import (
    accounts,
    battery,
    building,
    cells,
    copies,
    figures,
    files,
    foreseen,
    hub_gas,
    made,
    money,
    plants,
    rates,
    ratios,
    repaid,
    returns,
    running,
    scope,
    ties,
    told,
    years,
)
from storage_model.runs.reaudit.evidence import PLANTS, TOGETHER, Evidence, Law, evidence_of, listed
from storage_model.runs.reaudit.held import holders
from storage_model.runs.reaudit.held_laws import product_laws
from storage_model.runs.reaudit.held_rules import HOLDERS, rules_of
from storage_model.runs.reaudit.own_use import displaced_price_laws, own_use_laws
from storage_model.runs.reaudit.scope import left_out
from storage_model.runs.reaudit.trades import announced_laws, contract_laws, position_laws
from storage_model.words.label import Label, text
from storage_model.words.labels.laws import chinese_of_law

Family = Callable[[Evidence], Iterator[Law]]


# What happens inside a plant, by its kind; of another kind it is said that nothing is held against it.
_INSIDE: dict[str, Callable[[Evidence, str], Iterator[Law]]] = {
    "battery": battery.battery_laws,
    "gas_plant": plants.gas_plant_laws,
    "gas_hub": hub_gas.hub_laws,
}


def _physics(evidence: Evidence) -> Iterator[Law]:
    yield from plants.finite_laws(evidence)
    for name, asset in evidence.assets.items():
        if asset["kind"] in PLANTS:
            yield from _INSIDE[asset["kind"]](evidence, name)
    yield from plants.connection_laws(evidence)
    yield from product_laws(evidence)
    yield from announced_laws(evidence)
    yield from position_laws(evidence)
    yield from own_use_laws(evidence)


def _money(evidence: Evidence) -> Iterator[Law]:
    yield from money.money_laws(evidence)
    yield from money.total_laws(evidence)
    yield from foreseen.foresight_laws(evidence)


def _rates(evidence: Evidence) -> Iterator[Law]:
    yield from rates.rate_laws(evidence)
    yield from contract_laws(evidence)
    yield from displaced_price_laws(evidence)
    yield from files.series_laws(evidence)


def _of_projects(laws: Callable[[Evidence, str], Iterator[Law]]) -> Family:
    return lambda evidence: (law for name in evidence.projects for law in laws(evidence, name))


def _of_all(laws: Callable[[Evidence, str], Iterator[Law]]) -> Family:
    return lambda evidence: (law for name in (*evidence.projects, TOGETHER) for law in laws(evidence, name))


def _accounts(evidence: Evidence) -> Iterator[Law]:
    yield from _of_all(accounts.account_laws)(evidence)
    yield from accounts.together_laws(evidence)


def _returns(evidence: Evidence) -> Iterator[Law]:
    yield from _of_all(returns.return_laws)(evidence)
    yield from _of_all(ratios.ratio_laws)(evidence)
    yield from _of_all(repaid.repaid_laws)(evidence)
    yield from figures.figure_laws(evidence)


def _told(evidence: Evidence) -> Iterator[Law]:
    yield from made.made_laws(evidence)
    yield from made.others_laws(evidence)
    yield from told.told_laws(evidence)


FAMILIES: dict[str, tuple[Label, Family]] = {
    "physics": (text("物理与限额", "Physics and limits"), _physics),
    "money": (text("逐时段结算", "Money of every step"), _money),
    "rates": (text("价格与收费文件", "Prices and fees"), _rates),
    "years": (text("逐年电量与收支", "Energy and money of every year"), years.year_laws),
    "ties": (text("报表与结算一致", "Statements tie to money"), _of_projects(ties.tie_laws)),
    "building": (text("建设期", "Construction"), _of_projects(building.building_laws)),
    "running": (text("还款与税", "Loans and taxes"), _of_projects(running.running_laws)),
    "accounts": (text("报表勾稽", "Statements agree"), _accounts),
    "returns": (text("财务指标", "Indicators"), _returns),
    "summary": (text("首年收支", "Money of the first year"), _of_all(ties.summary_laws)),
    "copies": (text("CSV 与校核文件", "Told a second time"), copies.copy_laws),
    "told": (text("摘要中的其他内容", "What else the summary tells"), _told),
}


NEVER_COVERED = text(
    "敏感性分析变动后的指标与临界点；report.html、workbook.xlsx、各图及其数据表的内容（只核对文件未变）",
    "indicators at the changes of the sensitivity and its critical points; what report.html, workbook.xlsx, charts and "
    "their tables show (only that they are as written)",
)
"""what no law looks at in any run"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaudit:
    """Every law by its family; `not_covered` names what no law here looks at; `inputs` what became of the files."""

    laws: dict[str, tuple[Law, ...]]
    not_covered: tuple[Label, ...]
    inputs: dict[str, str]

    @property
    def count(self) -> int:
        """How many laws were held against the files."""
        return sum(map(len, self.laws.values()))

    @property
    def failed(self) -> tuple[Law, ...]:
        """The laws that do not hold."""
        return tuple(law for laws in self.laws.values() for law in laws if not law.passed)

    def require(self, folder: Path) -> None:
        """Raise RejectedError naming every law that fails."""
        if self.failed:
            rows = [
                f"{law.name} · {chinese_of_law(law.name)}: {law.deviation:.3g}, 至多 at most {law.tolerance:.0e}"
                + (f" · {law.detail}" if law.detail else "")
                for law in self.failed
            ]
            raise RejectedError(f"{folder} 未通过复核 · fails its audit\n    " + "\n    ".join(rows))


def reaudit(run: RunFolder) -> Reaudit:
    """Return the audit of a run from its files alone; files that lack what a law needs fail it."""
    try:
        evidence = evidence_of(run)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        return Reaudit(laws={"physics": (_unreadable("files", error),)}, not_covered=(), inputs={})
    return reaudited(evidence)


def reaudited(evidence: Evidence) -> Reaudit:
    """Return the audit of what the files of a run say."""
    return Reaudit(laws=audited(evidence, FAMILIES), not_covered=_said_not_covered(evidence), inputs=_inputs(evidence))


def audited(evidence: Evidence, families: Iterable[str]) -> dict[str, tuple[Law, ...]]:
    """Return the laws of some families, held against what the files of a run say."""
    return {key: tuple(_held(key, FAMILIES[key][1], evidence)) for key in families}


def _held(key: str, family: Family, evidence: Evidence) -> Iterator[Law]:
    try:
        yield from family(evidence)
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        yield _unreadable(key, error)


def _unreadable(key: str, error: Exception) -> Law:
    words = f"the files lack something: {type(error).__name__} {error}"
    return Law(name=f"{key}.can_be_audited", deviation=float("inf"), tolerance=0.0, detail=words)


def _said_not_covered(evidence: Evidence) -> tuple[Label, ...]:
    """Return what no law looks at; where files lack too much to tell, some family has failed and says so."""
    try:
        return tuple(_not_covered(evidence))
    except (LookupError, ValueError, TypeError) as error:
        what = f"{type(error).__name__} {error}"
        return (text(f"文件中缺少：{what}", f"what the files lack: {what}"),)


def _not_covered(evidence: Evidence) -> Iterator[Label]:
    holding = holders(evidence)
    for name, asset in evidence.assets.items():
        plant = f"assets.{name} ({asset['kind']})"
        if asset["kind"] == "gas_hub" and any(name in listed(market, "participants") for market in holding.values()):
            yield left_out(
                plant, "所留备用被全部调用时的空间与气量", "room and gas for a full call of the power it holds"
            )
    for name, market in evidence.inputs.get("markets", {}).items():
        product = f"markets.{name} ({market['kind']})"
        if market["kind"] in HOLDERS:
            yield from (left_out(product, what.zh, what.en) for what in rules_of(evidence, name).unknown)
        elif market["kind"] not in money.TRADES:
            yield left_out(product, "其决策与收支", "what it decides and its money")
        elif market.get("position") == "given":
            yield left_out(product, "给定的申报电量", "the position given")
    yield from (left_out(name, "逐时段金额", "money of each step") for name in money.not_recomputed(evidence))
    yield from (left_out(name, "逐年金额", "money of each year") for name in years.not_recomputed(evidence))
    yield from cells.not_covered(evidence)
    yield from rates.not_covered(evidence)
    yield from files.not_covered(evidence)
    yield from scope.not_covered(evidence)
    yield from accounts.not_covered(evidence)
    if evidence.summary["status"] != "verified":
        status = evidence.summary["status"]
        yield text(f"最优性：{status}，未经证明", f"optimality: {status} is not proved")
    yield NEVER_COVERED


def _inputs(evidence: Evidence) -> dict[str, str]:
    """Return of every input file of the run: `unchanged`, `changed`, or `gone` from where it stood."""
    return {name: files.state_of_input(evidence, name) for name in evidence.run.manifest["inputs_sha256"]}
