"""Twenty gas sets in flixopt: a converter with status each."""

import flixopt as fx
import pandas as pd
from asked import Found, Watch, answer

fx.CONFIG.silent()


def solve(q: object) -> Found:
    """All sets are off at both ends, for there is no gas."""
    watch = Watch()
    index = pd.date_range("2026-01-01", periods=len(q.sale), freq="h")
    system = fx.FlowSystem(index)
    most_mw = float(q.gas_mw.max())
    status = fx.StatusParameters(
        effects_per_startup=q.start_yuan, min_uptime=q.minimum_up_h, min_downtime=q.minimum_down_h
    )
    system.add_elements(
        fx.Bus("grid"),
        fx.Bus("gas"),
        fx.Effect("cost", "yuan", is_standard=True, is_objective=True),
        fx.Source("mine", outputs=[fx.Flow("drained", "gas", size=most_mw, relative_maximum=q.gas_mw / most_mw)]),
        fx.Sink("customer", inputs=[fx.Flow("sold", "grid", size=1e3, effects_per_flow_hour=-q.sale)]),
        *(
            fx.LinearConverter(
                f"set{number}",
                inputs=[fx.Flow("burnt", "gas", size=q.set_mw / q.efficiency_frac)],
                outputs=[
                    fx.Flow(
                        "power",
                        "grid",
                        size=q.set_mw,
                        relative_minimum=q.minimum_load_frac,
                        previous_flow_rate=0.0,
                        effects_per_flow_hour=q.variable_yuan_per_mwh,
                        status_parameters=status,
                    )
                ],
                conversion_factors=[{"burnt": q.efficiency_frac, "power": 1.0}],
            )
            for number in range(round(q.sets))
        ),
    )
    system.build_model()
    built_s = watch.lap_s()
    system.solve(fx.solvers.HighsSolver(mip_gap=q.gap_frac, time_limit_seconds=round(q.limit_s), log_to_console=False))
    solve_s = watch.lap_s()
    value = float(system.model.objective.value)
    return Found(objective_yuan=-value, build_s=built_s, solve_s=solve_s, proved=solve_s < q.limit_s)


answer(solve, "flixopt", "linopy", "highspy")
