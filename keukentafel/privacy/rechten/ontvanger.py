"""Who may be given the copy of a request: the resident himself, or who acts for him by what was recorded (A7).

The rule is personen.gezag.may_receive (Jeugdwet 7.3.4, 7.3.5, 7.3.15; BW 1:377c, 1:378, 1:450). It is asked when the
copy is made and again when it is handed over: custody ends, and a child turns sixteen in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import ZESTIEN, Gezag, Huishoudlid, Ontvangst, Persoon, gezag_over, receipts_of
from keukentafel.privacy.models import Verzoek
from keukentafel.privacy.permissions import existing_for
from keukentafel.privacy.states import Vrager
from keukentafel.referentielijsten.public import Leefeenheidrol
from keukentafel.toegang.public import Gebruiker

WIE_IS_HET = (
    "Zeg eerst welke ouder, voogd, curator of mentor dit vraagt. Staat die er niet bij, laat dan eerst bij het "
    "huishouden vastleggen wie gezag heeft."
)
MACHTIGING = "Deze persoon heeft een machtiging van de inwoner. Kijk na dat die over zijn gegevens gaat."
TE_JONG = "Een kind jonger dan 16 machtigt niemand. Wie gezag heeft, vraagt het."


@dataclass(frozen=True, slots=True)
class Uitreiking:
    """Whether who asks may be given it, and why in Dutch."""

    mag: bool
    uitleg: str


def may_be_given(verzoek: Verzoek, op: date) -> Uitreiking:
    """Whether who asked may be given what stands about this person that day; at most three queries."""
    about = verzoek.persoon
    if verzoek.vrager == Vrager.GEMACHTIGDE:
        young = _is_child(about, op) if (age := about.age_on(op)) is None else age < ZESTIEN
        return Uitreiking(not young, TE_JONG if young else MACHTIGING)
    asks = about if verzoek.vrager == Vrager.ZELF else verzoek.vrager_persoon
    if asks is None:
        return Uitreiking(False, WIE_IS_HET)
    found: Ontvangst = receipts_of(asks, [about], op, kinderen={about.pk} if _is_child(about, op) else ())[about.pk]
    return Uitreiking(found.mag, found.uitleg)


def require_receiver(verzoek: Verzoek, op: date) -> None:
    """Raise Regelfout, with the reason, when who asked may not be given it."""
    found = may_be_given(verzoek, op)
    if not found.mag:
        raise Regelfout(found.uitleg)


def askers_for(user: Gebruiker, persoon: Persoon, op: date) -> list[Gezag]:
    """Of whom it is recorded how he stands to this person, as far as he exists for this user; by name.

    Who has no custody is among them: then the page says that he gets nothing, and why.
    """
    rows = gezag_over(persoon.pk, op, van=None)
    mine = existing_for(user, {row.houder_id for row in rows})
    return sorted((row for row in rows if row.houder_id in mine), key=lambda row: (row.houder.naam, row.pk))


def _is_child(persoon: Persoon, op: date) -> bool:
    """Whether he lives somewhere as a child that day, for when his age is not known."""
    rows = Huishoudlid.objects.filter(persoon=persoon, rol=Leefeenheidrol.KIND).valid_on(op)
    return persoon.geboortedatum is None and rows.exists()
