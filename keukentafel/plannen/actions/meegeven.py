"""Write of the plan that goes along: the version as given, and with it the status."""

from datetime import date

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon
from keukentafel.plannen.models import Plan, Planversie
from keukentafel.plannen.pdf import fingerprint
from keukentafel.plannen.permissions import laws_of, subjects_of_plan
from keukentafel.plannen.selectors.meegeven import audience_of, take_home
from keukentafel.plannen.states import Verstrekvorm
from keukentafel.plannen.wie import household_members
from keukentafel.teams.public import Medewerker


@action("plan_verstrekt")
def give_plan(
    *,
    by: Actor,
    plan: Plan,
    casus: Casus,
    voor: Persoon | None = None,
    vorm: str = Verstrekvorm.PAPIER,
    medewerker: Medewerker | None = None,
    op: date | None = None,
) -> Planversie:
    """Make the next version of the plan to take home and note that it was given (R-066).

    `voor` None is the household's copy; a person's own copy also has what is private to that person. What `by` may
    not read is not in it, nor anything about a child for a parent without custody. `op` is the day on which it was
    given (default today). Raises Regelfout when there is nothing in it yet.
    """
    locked = Plan.lock(plan.pk)
    if not locked.doelen.exists():
        raise Regelfout("Er staan nog geen doelen in het plan. Voeg eerst een doel toe.")
    today = op or date.today()
    number = locked.versienummer + 1
    audience = audience_of(household_members(locked.huishouden_id), voor, laws_of(by, casus), today)
    given = take_home(locked, casus, publiek=audience, op=today, nummer=number)
    version = Planversie.objects.create(
        plan=locked, nummer=number, gegeven_op=today, vorm=Verstrekvorm(vorm), voor=voor, inhoud=given.inhoud,
        wetten=list(given.wetten), vingerafdruk=fingerprint(given.inhoud), medewerker=medewerker,
    )  # fmt: skip
    locked.change(
        versienummer=number, verstrekt_op=today, verstrekt_vorm=vorm, besproken_op=locked.besproken_op or today
    )
    record("plan_verstrekt", version, subjects=subjects_of_plan(locked))
    return version
