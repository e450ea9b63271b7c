"""The door of plannen."""

from keukentafel.plannen.actions.doelen import set_goal_results
from keukentafel.plannen.actions.plan import create_plan, end_plan
from keukentafel.plannen.actions.sluiten import reopen_goals, reopen_plan
from keukentafel.plannen.models import Doel, Plan
from keukentafel.plannen.permissions import open_plan_of
from keukentafel.plannen.selectors.sluiten import open_goals_of

__all__ = [
    "Doel",
    "Plan",
    "create_plan",
    "end_plan",
    "open_goals_of",
    "open_plan_of",
    "reopen_goals",
    "reopen_plan",
    "set_goal_results",
]
