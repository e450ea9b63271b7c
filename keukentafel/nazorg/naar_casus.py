"""What this room hangs on a case: the button, the block of a closed case, what is to be done, the timeline."""

from collections.abc import Collection

from django.urls import reverse

from keukentafel.casussen.public import (
    KOPKNOPPEN,
    OVERZICHT,
    STAPPEN,
    TE_DOEN,
    Casus,
    Casustoegang,
    Overzichtsblok,
    Stap,
    TeDoen,
)
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.selectors import aftercare_of, current_closing, next_aftercare
from keukentafel.referentielijsten.public import Afsluitreden, Nazorgresultaat, label_of
from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.toegang.public import Veld


def connect() -> None:
    """Fill the registers of the rooms below; called once, when the product starts."""
    KOPKNOPPEN.add("afsluiten", "nazorg/_kopknop.html")
    OVERZICHT.add("nazorg", overview_block)
    TE_DOEN.add("nazorg", to_do)
    STAPPEN.add("nazorg", next_checks)
    TIJDLIJNBRONNEN.add("nazorg", timeline_items)


def overview_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """How a closed case was closed, and how it went afterwards; None for an open case or without the right."""
    casus = toegang.casus
    if casus.afgesloten_op is None or not toegang.besluit.mag_zien(Veld.INHOUD):
        return None
    closing = current_closing(casus)
    context = {
        "casus": casus,
        "reden": label_of("afsluitreden", casus.afsluitreden, casus.afgesloten_op),
        "zin": closing.zin if closing is not None and toegang.mag_wet(closing.wet) else "",
        "nazorgen": [n for n in aftercare_of(casus) if toegang.mag_wet(n.wet)],
        "mag": toegang.mag("casus_afsluiten"),
    }
    return Overzichtsblok("Afgesloten", "nazorg/_afgesloten.html", context, volgorde=5, plaats="hoofd")


def to_do(casus: Casus) -> list[TeDoen]:
    """The aftercare that is planned for a closed case."""
    if casus.afgesloten_op is None:
        return []
    planned = next_aftercare(casus)
    if planned is None:
        return []
    url = reverse("nazorg:nazorg", args=[casus.pk])
    return [TeDoen("Nazorg: vraag hoe het gaat", url, vervalt=planned.gepland_op)]


def next_checks(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the days on which aftercare is planned; one query."""
    found = Nazorg.objects.filter(casus__in=casus_ids, resultaat="").order_by("gepland_op", "pk")
    return [
        Stap(casus_id, day, "nazorg", reverse("nazorg:nazorg", args=[casus_id]))
        for casus_id, day in found.values_list("casus_id", "gepland_op")
    ]


def timeline_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """Closings, reviews and aftercare of this case, in three queries."""
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    casus = toegang.casus
    closings = Afsluiting.objects.filter(casus=casus, ongedaan_op=None).select_related("medewerker")
    reviews = Werkwijzereview.objects.filter(casus=casus).select_related("respondent")
    checks = Nazorg.objects.filter(casus=casus).exclude(resultaat="").select_related("medewerker")
    return [
        *(_closing_line(row) for row in closings.order_by("op", "pk")),
        *(_review_line(row) for row in reviews.order_by("datum", "pk")),
        *(_check_line(row) for row in checks.order_by("gedaan_op", "pk")),
    ]


def _closing_line(row: Afsluiting) -> Tijdlijnitem:
    return Tijdlijnitem(
        op=row.op,
        titel=f"Afgesloten: {Afsluitreden(row.reden).label.lower()}",
        soort="regie",
        soortnaam="Regie",
        tekst=row.zin,
        wie=row.medewerker.naam if row.medewerker else "",
        wet=row.wet,
        anker=f"afsluiting-{row.pk}",
    )


def _review_line(row: Werkwijzereview) -> Tijdlijnitem:
    return Tijdlijnitem(
        op=row.datum,
        titel="Teruggekeken op de werkwijze",
        soort="regie",
        soortnaam="Regie",
        wie=row.respondent.naam if row.respondent else "",
        url=reverse("nazorg:werkwijze", args=[row.casus_id]),
        wet=row.wet,
        anker=f"review-{row.pk}",
        stil=True,
    )


def _check_line(row: Nazorg) -> Tijdlijnitem:
    return Tijdlijnitem(
        op=row.gedaan_op or row.gepland_op,  # done aftercare always has its day; the database holds that
        titel=f"Nazorg: {Nazorgresultaat(row.resultaat).label.lower()}",
        soort="nazorg",
        soortnaam="Nazorg",
        tekst=row.toelichting,
        wie=row.medewerker.naam if row.medewerker else "",
        wet=row.wet,
        anker=f"nazorg-{row.pk}",
    )
