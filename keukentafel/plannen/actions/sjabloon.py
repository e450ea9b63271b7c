"""Templates of goals with actions that end in X days: use one, publish a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.doelen import create_actie, create_doel
from keukentafel.plannen.models import Doel, Plan, Plansjabloon
from keukentafel.referentielijsten.public import Leefdomein, UitvoerderSoort


@dataclass(frozen=True, slots=True)
class Afspraakvoorstel:
    """One action as it will be made: text, who, by when."""

    omschrijving: str
    wie_soort: str = UitvoerderSoort.INWONER
    wie_naam: str = ""
    wanneer: date | None = None
    persoon_id: int | None = None
    medewerker_id: int | None = None


@action("doel_uit_sjabloon")
def create_doel_with_acties(
    *, by: Actor, plan: Plan, acties: Sequence[Afspraakvoorstel], leefdomein: Leefdomein, omschrijving: str,
    personen: Sequence[Persoon] = (), **velden: Any,
) -> Doel:  # fmt: skip
    """A goal and its actions in one save; an action without text is left out. `velden`: see create_doel."""
    goal = create_doel(by=by, plan=plan, leefdomein=leefdomein, omschrijving=omschrijving, personen=personen, **velden)
    for wish in acties:
        if wish.omschrijving:
            create_actie(
                by=by, doel=goal, omschrijving=wish.omschrijving, wie_soort=wish.wie_soort, wie_naam=wish.wie_naam,
                wanneer=wish.wanneer, persoon_id=wish.persoon_id, medewerker_id=wish.medewerker_id,
            )  # fmt: skip
    return goal


@action("sjabloon_uitgebracht")
def publish_sjabloon(
    *, by: Actor, code: str, naam: str, inhoud: Mapping[str, Any], bron: str = "",
    vanaf: date | None = None,
) -> Plansjabloon:  # fmt: skip
    """Publish a template; an existing code gets its next version, the one before ends the day before."""
    day = vanaf or date.today()
    last = Plansjabloon.objects.select_for_update().filter(code=code).order_by("-versienummer").first()
    if last is not None:
        last.change(geldig_tot=day - timedelta(days=1))
    template = Plansjabloon.objects.create(
        code=code, naam=naam, inhoud=dict(inhoud), bron=bron, geldig_van=day,
        versienummer=1 if last is None else last.versienummer + 1,
    )  # fmt: skip
    record("sjabloon_uitgebracht", template)
    return template
