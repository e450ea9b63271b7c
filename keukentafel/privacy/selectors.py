"""Reads about requests of residents: the work list, and what the page of one request shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus, regisseurs_of
from keukentafel.personen.public import households_of
from keukentafel.privacy.models import Beperking, Inzagebestand, Verklaring, Verzoek
from keukentafel.privacy.permissions import BEHANDELEN, existing_for
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker

HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Werkstand:
    """How many requests wait, and how many are past their term."""

    open: int
    te_laat: int


def list_verzoeken(user: Gebruiker, *, klaar: bool) -> list[Verzoek]:
    """The requests that this user may handle: open ones with the nearest term first, or the last ones done."""
    rows = Verzoek.objects.select_related("persoon", "eigenaar").defer("persoon__bsn")
    rows = rows.filter(afgehandeld_op__isnull=not klaar).order_by(*(("-afgehandeld_op", "-pk") if klaar else ("pk",)))
    found = list(rows[:HOOGSTENS])
    mine = existing_for(user, {row.persoon_id for row in found})
    shown = [row for row in found if row.persoon_id in mine]
    note_read(BEHANDELEN, None, subjects=[row.persoon_id for row in shown])
    return shown if klaar else sorted(shown, key=lambda row: (row.uiterlijk, row.pk))


def standing(vandaag: date) -> Werkstand:
    """Count what waits; shows no person. One query."""
    rows = list(Verzoek.objects.filter(afgehandeld_op=None).only("ontvangen_op", "verlengd_op").order_by("pk"))
    return Werkstand(len(rows), sum(row.uiterlijk < vandaag for row in rows))


def files_of(verzoek: Verzoek) -> list[Inzagebestand]:
    """The copies that were made for this request, newest first, without their content."""
    return list(Inzagebestand.objects.defer("inhoud").filter(inzage__verzoek=verzoek).order_by("-gevraagd_op", "-pk"))


def whom_to_ask(verzoek: Verzoek, vandaag: date) -> list[tuple[Casus, Medewerker]]:
    """Who has the regie in the open cases of the household of this person: whom the officer can ask."""
    homes = [home.pk for home in households_of([verzoek.persoon_id], vandaag)[verzoek.persoon_id]]
    rows = Casus.objects.filter(huishouden__in=homes, afgesloten_op=None).select_related("team").order_by("pk")
    cases = list(rows)
    roles = regisseurs_of([casus.pk for casus in cases])
    return [(casus, roles[casus.pk].medewerker) for casus in cases if casus.pk in roles]


def statements_of(huishouden_id: int) -> list[Verklaring]:
    """The statements that hold today in a household, newest first."""
    rows = Verklaring.objects.filter(huishouden=huishouden_id, tot=None)
    return list(rows.select_related("persoon").order_by("-van", "-pk"))


def stands_still(verzoek: Verzoek) -> bool:
    """True while the use of a dossier stands still by this request."""
    return Beperking.objects.filter(verzoek=verzoek, tot=None).exists()
