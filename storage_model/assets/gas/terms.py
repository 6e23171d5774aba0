"""What a file says about a mine-gas hub."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from storage_model.assets.gas.mixing import LOWER_LIMIT_FRAC
from storage_model.assets.gas.terms_gas import Enrichment, Flare, Holder, SiteSupply, Supply
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.assets.gas.terms_heat import Carbon, Heat, Oxidiser
from storage_model.records import Frac, InputRecord

HOLDER: Final = "holder"
OXIDISER: Final = "oxidiser"
ENRICHMENT: Final = "enrichment"
FLARE: Final = "flare"
WORDS: Final = (HOLDER, OXIDISER, ENRICHMENT, FLARE)


class GasHubTerms(InputRecord):
    """Everything at one mine that uses drained gas and ventilation air, on shared supplies."""

    kind: Literal["gas_hub"]
    commitment: Literal["integer", "relaxed"]
    """开停机方式 / whole numbers of running sets, or shares of sets (faster, an upper bound)"""
    supplies: Annotated[dict[str, Supply], Field(min_length=1)]
    """气源 / streams of gas by name"""
    gensets: dict[str, Gensets] = Field(default_factory=dict)
    """发电机组 / groups of identical gensets by name"""
    holder: Holder | None = None
    """储气柜 / gas holder"""
    oxidiser: Oxidiser | None = None
    """无焰氧化装置 / flameless oxidation"""
    enrichment: Enrichment | None = None
    """提纯装置 / enrichment for sale"""
    flare: Flare | None = None
    """火炬 / flare"""
    heat: Heat | None = None
    """供热 / heat to the mine"""
    carbon: Carbon | None = None
    """碳排放 / emissions and credits"""
    site_supply: SiteSupply | None = None
    """自用电 / electricity of the hub's own equipment; needed where fans, enrichment or a constant load draw any"""
    om_vat_frac: Frac
    """运维进项税率 / VAT rate inside operation and maintenance cost [0–1]"""
    gas_vat_frac: Frac
    """瓦斯进项税率 / VAT rate inside the gas price [0–1]"""

    @property
    def rated_power_mw(self) -> float:
        """Power a policy counts: gensets and turbine [MW]."""
        turbine_mw = 0.0 if self.oxidiser is None else self.oxidiser.turbine_mw
        return sum((group.rated_mw for group in self.gensets.values()), turbine_mw)

    @property
    def holds_power_ready(self) -> bool:
        """Whether a market product may hold its power ready."""
        return True

    @property
    def most_out_mw(self) -> float:
        """Most it ever sends through its meter [MW]."""
        turbine_mw = 0.0 if self.oxidiser is None else self.oxidiser.turbine_mw
        return sum((group.most_sent_mw for group in self.gensets.values()), turbine_mw)

    @property
    def most_in_mw(self) -> float:
        """A hub draws nothing from the grid [MW]."""
        return 0.0

    @property
    def duration_h(self) -> float:
        """Hours at rated power; a gas hub is not limited by a store [h]."""
        return float("inf")

    @property
    def users(self) -> dict[str, list[str]]:
        """Every user of gas with the sources piped to it; a source is a supply, or the holder."""
        sources = [*self.supplies, *([HOLDER] if self.holder else [])]
        found = {name: sources if group.supplies is None else group.supplies for name, group in self.gensets.items()}
        if self.enrichment:
            found[ENRICHMENT] = sources if self.enrichment.supplies is None else self.enrichment.supplies
        for word, part in ((OXIDISER, self.oxidiser), (FLARE, self.flare), (HOLDER, self.holder)):
            if part:
                found[word] = list(self.supplies) if part.supplies is None else part.supplies
        return found

    @model_validator(mode="after")
    def _names(self) -> "GasHubTerms":
        for name in (*self.supplies, *self.gensets):
            if name in WORDS or not name.replace("_", "").isalnum():
                raise ValueError(f"names of letters, digits and _, none of them {', '.join(WORDS)}; {name!r} is not")
        for user, sources in self.users.items():
            known = [*self.supplies, *([HOLDER] if self.holder and user not in (OXIDISER, FLARE, HOLDER) else [])]
            unknown = [source for source in sources if source not in known]
            if unknown or not sources:
                wrong = ", ".join(map(repr, unknown)) or "none"
                raise ValueError(f"supplies of {user} among {', '.join(known)}; came {wrong}")
        if self.holder and not sources_of(self.users, HOLDER):
            raise ValueError("`holder` among the supplies of a group or the enrichment; nobody draws from the holder")
        return self

    @model_validator(mode="after")
    def _holder_rich_enough(self) -> "GasHubTerms":
        """Gas nobody may draw would stay in the holder for good."""
        needed = [self._least_from_holder_frac(user) for user in sources_of(self.users, HOLDER)]
        if self.holder and needed and self.holder.methane_frac < min(needed):
            raise ValueError(
                f"holder.methane_frac of {min(needed):g} at least; below it nobody who draws from the holder may"
            )
        return self

    def _least_from_holder_frac(self, user: str) -> float:
        """Return the leanest gas a user takes from the holder; where it is blended, richer gas makes up for it."""
        if user == ENRICHMENT and self.enrichment:
            return self.enrichment.minimum_methane_frac
        group = self.gensets[user]
        return LOWER_LIMIT_FRAC if group.blending and self.users[user] != [HOLDER] else group.minimum_methane_frac

    @model_validator(mode="after")
    def _complete(self) -> "GasHubTerms":
        if self.rated_power_mw == 0:
            raise ValueError("gensets, or an oxidiser with a turbine; a hub makes electricity")
        draws = (self.oxidiser and self.oxidiser.fan_kwh_per_m3) or (
            self.enrichment and self.enrichment.power_use_kwh_per_m3
        )
        if draws and self.site_supply is None:
            raise ValueError(
                "site_supply beside equipment that draws electricity (fan_kwh_per_m3, power_use_kwh_per_m3)"
            )
        if self.oxidiser and self.oxidiser.turbine_mw == 0 and self.heat is None:
            raise ValueError("a turbine or heat beside the oxidiser; its heat must be used")
        return self


def sources_of(users: Mapping[str, list[str]], source: str) -> list[str]:
    """Return the users a source is piped to."""
    return [user for user, sources in users.items() if source in sources]
