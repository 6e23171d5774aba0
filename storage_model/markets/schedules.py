"""Finding a participant's part in a product's schedule, whose keys are named as the model names its components."""

import re
from collections.abc import Mapping

from storage_model.blocks import FloatArray, Schedule


def part_of(schedule: Schedule, participant: str, field: str) -> FloatArray:
    """Return one field of one participant's sub-block; KeyError when the schedule does not hold it."""
    wanted = f"of[{participant}].{field}"
    for key, values in schedule.items():
        if key.replace("'", "") == wanted:  # a name that is a number is quoted there
            return values
    raise KeyError(f"a schedule without {wanted}")


def scaled(schedule: Schedule, share_by_asset: Mapping[str, float]) -> Schedule:
    """Return a product's schedule with each participant's part scaled to what is left of its asset."""
    found: dict[str, FloatArray] = {}
    for key, values in schedule.items():
        owner = re.match(r"of\['?([^'\]]+)'?\]", key)
        found[key] = values * share_by_asset[owner[1]] if owner else values
    return found
