"""What policies may know of the assets and projects they apply to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from storage_model.assets.asset import Asset
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts
from storage_model.policies.terms_finance import ProjectFacts
from storage_model.scenario.finance_terms import ProjectTerms


def asset_facts(name: str, asset: Asset, owner: ProjectTerms, others: Sequence[Document]) -> AssetFacts:
    """Return the facts of one asset; `others` are the other policies of the case."""
    alone = AssetFacts(
        name=name,
        power_mw=asset.rated_power_mw,
        duration_h=asset.duration_h,
        first_operating_year=owner.first_operating_year,
        commissioned=None if owner.commissioning is None else date.fromisoformat(owner.commissioning),
    )
    guarantees = (policy.guarantee(alone) for policy in others if name in policy.assets)
    return replace(alone, guarantees=tuple(one for one in guarantees if one is not None))


def project_facts(terms: ProjectTerms, assets: Sequence[Asset]) -> ProjectFacts:
    """Return the facts of one project; `assets` are those of it that a policy names."""
    stores = [asset for asset in assets if asset.duration_h != float("inf")]
    return ProjectFacts(
        power_mw=sum(asset.rated_power_mw for asset in assets),
        energy_mwh=sum(asset.rated_power_mw * asset.duration_h for asset in stores),
        investment_yuan=terms.investment_yuan,
        construction_years=terms.construction_years,
        operating_years=terms.operating_years,
    )
