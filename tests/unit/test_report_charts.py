"""What the charts are drawn from, by hand; and that their drawings can stand in one page."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from storage_model.report.charts.best_week import best_days
from storage_model.report.charts.dispatch_view import DispatchView
from storage_model.report.charts.price_duration import grouped, mean_price
from storage_model.report.page import page_of
from tests.report_answers import small_answer


def _view(count: int, **arrays: list[float]) -> DispatchView:
    zero = np.zeros(count)
    names = ("charge_mw", "discharge_mw", "stored_mwh", "other_mw", "price_yuan_per_mwh", "cash_yuan")
    return DispatchView(**{name: np.array(arrays.get(name, zero), float) for name in names})


def test_the_best_week_is_the_seven_days_that_earn_most() -> None:
    """Ten days of two steps earn 1 a step, days 2 to 8 earn 5: the week is steps 4 to 18, not the first week."""
    cash = [1.0] * 4 + [5.0] * 14 + [1.0] * 2
    assert best_days(_view(20, cash_yuan=cash), 2) == slice(4, 18)


def test_a_horizon_shorter_than_a_week_is_shown_whole() -> None:
    """Three days give three days."""
    assert best_days(_view(6), 2) == slice(0, 6)


def test_duration_groups_run_from_dear_to_cheap() -> None:
    """Prices 10, 40, 30, 20: the dear half (mean 35) discharges in one of two steps, the cheap half charges."""
    view = _view(4, price_yuan_per_mwh=[10, 40, 30, 20], discharge_mw=[0, 8, 0, 0], charge_mw=[9, 0, 0, 9])
    assert grouped(view, 2) == [
        {"end": 0.5, "price": 35.0, "discharge": 0.5, "charge": 0.0},
        {"end": 1.0, "price": 15.0, "discharge": 0.0, "charge": 1.0},
    ]


def test_mean_price_is_weighted_by_energy() -> None:
    """30 MW at 10 and 10 MW at 50 cost 20 a MWh; the plain mean would be 30."""
    view = _view(2, price_yuan_per_mwh=[10, 50], charge_mw=[30, 10])
    assert mean_price(view, view.charge_mw) == pytest.approx(20.0)
    assert mean_price(view, view.discharge_mw) is None


def test_drawings_are_well_formed_apart_and_free_of_script() -> None:
    """Eight drawings on one page: each parses, no identifier twice, no style attribute that the policy refuses."""
    figures = page_of(small_answer()).figures
    seen: set[str] = set()
    for figure in figures:
        for svg in figure.svg.values():
            ElementTree.fromstring(svg)
            names = set(re.findall(r'\bid="([^"]+)"', svg))
            assert not names & seen
            seen |= names
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=|<image|https?://(?!www\.w3\.org/)", svg)
            assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= names
        assert figure.table.rows
        assert figure.alt.zh
        assert figure.alt.en
    assert len(figures) == 4
