"""Who earned what: shares that sum to the gain, whatever order instruments come in."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.cases.compare.attribution import MOST_PLAYERS, Attribution, Coalition, attribute


def of_table(table: Mapping[str, float], players: str) -> Attribution:
    """Return the shares of a game given as a table from the letters of a group to its worth."""
    return attribute(list(players), lambda group: table["".join(sorted(group))])


def test_three_instruments_by_hand() -> None:
    """a 10, b 20, c 0, ab 50, ac 10, bc 40, abc 60 over a base of 0.

    a: orders abc, acb give 10; bac 30; cab 10; bca, cba 20: (10+10+30+10+20+20)/6 = 16.67. b 36.67, c 6.67: 60 in all.
    What each brings alone sums to 30, what each brings last to 20 + 50 + 10 = 80.
    """
    table = {"": 0, "a": 10, "b": 20, "c": 0, "ab": 50, "ac": 10, "bc": 40, "abc": 60}
    found = of_table(table, "abc")
    assert [one.shared for one in found.shares] == pytest.approx([100 / 6, 220 / 6, 40 / 6])
    assert [one.alone for one in found.shares] == [10, 20, 0]
    assert [one.last for one in found.shares] == [20, 50, 10]
    assert found.total == 60


def test_one_instrument_has_the_whole_gain() -> None:
    """Alone, last and shared are the same; a base that is not zero stays out of the gain."""
    found = of_table({"": -5.0, "a": 7.0}, "a")
    (share,) = found.shares
    assert (share.shared, share.alone, share.last, found.total, found.before) == (12.0, 12.0, 12.0, 12.0, -5.0)


def test_more_than_eight_are_refused() -> None:
    """2⁹ lives are no comparison."""
    with pytest.raises(ValueError, match="at most 8"):
        attribute([str(number) for number in range(MOST_PLAYERS + 1)], lambda _: 0.0)


WORTHS = st.floats(-1e9, 1e9, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.data())
def test_shares_sum_to_the_gain_and_forget_the_order(count: int, data: st.DataObject) -> None:
    """For any worth of any group, in yuan of a billion: the sum is exact to 1e-6 and names may be shuffled."""
    players = "abcdef"[:count]
    known: dict[Coalition, float] = {}

    def worth(group: Coalition) -> float:
        if group not in known:
            known[group] = data.draw(WORTHS)
        return known[group]

    found = attribute(list(players), worth)
    assert sum(one.shared for one in found.shares) == pytest.approx(found.total, abs=1e-6)
    backwards = attribute(list(reversed(players)), worth)
    by_name = {one.name: one.shared for one in backwards.shares}
    assert {one.name: one.shared for one in found.shares} == by_name


@settings(max_examples=30, deadline=None)
@given(st.lists(WORTHS, min_size=1, max_size=6))
def test_what_adds_up_is_its_own_share(gains: list[float]) -> None:
    """Instruments that do not touch each other keep what each brings; one that brings nothing has nothing."""
    names = [str(number) for number in range(len(gains))]
    each = dict(zip(names, gains, strict=True))
    found = attribute([*names, "idle"], lambda group: sum(each.get(name, 0.0) for name in sorted(group)))
    for share in found.shares:
        assert share.shared == pytest.approx(each.get(share.name, 0.0), abs=1e-5)
