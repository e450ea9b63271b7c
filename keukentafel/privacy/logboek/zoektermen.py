"""Search terms in the log: encrypted under a key of their own, opened one at a time, with a reason, by the officer."""

from django.utils import timezone

from keukentafel.audit.public import Regel, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import read_terms
from keukentafel.toegang.public import Gebruiker

HOOGSTENS = 100
REDEN_IN_LOGBOEK = 60  # characters that a line of the log keeps
REDEN_HULP = "Schrijf geen namen op: dit staat leesbaar in het logboek, en daar gaat nooit iets uit."


class ZoektermWeg(LookupError):
    """There is no such search in the log."""


def search_lines() -> list[tuple[Regel, str]]:
    """The newest searches with the name of who searched; not what for."""
    lines = list(Regel.objects.filter(soort="zoeken").defer("geheim").order_by("-volgnr")[:HOOGSTENS])
    names = dict(Gebruiker.objects.filter(pk__in={line.actor for line in lines}).values_list("pk", "naam"))
    return [(line, names.get(line.actor or 0, "het systeem")) for line in lines]


@action("zoekterm_geopend")
def open_zoekterm(*, by: Gebruiker, volgnr: int, reden: str) -> str:
    """What was searched for in this line of the log. Raises ZoektermWeg, and Regelfout for one's own search.

    Written in the log with the reason before it is shown; source: security.md 3, a search term is personal data.
    """
    line = Regel.objects.filter(volgnr=volgnr, soort="zoeken").exclude(geheim=None).first()
    if line is None or line.geheim is None or line.tijd > timezone.now():
        raise ZoektermWeg(volgnr)
    if line.actor == by.pk:
        raise Regelfout("Dit is uw eigen zoekopdracht. Een collega kijkt daarnaar.", veld="reden")
    record("zoekterm_geopend", line, reden=reden)
    return read_terms(bytes(line.geheim))
