"""Who handles requests of residents: the privacy officer, for whoever exists for him; the worker gives his opinion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.personen.public import Persoon, access_persoon, facts_of_personen, holders_of_bsn, note_terms
from keukentafel.privacy.models import Inbreng, Inzagebestand, Verzoek
from keukentafel.toegang.public import Gebruiker, authorize, decision

BEHANDELEN, UITREIKEN, INBRENG = "verzoek_behandelen", "inzage_uitreiken", "inbreng_geven"


def existing_for(user: Gebruiker, persoon_ids: Iterable[int]) -> set[int]:
    """Those of these persons whose requests this user may handle: not his own household, nor shielded without him."""
    facts = facts_of_personen(user, list(persoon_ids))
    return {pk for pk, fact in facts.items() if decision(user, BEHANDELEN, fact).toegestaan}


def access_verzoek(user: Gebruiker, verzoek_id: int, actie: str = BEHANDELEN) -> Verzoek:
    """Return a request; Http404 when it, or its person, does not exist for this user. The read is logged."""
    found = Verzoek.objects.select_related("persoon", "vrager_persoon", "eigenaar").filter(pk=verzoek_id).first()
    if found is None:
        raise Http404
    authorize(user, actie, facts_of_personen(user, [found.persoon_id])[found.persoon_id], obj=found)
    note_read(actie, found, subjects=[found.persoon_id])
    return found


def access_bestand(user: Gebruiker, bestand_id: int) -> Inzagebestand:
    """Return the copy, for handing over; Http404 as for its request."""
    found = Inzagebestand.objects.defer("inhoud").select_related("inzage").filter(pk=bestand_id).first()
    if found is None:
        raise Http404
    access_verzoek(user, found.inzage.verzoek_id, UITREIKEN)
    return found


def access_inbreng(user: Gebruiker, inbreng_id: int) -> Inbreng:
    """Return a question to the workers of a household; any of them who may work on it may answer."""
    rows = Inbreng.objects.select_related("verzoek__persoon", "medewerker")
    found = rows.filter(pk=inbreng_id).first()
    if found is None:
        raise Http404
    access_verzoek(user, found.verzoek_id, INBRENG)
    return found


def access_vrager(user: Gebruiker, persoon_id: int) -> Persoon:
    """Return the person about whom somebody asks; Http404 when he does not exist for this user."""
    return access_persoon(user, persoon_id, BEHANDELEN).persoon


def search_person(user: Gebruiker, bsn: str, achternaam: str, geboren: date | None) -> list[Persoon]:
    """Find somebody by his BSN, or by surname and date of birth: exactly, so that nobody browses. Logged."""
    rows = Persoon.objects.current().order_by("achternaam", "pk")
    if bsn:
        rows = rows.filter(pk__in=holders_of_bsn([bsn]).values())
    elif achternaam and geboren:
        rows = rows.filter(achternaam__iexact=achternaam, geboortedatum=geboren, pseudoniem=False)
    else:
        return []
    found = list(rows[:20])
    mine = existing_for(user, [one.pk for one in found])
    shown = [one for one in found if one.pk in mine]
    note_terms(BEHANDELEN, bsn or f"{achternaam} {geboren}", hits=len(shown))
    note_read(BEHANDELEN, None, subjects=[one.pk for one in shown])
    return shown
