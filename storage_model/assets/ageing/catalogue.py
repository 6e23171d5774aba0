"""Every ageing law a battery may name; a new law is one file and one line here."""

from typing import Annotated

from pydantic import Field

from storage_model.assets.ageing.cycle_table import CycleTable
from storage_model.assets.ageing.guarantee import GuaranteeCurve
from storage_model.assets.ageing.lfp import LfpLaw
from storage_model.assets.ageing.linear import LinearFade

Ageing = Annotated[LinearFade | GuaranteeCurve | CycleTable | LfpLaw, Field(discriminator="kind")]
