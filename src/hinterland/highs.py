"""HiGHS, run so that its word is the last."""

import highspy


def run(solver: highspy.Highs) -> None:
    """Run the solver; where it notices an error of its own, once more without preparing the programme.

    HiGHS 1.15 prepares some impossible programmes into empty ones, calls those solved and then finds that the plan
    breaks a row.
    """
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kSolveError:
        _, prepared = solver.getOptionValue("presolve")
        solver.setOptionValue("presolve", "off")
        solver.run()
        solver.setOptionValue("presolve", prepared)
