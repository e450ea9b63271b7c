"""What this room hangs on a case: the button, the menu, the block of a closed case, the timeline.

Aftercare that is due shows itself as a task; the room taken puts it on Vandaag and on the case.
"""

from django.urls import reverse

from keukentafel.casussen.public import (
    CASUSMENU,
    KOPKNOPPEN,
    OVERZICHT,
    Casustoegang,
    Overzichtsblok,
)
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.selectors import aftercare_of, current_closing
from keukentafel.referentielijsten.public import Nazorgresultaat, label_of
from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.toegang.public import Veld


def connect() -> None:
    """Fill the registers of the rooms below; called once, when the product starts."""
    KOPKNOPPEN.add("afsluiten", "nazorg/_kopknop.html")
    OVERZICHT.add("nazorg", overview_block)
    CASUSMENU.add("werkwijze", ("Terugkijken op de werkwijze", "nazorg:werkwijze", "casus_wijzigen"))
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


def timeline_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """How it went at closing, reviews and aftercare of this case, in three queries.

    That it was closed is a line of the case itself; here stands the sentence.
    """
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    casus = toegang.casus
    closings = Afsluiting.objects.filter(casus=casus, ongedaan_op=None).exclude(zin="").select_related("medewerker")
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
        titel="Hoe het is gegaan",
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
