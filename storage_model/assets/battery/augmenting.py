"""New cells at the end of an operating year: whether, how many, at what price."""

from storage_model.assets.ageing.wear import NEW
from storage_model.assets.battery.augmentation import Augmentation, Trigger
from storage_model.assets.battery.stock import CellStock
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.standing import Purchase
from storage_model.units import KWH_PER_MWH

Stocks = tuple[CellStock, ...]


def augmented(
    station: BatteryTerms, stocks: Stocks, operating_year: int, calendar_year: int
) -> tuple[Stocks, tuple[Purchase, ...]]:
    """Return the cells after every augmentation due at the end of a year, and what was bought."""
    purchases = []
    for key, rule in sorted(station.augmentation.items()):
        if not _due(station, rule, stocks, operating_year):
            continue
        energy_mwh = _wanted_mwh(rule, stocks)
        if energy_mwh <= 0:
            continue
        name = f"{key}_{operating_year}"
        removed_mwh = sum(stock.energy_mwh for stock in stocks) if rule.replaces else 0.0
        stocks = (*(() if rule.replaces else stocks), _new(station, rule, name, energy_mwh, stocks[0]))
        purchases.append(
            Purchase(
                operating_year=operating_year,
                calendar_year=calendar_year,
                energy_mwh=energy_mwh,
                yuan=energy_mwh * KWH_PER_MWH * rule.price_in(calendar_year),
                salvage_yuan=removed_mwh * KWH_PER_MWH * rule.salvage_yuan_per_kwh,
                vat_frac=rule.vat_frac,
                life_years=rule.life_years,
                residual_frac=rule.residual_frac,
            )
        )
    return stocks, tuple(purchases)


def _due(station: BatteryTerms, rule: Augmentation, stocks: Stocks, operating_year: int) -> bool:
    if rule.last_operating_year is not None and operating_year > rule.last_operating_year:
        return False
    planned = operating_year in rule.after_operating_years
    return planned or (rule.trigger is not None and _pulled(station, rule.trigger, stocks))


def _pulled(station: BatteryTerms, trigger: Trigger, stocks: Stocks) -> bool:
    usable_mwh, cells_mwh = sum(stock.usable_mwh for stock in stocks), sum(stock.energy_mwh for stock in stocks)
    worn = trigger.soh_below_frac is not None and usable_mwh < trigger.soh_below_frac * cells_mwh
    short = trigger.usable_below_mwh is not None and usable_mwh < trigger.usable_below_mwh
    return worn or short or _weak(station, trigger, usable_mwh)


def _weak(station: BatteryTerms, trigger: Trigger, usable_mwh: float) -> bool:
    """Whether a full store, emptied to the lowest state of charge, lasts less than was promised."""
    firm = trigger.firm_below
    if firm is None:
        return False
    at_grid_mwh = usable_mwh * (station.soc_max_frac - station.soc_min_frac) * station.discharge_efficiency_frac
    return at_grid_mwh / firm.hours < firm.power_mw


def _wanted_mwh(rule: Augmentation, stocks: Stocks) -> float:
    if rule.restore_to_mwh is None:
        return rule.energy_mwh or 0.0
    return rule.restore_to_mwh - (0.0 if rule.replaces else sum(stock.usable_mwh for stock in stocks))


def _new(station: BatteryTerms, rule: Augmentation, name: str, energy_mwh: float, beside: CellStock) -> CellStock:
    """Return new cells; until they have been dispatched they are expected to be used like those beside them."""
    return CellStock(
        name=name,
        energy_mwh=energy_mwh,
        law=rule.ageing or station.ageing,
        wear=NEW,
        charge_efficiency_frac=rule.charge_efficiency_frac or station.charge_efficiency_frac,
        discharge_efficiency_frac=rule.discharge_efficiency_frac or station.discharge_efficiency_frac,
        outlook=beside.outlook,
    )
