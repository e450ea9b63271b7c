"""Every case and every role as plain rows, for an exchange package. Who asks has the right to everything."""

from collections.abc import Iterator
from typing import Any

from keukentafel.casussen.models import Casus, Casusrol

CASUS = (
    "huishouden_id", "persoon_id", "team_id", "casustype", "vraagtype", "zwaarte", "veiligheid", "aangemeld_op",
    "geregistreerd_op", "vraagverheldering_op", "plan_op", "volgen_vanaf", "afgesloten_op", "afsluitreden",
)  # fmt: skip
ROL = ("casus_id", "medewerker_id", "rol", "van", "tot")


def export_casussen() -> Iterator[dict[str, Any]]:
    """Yield `pk` and the fields of CASUS of every case, in no order; one query, read in portions."""
    yield from Casus.objects.order_by().values("pk", *CASUS).iterator()


def export_rollen() -> Iterator[dict[str, Any]]:
    """Yield `casus_id`, `medewerker_id`, `rol`, `van` and `tot` of every role, in no order; one query."""
    yield from Casusrol.objects.order_by().values(*ROL).iterator()
