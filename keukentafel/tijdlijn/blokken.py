"""What this room puts on the pages of a case: the composer and the latest of the timeline."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from keukentafel.casussen.public import Casustoegang, Overzichtsblok, casus_url, tickable
from keukentafel.personen.public import Persoon, members_on
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.forms import NotitieForm
from keukentafel.tijdlijn.selectors import last_entry_of, timeline
from keukentafel.toegang.public import Veld

LAATSTE = 8


def household_members(toegang: Casustoegang) -> list[Persoon]:
    """Who live in the household today, to choose from; nobody when names may not be seen."""
    if not toegang.besluit.mag_zien(Veld.IDENTITEIT):
        return []
    household = toegang.casus.huishouden_id
    ids = members_on([household], timezone.localdate())[household]
    return list(Persoon.objects.filter(pk__in=ids).order_by("geboortedatum", "pk"))


def composer(toegang: Casustoegang, data: QueryDict | None = None, *, terug: str = "") -> dict[str, Any]:
    """Context of `tijdlijn/_composer.html` (as `b`): `form`, `actie` and `concept`.

    Four queries. The kind of the last note of this worker is the kind of this one; its law that of the case.
    """
    worker = worker_of(toegang.gebruiker)
    last = last_entry_of(worker.pk) if worker and data is None else None
    initial: dict[str, Any] = {"wet": toegang.casus.wet, "terug": terug}
    if last is not None:
        initial |= {"aard": last.aard, "soort": last.soort}
    form = NotitieForm(data, personen=household_members(toegang), afvinkbaar=tickable(toegang), initial=initial)
    return {
        "form": form,
        "actie": reverse("tijdlijn:vastleggen", args=[toegang.casus.pk]),
        "concept": f"contact-{toegang.casus.pk}",
    }


def composer_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """For the register OVERZICHT: where one writes, always open, for who may write."""
    if not toegang.mag("casus_wijzigen"):
        return None
    context = composer(toegang, terug=casus_url(toegang.casus.pk))
    return Overzichtsblok("Vastleggen", "tijdlijn/_composer.html", context, 40, "hoofd")


def timeline_block(toegang: Casustoegang) -> Overzichtsblok:
    """For the register OVERZICHT: the latest of the timeline."""
    found = timeline(toegang)
    context = {
        "items": list(found.pagina.object_list)[:LAATSTE],
        "meer_url": reverse("tijdlijn:tijdlijn", args=[toegang.casus.pk]),
        "totaal": found.pagina.paginator.count,
    }
    return Overzichtsblok("Tijdlijn", "tijdlijn/_tijdlijn.html", context, 90, "hoofd")
