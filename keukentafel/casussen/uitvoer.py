"""Every case and every role as plain rows, for an exchange package. Who asks has the right to everything."""

from collections.abc import Collection, Iterator
from typing import Any

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.core.opvragen import only

CASUS = (
    "huishouden_id", "persoon_id", "team_id", "casustype", "vraagtype", "zwaarte", "veiligheid", "aangemeld_op",
    "geregistreerd_op", "vraagverheldering_op", "plan_op", "volgen_vanaf", "afgesloten_op", "afsluitreden",
)  # fmt: skip
ROL = ("casus_id", "medewerker_id", "rol", "van", "tot")


def export_casussen(ids: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield `pk` and the fields of CASUS of every case, or of these; in no order, one query, read in portions."""
    yield from only(Casus.objects.order_by(), ids).values("pk", *CASUS).iterator()


def export_rollen(ids: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield `pk`, `casus_id`, `medewerker_id`, `rol`, `van` and `tot` of every role, or of these; in no order."""
    yield from only(Casusrol.objects.order_by(), ids).values("pk", *ROL).iterator()
