"""What this room hangs on a case: the block "Zo gaat het", what is to be done, and the lines on its timeline."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from keukentafel.casussen.public import Casus, Casustoegang, Overzichtsblok, TeDoen, Uitnodigingsdeel
from keukentafel.core.adressen import url_of
from keukentafel.core.schermdelen import Niveauregel
from keukentafel.referentielijsten.public import Meetmoment, scheme
from keukentafel.tijdlijn.public import Tijdlijnitem
from keukentafel.toegang.public import Veld
from keukentafel.zelfredzaamheid.models import Meting, Score
from keukentafel.zelfredzaamheid.selectors import Persoonsverloop, attention_of, courses_of, latest_scores
from keukentafel.zelfredzaamheid.states import Metingstatus
from keukentafel.zelfredzaamheid.vergelijken import instruction_changes

TELWOORDEN = {
    2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien",
    11: "elf", 12: "twaalf", 13: "dertien",
}  # fmt: skip
MOMENTEN = {
    Meetmoment.START: "bij de start",
    Meetmoment.TUSSEN: "tussendoor",
    Meetmoment.EIND: "aan het einde",
    Meetmoment.NAZORG: "bij de nazorg",
}


def strip_of(verloop: Persoonsverloop) -> list[Niveauregel]:
    """One line per domain that was chosen: the level of now, of the start, or the reason why there is none."""
    broken = len(verloop.instrumenten) > 1
    return [
        Niveauregel(
            naam=f"{domein.naam} ({scheme(domein.stelsel).naam})" if broken else domein.naam,
            nu=domein.nu,
            toen=domein.toen,
            reden=domein.punten[-1].reden_naam,
        )
        for domein in verloop.domeinen
    ]


def sentence_not_discussed(verloop: Persoonsverloop) -> str:
    """ "Tien leefdomeinen zijn niet besproken: niet nodig voor de vraag."; empty when all were chosen."""
    number = verloop.not_discussed()
    if number == 0:
        return ""
    word = TELWOORDEN.get(number, str(number))
    if number == 1:
        return "Eén leefdomein is niet besproken: niet nodig voor de vraag."
    return f"{word.capitalize()} leefdomeinen zijn niet besproken: niet nodig voor de vraag."


def overview_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """The block "Zo gaat het" of the casuspagina: per person start → now. None when the reader may not see it."""
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return None
    people = [
        {
            "naam": course.persoon.naam,
            "regels": strip_of(course),
            "zin": " ".join([sentence_not_discussed(course), *instruction_changes(course)]).strip(),
        }
        for course in courses_of(toegang.casus, mag_wet=toegang.mag_wet)
    ]
    url = url_of("zelfredzaamheid:overzicht", toegang.casus.pk)
    link = "Verloop" if people else "Kies leefdomeinen"
    context = {"mensen_met_strook": people, "zelfredzaamheid_url": url, "link": link}
    return Overzichtsblok("", "zelfredzaamheid/_zo_gaat_het.html", context, volgorde=30)


def to_do(casus: Casus) -> list[TeDoen]:
    """Unfinished measurements, and red scores after which nobody looked at the others at home (R-063)."""
    if casus.afgesloten_op is not None:
        return []
    found = attention_of(casus)
    tasks = [
        TeDoen(
            f"De meting van {meting.persoon.naam} is nog niet af",
            url_of("zelfredzaamheid:scoren", casus.pk, meting.persoon_id),
            sinds=meting.datum,
        )
        for meting in {m.persoon_id: m for m in found if m.status == Metingstatus.CONCEPT}.values()
    ]
    url = url_of("zelfredzaamheid:overzicht", casus.pk)
    tasks += [
        TeDoen("Kijk ook naar de anderen in het huishouden", f"{url}#blik-{meting.pk}", sinds=meting.datum)
        for meting in [m for m in found if m.status == Metingstatus.VASTGELEGD][:1]
    ]
    return tasks


def timeline_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """One line per recorded measurement, without its scores; one query."""
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    found = Meting.objects.recorded().filter(casus=toegang.casus).select_related("instrument", "persoon", "beoordelaar")
    levels = Score.objects.filter(meting=OuterRef("pk"), niveau__isnull=False).order_by().values("meting")
    found = found.annotate(gescoord=Coalesce(Subquery(levels.annotate(aantal=Count("pk")).values("aantal")), 0))
    url = url_of("zelfredzaamheid:overzicht", toegang.casus.pk)
    return [
        Tijdlijnitem(
            op=meting.datum,
            titel=f"Gemeten {MOMENTEN[Meetmoment(meting.moment)]}",
            soort="meting",
            soortnaam="Meting",
            tekst=(
                f"{meting.persoon.naam}: {_counted(meting.__dict__['gescoord'])} gescoord ({meting.instrument.naam})."
            ),
            wie=meting.beoordelaar.naam if meting.beoordelaar else "",
            url=url,
            wet=meting.wet,
            persoon_id=meting.persoon_id,
            anker=f"meting-{meting.pk}",
        )
        for meting in found.order_by("-datum", "-pk")
    ]


def _counted(number: int) -> str:
    return "1 leefdomein" if number == 1 else f"{number} leefdomeinen"


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """The measurements of a case and their scores: closing may confirm them once more."""
    return [Meting.objects.filter(casus=casus), Score.objects.filter(meting__casus=casus)]


def domains_here(toegang: Casustoegang) -> list[tuple[int, str]]:
    """For the register UITNODIGINGSBRONNEN: the domains that were measured, as far as this worker may read."""
    return [(score.leefdomein_id, score.naam) for score in latest_scores(toegang.casus, mag_wet=toegang.mag_wet)]


def show_domains(toegang: Casustoegang, domeinen: Collection[int]) -> Uitnodigingsdeel | None:
    """For the register UITNODIGINGSBRONNEN: the level of now per person, in these domains only."""
    courses = courses_of(toegang.casus, mag_wet=toegang.mag_wet)
    lines = tuple(
        f"{course.persoon.naam}, {domein.naam}: niveau {domein.nu}"
        for course in courses
        for domein in course.domeinen
        if domein.leefdomein_id in domeinen and domein.nu is not None
    )
    return Uitnodigingsdeel("Zo gaat het nu", lines) if lines else None
