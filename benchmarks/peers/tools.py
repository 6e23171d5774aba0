"""Which tool answers which question, and what it is installed from."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "ways"
HIGHS = "highspy==1.16.0"
YEARS = ("battery_hourly", "battery_quarter_hourly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: the name of its files below `ways`, the packages of its environment (none: this project's own).

    `answers` are the questions it can be asked, `settings` are numbers added to them. A `rule` follows prices without
    an optimum. A `slow` tool is asked a question once only.
    """

    name: str
    title: str
    packages: tuple[str, ...] = ()
    answers: tuple[str, ...] = (*YEARS, "sweep")
    settings: tuple[str, ...] = ()
    rule: bool = False
    slow: bool = False

    @property
    def key(self) -> str:
        """Name and settings, one row of a table."""
        return " ".join((self.name, *self.settings))

    def way(self, question: str) -> Path:
        """Return the file that answers a question; a year of a battery is one whatever its step, and a sweep many."""
        own = FOLDER / f"{question}_{self.name}.py"
        return own if own.exists() else FOLDER / f"battery_{self.name}.py"


EVERY = (*YEARS, "regulation", "commitment", "sweep")
WITH_REGULATION = (*YEARS, "regulation", "sweep")
WITH_SETS = (*YEARS, "commitment", "sweep")
OURS = Tool(name="ours", title="storage_model", answers=EVERY)
TOOLS = (
    OURS,
    Tool(name="arrays", title="arrays", answers=EVERY),
    Tool(name="cvxpy", title="cvxpy", packages=("cvxpy==1.9.3", HIGHS), answers=WITH_REGULATION),
    Tool(name="pyomo", title="Pyomo + appsi_highs", answers=WITH_REGULATION),
    Tool(name="linopy", title="linopy", packages=("linopy==0.10.1", HIGHS), answers=WITH_REGULATION),
    Tool(name="pypsa", title="PyPSA", packages=("pypsa==1.4.0", HIGHS), answers=WITH_SETS),
    Tool(name="flixopt", title="flixopt", packages=("flixopt==9.1.0", HIGHS), answers=WITH_SETS),
    Tool(
        name="oemof", title="oemof.solph", packages=("oemof.solph==0.6.5", "pyomo==6.10.1", HIGHS), answers=WITH_SETS,
        slow=True,
    ),
    Tool(
        name="energypylinear", title="energy-py-linear", packages=("energypylinear==1.4.1",),
        answers=("battery_hourly",), slow=True,
    ),
    *(
        Tool(
            name="pysam", title=f"PySAM, a rule on {hours} hours ahead", settings=(f"look_ahead_h={hours}",), rule=True,
            answers=("battery_hourly",),
        )
        for hours in (12, 18, 24)
    ),
)  # fmt: skip
