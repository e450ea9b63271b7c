"""What this room puts on the pages of a case: the composer and the latest of the timeline."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from keukentafel.casussen.public import Casustoegang, Overzichtsblok, casus_url, household_today, tickable
from keukentafel.core.adressen import url_of
from keukentafel.personen.public import Persoon
from keukentafel.tijdlijn.forms import NotitieForm
from keukentafel.tijdlijn.gesprekken import SOORT_BIJ_PLAATS
from keukentafel.tijdlijn.models import Gesprek
from keukentafel.tijdlijn.notities import last_kind_of
from keukentafel.tijdlijn.selectors import latest_items
from keukentafel.tijdlijn.states import Aard, Plaats
from keukentafel.toegang.public import Veld


def household_members(toegang: Casustoegang, ook: Persoon | None = None) -> list[Persoon]:
    """The case's person and who live in the household today, oldest first, to choose from.

    `ook`: who was recorded before, also when he has moved out. Nobody when names may not be seen. No query after
    access_casus.
    """
    if not toegang.besluit.mag_zien(Veld.IDENTITEIT):
        return []
    casus = toegang.casus
    people = {casus.persoon_id: casus.persoon} | {lid.persoon_id: lid.persoon for lid in household_today(casus)}
    if ook is not None:
        people.setdefault(ook.pk, ook)
    return sorted(people.values(), key=lambda person: (person.geboortedatum or date.max, person.pk))


def composer(
    toegang: Casustoegang, data: QueryDict | None = None, *, terug: str = "", gesprek: Gesprek | None = None
) -> dict[str, Any]:
    """Context of `tijdlijn/_composer.html` (as `b`): `form`, `actie` and `concept`.

    One query, and those of what can be ticked off. What this worker noted last on this case gives the kind of
    this one; the case gives the law. Of a planned talk everything that is known of it is filled in.
    """
    last = last_kind_of(toegang) if data is None else None
    initial: dict[str, Any] = {"wet": toegang.casus.wet, "terug": terug}
    if last is not None:
        initial |= dict(zip(("aard", "soort"), last, strict=True))
    if gesprek is not None:
        initial |= from_talk(gesprek)
    form = NotitieForm(data, personen=household_members(toegang), afvinkbaar=tickable(toegang), initial=initial)
    return {
        "form": form,
        "actie": url_of("tijdlijn:vastleggen", toegang.casus.pk),
        "noemen": url_of("tijdlijn:noemen", toegang.casus.pk),
        "concept": f"gesprek-{gesprek.pk}" if gesprek else f"contact-{toegang.casus.pk}",
    }


def from_talk(talk: Gesprek) -> dict[str, Any]:
    """What a planned talk already says of its note: kind, day, time, how long, about whom, under which law."""
    return {
        "gesprek": talk.pk, "aard": Aard.CONTACT, "soort": SOORT_BIJ_PLAATS[Plaats(talk.plaats)],
        "datum": min(talk.datum, timezone.localdate()), "tijd": talk.tijd, "duur_minuten": talk.duur_minuten,
        "persoon": str(talk.persoon_id or ""), "wet": talk.wet,
    }  # fmt: skip


def composer_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """For the register OVERZICHT: where one writes, always open, for who may write."""
    if not toegang.mag("casus_wijzigen"):
        return None
    context = composer(toegang, terug=casus_url(toegang.casus.pk))
    return Overzichtsblok("Vastleggen", "tijdlijn/_composer.html", context, 40, "hoofd")


def timeline_block(toegang: Casustoegang) -> Overzichtsblok:
    """For the register OVERZICHT: the latest notes; the whole timeline, of all rooms, is one link away."""
    context = {"items": latest_items(toegang), "meer_url": url_of("tijdlijn:tijdlijn", toegang.casus.pk)}
    return Overzichtsblok("Tijdlijn", "tijdlijn/_tijdlijn.html", context, 90, "hoofd")
