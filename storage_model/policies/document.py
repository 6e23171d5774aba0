"""The document behind a policy file, and what every policy may answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

from pydantic import Field

from storage_model.policies.terms import AssetFacts, Guarantee, Term
from storage_model.policies.terms_finance import FinanceTerm, ProjectFacts
from storage_model.records import InputRecord

Payer = Literal["fiscal_budget", "system_operation_fee", "generators", "tenants", "tax", "buyers"]
# What of a project's finance a policy may move: the terms behind a row of the statements.
Moved = Literal[
    "grants", "grants_earned", "loan_share", "repayment", "interest", "income_tax", "losses", "vat_credit", "vat_levy",
    "write_offs", "untaxed_income", "clawback",
]  # fmt: skip
PUBLIC: Final[tuple[Payer, ...]] = ("fiscal_budget", "system_operation_fee", "tax")


class Title(InputRecord):
    """A name in both languages."""

    zh: str
    """中文名称 / Chinese name"""
    en: str
    """英文名称 / English name"""


class Document(InputRecord):
    """Head of every policy file: what the document is and how sure we are of it."""

    usual_payer: ClassVar[Payer | None] = None
    """who pays, unless the file says otherwise; None for what is no support: a fee, a penalty"""

    lever: ClassVar[str | None] = None
    """its main number, which a search for the support that is needed moves; None where more is not better"""
    instead_of_market: ClassVar[bool] = False
    """whether it pays for energy in place of the energy market"""
    fixed_costs: ClassVar[Mapping[str, str]] = {}
    """what it charges that does not move with energy, by stream: the element of cost it is"""
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {}
    """what it moves of a project's finance, and which of its fields say how: where a row leads back to"""
    words: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """中文 and English of its own streams of money, by key"""

    if TYPE_CHECKING:
        kind: str
    title: Title
    """名称 / title"""
    document: str
    """文号 / document number; empty when the policy is assumed"""
    region: str
    """适用地区 / region"""
    status: Literal["in_force", "draft", "expired", "assumed"]
    """状态 / in force, draft, expired or assumed"""
    source: str
    """来源 / where the text was read; empty when the policy is assumed"""
    source_zh: str = ""
    """来源（中文） / the same in Chinese, for readers of the Chinese page; empty where one wording serves both"""
    date_read: str
    """查阅日期 / date the source was read, YYYY-MM-DD or YYYY-MM"""
    assets: Annotated[list[str], Field(min_length=1)]
    """适用资产 / names of the assets it applies to"""
    payer: Payer | None = None
    """支付方 / who pays: fiscal budget, users through the system-operation fee, generators, tenants, tax, or buyers.

    The instrument's usual payer when not given
    """
    not_with: list[str] = Field(default_factory=list)
    """不得同享 / kinds of policy that the same asset may not have at the same time"""

    @property
    def paid_by(self) -> Payer | None:
        """Who pays for it; None for what is no support."""
        return self.payer or self.usual_payer

    def support_frac(self, year: int) -> float:
        """Return the share of what its terms bring in a calendar year that is support [0–1]."""
        del year
        return 1.0

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return what it means for one asset; most policies for projects mean nothing there."""
        del facts
        return ()

    def project_terms(self, facts: ProjectFacts) -> tuple[FinanceTerm, ...]:
        """Return what it means for one project; most policies for assets mean nothing there."""
        del facts
        return ()

    def guarantee(self, facts: AssetFacts) -> Guarantee | None:
        """Return the share of an asset's power it pays for, where it does."""
        del facts
        return None
