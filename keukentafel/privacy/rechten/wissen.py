"""A request to be erased (AVG 17) goes over the destruction list: what may go is put on one, what stays is told why.

Only what no term, no running case and no stop holds goes (AVG 17 lid 3 b and e); a colleague decides about the list,
and the command that destroys asks everything again (docs/adr/0027).
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.privacy.bewaren.lijst import LOPEND, TERMIJN, draw_up_list, listed_cases, why_not
from keukentafel.privacy.models import Vernietigingslijst, Vernietigingsregel, Verzoek
from keukentafel.toegang.public import Gebruiker

OP_LIJST = "staat al op een vernietigingslijst"
GEEN_CASUS = "Deze inwoner heeft geen casus om te wissen."


def cases_of(verzoek: Verzoek) -> list[Casus]:
    """The cases of which this resident is the client, oldest first. A case of a housemate is not his to erase."""
    return list(Casus.objects.filter(persoon=verzoek.persoon_id).order_by("aangemeld_op", "pk"))


@action("wissen_op_lijst")
def put_on_list(*, by: Gebruiker, verzoek: Verzoek, op: date | None = None) -> Vernietigingslijst:
    """Put on a list what of this resident may be destroyed. Raises Regelfout, with the reasons, when that is nothing.

    A case that stands on a list already is not put on another. Some hundred questions per case: for a POST, no page.
    """
    day, cases = op or timezone.localdate(), cases_of(verzoek)
    if not cases:
        raise Regelfout(GEEN_CASUS)
    try:
        made = draw_up_list(by=by, op=day, alleen=[casus.pk for casus in cases])
    except Regelfout:
        raise Regelfout(f"Nu kan er niets weg. {kept_because(cases, day)}") from None
    record("wissen_op_lijst", verzoek, subjects=[verzoek.persoon_id], reden=f"lijst {made.pk}")
    return made


def kept_because(cases: list[Casus], op: date) -> str:
    """Why these cases are kept, as one Dutch sentence per reason with how many it holds."""
    listed = set(listed_cases().filter(casus_nr__in=[casus.pk for casus in cases]))
    held = Counter(OP_LIJST if casus.pk in listed else _held_by(casus, op) for casus in cases)
    return " ".join(f"{number} {'casus' if number == 1 else 'casussen'}: {why}." for why, number in held.items())


def _held_by(casus: Casus, op: date) -> str:
    return (LOPEND if casus.afgesloten_op is None else why_not(casus, op)) or TERMIJN


def lists_of(verzoek: Verzoek) -> list[Vernietigingslijst]:
    """The destruction lists on which a case of this resident stands, newest first; two queries."""
    numbers = [casus.pk for casus in cases_of(verzoek)]
    on = Vernietigingsregel.objects.filter(casus_nr__in=numbers).values("lijst")
    return list(Vernietigingslijst.objects.filter(pk__in=on).order_by("-opgesteld_op", "-pk"))
