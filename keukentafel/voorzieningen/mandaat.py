"""Who may decide on a request: rules of the municipality, in the list `mandaat` (R-105)."""

from dataclasses import dataclass
from datetime import date

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import (
    label_of,
    list_codes,
)
from keukentafel.toegang.public import Gebruiker, load_matrix
from keukentafel.voorzieningen.models import Aanvraag

ZELF_GEVRAAGD = "U vroeg dit zelf aan. Een collega met mandaat besluit."
GEEN_MANDAAT = "U hebt geen mandaat om hierover te besluiten."


@dataclass(frozen=True, slots=True)
class Mandaat:
    """One rule: a role may decide up to an amount in euro a year (0: any), and on its holder's own request or not."""

    rol: str
    naam: str
    bedrag_hoogstens: int
    eigen_aanvraag: bool

    def covers(self, aanvraag: Aanvraag) -> bool:
        """Whether the law belongs to the role, and the cost lies within the amount."""
        laws = {rol.value: laws for rol, laws in load_matrix().wetten.items()}.get(self.rol, frozenset())
        within = not self.bedrag_hoogstens or aanvraag.kosten is None or aanvraag.kosten <= self.bedrag_hoogstens
        return aanvraag.wet in laws and within


def mandates_for(aanvraag: Aanvraag, op: date | None = None) -> list[Mandaat]:
    """The rules that cover this request on day `op`, in the order of the list."""
    rules = [
        Mandaat(row.code, row.naam, int(row.kenmerken["bedrag_hoogstens"]), bool(row.kenmerken["eigen_aanvraag"]))
        for row in list_codes("mandaat", op or date.today())
    ]
    return [rule for rule in rules if rule.covers(aanvraag)]


def held_by(user: Gebruiker, aanvraag: Aanvraag, op: date | None = None) -> list[Mandaat]:
    """The rules under which this user may decide on this request. Raises Regelfout saying why there are none."""
    held = [rule for rule in mandates_for(aanvraag, op) if rule.rol in user.rollen]
    if not held:
        raise Regelfout(GEEN_MANDAAT)
    if aanvraag.aanvrager is not None and aanvraag.aanvrager.gebruiker_id == user.pk:
        held = [rule for rule in held if rule.eigen_aanvraag]
        if not held:
            raise Regelfout(ZELF_GEVRAAGD)
    return held


def in_words(aanvraag: Aanvraag) -> str:
    """Who may decide, for the request itself: "Regisseur van het team, Back office Wmo". Law words stay out of it."""
    return (
        ", ".join(rule.naam for rule in mandates_for(aanvraag)) or f"niemand onder de {label_of('wet', aanvraag.wet)}"
    )
