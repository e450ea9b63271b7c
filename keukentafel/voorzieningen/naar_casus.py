"""What this room hangs on a case and on its plan: the block of requests, the timeline, the way to request maatwerk."""

from datetime import date

from django.urls import reverse

from keukentafel.casussen.public import Casustoegang, Overzichtsblok
from keukentafel.core.schermdelen import Persoonregel
from keukentafel.referentielijsten.public import Aanvraagstatus, Wet, label_of
from keukentafel.tijdlijn.public import Tijdlijnitem
from keukentafel.toegang.public import Veld
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder
from keukentafel.voorzieningen.selectors import decisions_elsewhere, of_casus, product_name

AFGELOPEN = (Aanvraagstatus.INGETROKKEN, Aanvraagstatus.BEEINDIGD, Aanvraagstatus.AFGEWEZEN)


def request_url(casus_id: int, inzet_id: int) -> str:
    """Where maatwerk is requested from the plan."""
    return reverse("voorzieningen:uit_inzet", args=[casus_id, inzet_id])


def new_request(casus_id: int) -> tuple[str, str]:
    """Request something that is not in the plan yet."""
    return "Maatwerk aanvragen", reverse("voorzieningen:nieuw", args=[casus_id])


def decision_elsewhere(casus_id: int) -> tuple[str, str]:
    """Note what somebody else decided."""
    return "Besluit van een ander vastleggen", reverse("voorzieningen:besluit_ander", args=[casus_id])


def requests_block(kring: Casustoegang) -> Overzichtsblok | None:
    """The requests of this case that are not over; None when there are none or the reader may not see them."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return None
    rows = [
        Persoonregel(
            naam=product_name(found).capitalize() if not found.product else product_name(found),
            erbij=label_of("aanvraagstatus", found.status, found.besluit_op).lower(),
            url=reverse("voorzieningen:aanvraag", args=[found.pk]),
        )
        for found in _readable(kring)
        if found.status not in AFGELOPEN
    ]
    return Overzichtsblok("", "voorzieningen/_blok.html", {"aanvragen": rows}, volgorde=60) if rows else None


def decisions_block(kring: Casustoegang) -> Overzichtsblok | None:
    """What others decided for the people of this household; None when there is nothing or the reader may not see it."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return None
    readable = [wet.value for wet in Wet if kring.mag_wet(wet)]
    rows = decisions_elsewhere(kring, readable, date.today())
    if not rows:
        return None
    still_open = kring.casus.afgesloten_op is None
    context = {
        "besluiten": rows,
        "casus_id": kring.casus.pk,
        "mag": still_open and kring.mag("aanvraag_indienen"),
    }
    return Overzichtsblok("", "voorzieningen/_besluiten_elders.html", context, volgorde=10)


def timeline_items(kring: Casustoegang) -> list[Tijdlijnitem]:
    """A line per request handed in, decided and started, and per decision of somebody else; two queries."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return []
    items = []
    for found in _readable(kring):
        result = found.status if found.status == Aanvraagstatus.AFGEWEZEN else Aanvraagstatus.TOEGEKEND
        decided = label_of("aanvraagstatus", result, found.besluit_op).lower()
        steps = (
            (found.ingediend_op, "Maatwerk aangevraagd"),
            (found.besluit_op, f"Aanvraag {decided}"),
            (found.hulp_gestart_op, "Hulp gestart"),
        )
        url = reverse("voorzieningen:aanvraag", args=[found.pk])
        items += [
            Tijdlijnitem(
                op=day, titel=title, soort="aanvraag", soortnaam="Aanvraag", tekst=product_name(found), url=url,
                wet=found.wet, persoon_id=found.persoon_id,
            )
            for day, title in steps
            if day is not None
        ]  # fmt: skip
    return items + _lines_elsewhere(kring)


def _lines_elsewhere(kring: Casustoegang) -> list[Tijdlijnitem]:
    decisions = BesluitAnder.objects.filter(casus=kring.casus, vervallen_op=None).order_by("-van", "-pk")
    url = reverse("plannen:ondersteuning", args=[kring.casus.pk]) + "#besluiten"
    return [
        Tijdlijnitem(
            op=found.van, titel="Besluit van een ander", soort="aanvraag", soortnaam="Aanvraag",
            tekst=f"{product_name(found)} ({label_of('verwijzer', found.verwijzer, found.van).lower()})", url=url,
            wet=found.wet, persoon_id=found.persoon_id,
        )
        for found in decisions
    ]  # fmt: skip


def _readable(kring: Casustoegang) -> list[Aanvraag]:
    return [found for found in of_casus(kring.casus.pk) if kring.mag_wet(found.wet)]
