"""What this room hangs on a case: the button, the menu, the block of a closed case, the timeline.

Aftercare that is due shows itself as a task; the room taken puts it on Vandaag and on the case.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Model, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from keukentafel.casussen.public import (
    CASUSMENU,
    KOPKNOPPEN,
    LEIDT,
    OVERZICHT,
    VERANTWOORDELIJKHEDEN,
    Casus,
    Casustoegang,
    Overzichtsblok,
    Verantwoordelijkheid,
)
from keukentafel.core.datums import lange_datum
from keukentafel.core.versleuteling import plain_text
from keukentafel.nazorg.actions import may_undo
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.selectors import aftercare_of, current_closing
from keukentafel.referentielijsten.public import label_of
from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.toegang.public import Veld

#: Where the words of each kind of row lie; a union gives them as they are stored.
WOORDEN: Mapping[str, tuple[type[Model], str]] = {"afsluiting": (Afsluiting, "zin"), "nazorg": (Nazorg, "toelichting")}


def connect() -> None:
    """Fill the registers of the rooms below; called once, when the product starts."""
    KOPKNOPPEN.add("afsluiten", "nazorg/_kopknop.html")
    OVERZICHT.add("nazorg", overview_block)
    CASUSMENU.add("werkwijze", ("Terugkijken op de werkwijze", "nazorg:werkwijze", "casus_wijzigen"))
    TIJDLIJNBRONNEN.add("nazorg", timeline_items)
    VERANTWOORDELIJKHEDEN.add("afsluiten", answers_for)


def answers_for(casus: Casus) -> list[Verantwoordelijkheid]:
    """For the register VERANTWOORDELIJKHEDEN: closing well, with aftercare (R-090, R-122)."""
    closed = casus.afgesloten_op
    told = f"afgesloten op {lange_datum(closed)}" if closed else "met per doel wat ervan kwam, en nazorg"
    url = reverse("nazorg:afsluiten", args=[casus.pk])
    return [Verantwoordelijkheid(50, "Goed afsluiten", told, url, gedaan=closed is not None, rollen=LEIDT)]


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
        "kan_terug": toegang.mag("casus_afsluiten") and closing is not None and may_undo(closing),
    }
    return Overzichtsblok("Afgesloten", "nazorg/_afgesloten.html", context, volgorde=5, plaats="hoofd")


def timeline_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """How it went at closing, reviews and aftercare of this case, in one query over three tables.

    That it was closed is a line of the case itself; here stands the sentence.
    """
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    mine = {"casus": toegang.casus}
    closings = Afsluiting.objects.filter(**mine, ongedaan_op=None).exclude(zin="").order_by()
    reviews = Werkwijzereview.objects.filter(**mine).order_by()
    checks = Nazorg.objects.filter(**mine).exclude(resultaat="").exclude(gedaan_op=None, gepland_op=None).order_by()
    nobody = Value("")
    rows = closings.values_list(
        Value("afsluiting"), "op", "pk", "wet", "zin", nobody, Coalesce("medewerker__naam", nobody)
    ).union(
        reviews.values_list(
            Value("review"), "datum", "pk", "wet", nobody, nobody, Coalesce("respondent__naam", nobody)
        ),
        checks.values_list(
            Value("nazorg"), Coalesce("gedaan_op", "gepland_op"), "pk", "wet", "toelichting", "resultaat",
            Coalesce("medewerker__naam", nobody),
        ),
        all=True,
    )  # fmt: skip
    return [_line(toegang.casus, *row) for row in sorted(rows, key=itemgetter(0, 1, 2))]


def _line(casus: Casus, soort: str, op: date, pk: int, wet: str, words: Any, resultaat: str, wie: str) -> Tijdlijnitem:
    """One row of the union, which gives the words as they are stored."""
    tekst = plain_text(*WOORDEN[soort], pk, words) if words else ""
    line = Tijdlijnitem(
        op=op, titel="Hoe het is gegaan", soort="regie", soortnaam="Regie", tekst=tekst, wie=wie, wet=wet,
        anker=f"{soort}-{pk}",
    )  # fmt: skip
    if soort == "review":
        url = reverse("nazorg:werkwijze", args=[casus.pk])
        return replace(line, titel="Teruggekeken op de werkwijze", url=url, stil=True)
    if soort == "nazorg":
        title = f"Nazorg: {label_of('nazorgresultaat', resultaat, op).lower()}"
        return replace(line, titel=title, soort="nazorg", soortnaam="Nazorg")
    return line
