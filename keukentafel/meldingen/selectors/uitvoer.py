"""Every melding and every count as plain rows, for an exchange package. Who asks has the right to everything."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import F

from keukentafel.core.opvragen import only
from keukentafel.core.versleuteling import plain_values
from keukentafel.meldingen.models import BuitenSysteemTelling, Melding, MeldingCasus, Vervolgcasus
from keukentafel.meldingen.states import Koppelwijze

MELDING = (
    "ontvangen_op", "geregistreerd_op", "soort", "kanaal", "melder_soort", "melder_organisatie_id", "anoniem",
    "persoon_id", "team_id", "gebied__code", "vraagtype", "omschrijving", "eerste_contact_op", "afhandeling",
    "afgehandeld_op",
)  # fmt: skip
TELLING = ("team_id", "maand", "aantal")


def export_meldingen(ids: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield `pk`, the fields of MELDING and `terugkoppeling_op` of every melding, or of these; in no order."""
    rows = only(Melding.objects.order_by(), ids).values(
        "pk", *MELDING, terugkoppeling_op=F("terugkoppeling__gedaan_op")
    )
    yield from plain_values(Melding, rows.iterator())


def export_buiten_systeem() -> Iterator[dict[str, Any]]:
    """Yield `team_id`, `maand` (its first day) and `aantal` of every count, in no order; one query."""
    yield from BuitenSysteemTelling.objects.order_by().values(*TELLING).iterator()


def melding_of_casussen() -> Mapping[int, int]:
    """Return which melding each case names: the one that opened it. By case id; two queries."""
    opened = MeldingCasus.objects.filter(wijze=Koppelwijze.OPENT).order_by().values_list("casus_id", "melding_id")
    further = Vervolgcasus.objects.order_by().values_list("casus_id", "melding_id")
    return dict(further.iterator()) | dict(opened.iterator())
