"""Someone who resembles a shielded person is recorded: only who is on the list of that household hears of it.

Whoever records him sees nothing: no warning, no refused number, no other page (security.md 2.3).
"""

from datetime import date

from django.db.models import Q, QuerySet

from keukentafel.audit.public import Actor
from keukentafel.core.muur import weighs
from keukentafel.core.opvragen import compiled
from keukentafel.personen.belang import hidden_among, shield_listed
from keukentafel.personen.dubbelen import Kenmerken, resembles
from keukentafel.personen.models import Afschermlid, Huishoudlid, Persoon
from keukentafel.personen.registers import SCHILDTREFFERS
from keukentafel.toegang.public import Gebruiker


@weighs
def hand_to_holders(by: Actor, persoon: Persoon) -> None:
    """Tell the list of each shielded household of which somebody resembles `persoon`; one query when there is none.

    Not about a household that `by` knows himself: there he was shown the look-alike. Imports (by the system) are
    compared elsewhere.
    """
    if not isinstance(by, Gebruiker):
        return
    typed = Kenmerken(
        persoon.voornamen, persoon.achternaam, persoon.geboortedatum, persoon.postcode, persoon.huisnummer, persoon.bsn
    )
    alike = {
        lid.huishouden_id
        for lid in _shielded_members(by.pk, date.today())
        if lid.persoon_id != persoon.pk and resembles(typed, lid.persoon)
    }
    for huishouden_id in sorted(alike):
        for tell in SCHILDTREFFERS:
            tell(huishouden_id, persoon.pk)


@compiled
def _shielded_members(user_id: int, op: date) -> QuerySet[Huishoudlid]:
    """Who lives that day in a shielded household on whose list this user does not stand."""
    shielded = Afschermlid.objects.exclude(huishouden__in=shield_listed(user_id)).order_by().values("huishouden")
    rows = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op, huishouden__in=shielded)
    return rows.select_related("persoon").defer("persoon__bsn").order_by()


def is_hidden_from(by: Actor, persoon_id: int) -> bool:
    """True when this person does not exist for whoever acts."""
    return isinstance(by, Gebruiker) and persoon_id in hidden_among(by, [persoon_id], date.today())
