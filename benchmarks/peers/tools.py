"""Which tool answers which question, and what it is installed from."""

from dataclasses import dataclass

WAYS = {
    "battery_hourly": "battery", "battery_quarter_hourly": "battery", "regulation": "regulation",
    "commitment": "commitment", "sweep": "battery",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: the name of its files below `ways`, the packages of its environment (none: this project's own).

    `answers` are the questions it can be asked; `slow` those asked only once, or a few cases of a sweep.
    """

    name: str
    title: str
    packages: tuple[str, ...] = ()
    answers: tuple[str, ...] = ("battery_hourly", "battery_quarter_hourly", "sweep")
    slow: bool = False

    def way(self, question: str) -> str:
        """Return the file that answers a question."""
        if question == "sweep" and self.name == "ours":
            return "sweep_ours.py"
        return f"{WAYS[question]}_{self.name}.py"


EVERY = ("battery_hourly", "battery_quarter_hourly", "regulation", "commitment", "sweep")
WITH_REGULATION = ("battery_hourly", "battery_quarter_hourly", "regulation", "sweep")
WITH_SETS = ("battery_hourly", "battery_quarter_hourly", "commitment", "sweep")
TOOLS = (
    Tool(name="ours", title="storage_model", answers=EVERY),
    Tool(name="arrays", title="arrays", answers=EVERY),
    Tool(name="cvxpy", title="cvxpy", packages=("cvxpy==1.9.3", "highspy==1.16.0"), answers=WITH_REGULATION),
    Tool(name="pyomo", title="Pyomo + appsi_highs", answers=WITH_REGULATION),
    Tool(name="linopy", title="linopy", packages=("linopy==0.10.1", "highspy==1.16.0"), answers=WITH_REGULATION),
    Tool(name="pypsa", title="PyPSA", packages=("pypsa==1.4.0", "highspy==1.16.0"), answers=WITH_SETS),
    Tool(name="flixopt", title="flixopt", packages=("flixopt==9.1.0", "highspy==1.16.0"), answers=WITH_SETS),
    Tool(
        name="oemof", title="oemof.solph", packages=("oemof.solph==0.6.5", "pyomo==6.10.1", "highspy==1.16.0"),
        answers=WITH_SETS, slow=True,
    ),
    Tool(
        name="energypylinear", title="energy-py-linear", packages=("energypylinear==1.4.1",),
        answers=("battery_hourly", "sweep"), slow=True,
    ),
)  # fmt: skip
