"""Numbers of policies a row rests on, in place of the project's own or beside them, as key paths."""

from typing import Final

from storage_model.policies.catalogue import POLICIES
from storage_model.policies.document import Moved


def _that_move(*what: Moved) -> tuple[str, ...]:
    """Return the fields by which any kind of policy moves this; a field may hold a list."""
    return tuple(
        f"policies.*.{name}{below}?kind={kind}"
        for one in what
        for kind, policy in POLICIES.items()
        for name in policy.moves.get(one, ())
        for below in ("", ".*")
    )


GRANTED: Final = _that_move("grants")
GRANT_EARNED: Final = _that_move("grants_earned")
LENT_SHARE: Final = _that_move("loan_share")
REPAYMENT: Final = _that_move("repayment")
RATE: Final = _that_move("interest")
INCOME_TAX: Final = _that_move("income_tax")
LOSSES: Final = _that_move("losses")
CREDIT: Final = _that_move("vat_credit")
LEVY: Final = _that_move("vat_levy")
WRITE_OFF: Final = _that_move("write_offs")
CLAWBACK: Final = _that_move("clawback")
UNTAXED: Final = _that_move("untaxed_income", "clawback")
