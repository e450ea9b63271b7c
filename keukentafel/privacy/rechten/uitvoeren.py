"""What a request brings about in the records: a statement beside the text, use that stands still, a name taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from keukentafel.audit.public import action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, households_of, mark_huishouden, take_out_of_system
from keukentafel.privacy.models import Beperking, Verklaring, Verzoek
from keukentafel.privacy.rechten.ontvanger import require_receiver
from keukentafel.privacy.rechten.verzoeken import lock_open
from keukentafel.privacy.rechten.wissen import put_on_list
from keukentafel.privacy.states import Verzoeksoort
from keukentafel.toegang.public import Gebruiker

EFFECTEN: Mapping[str, str] = {
    Verzoeksoort.VERKLARING: "De verklaring komt bij het dossier te staan. Wie het opent, ziet dat zij er is.",
    Verzoeksoort.BEPERKING: "Het dossier wordt stilgezet: alleen de regisseur leest het nog, niemand verandert iets.",
    Verzoeksoort.BEZWAAR: "Zolang u het bezwaar weegt, wordt het dossier stilgezet (AVG artikel 18).",
    Verzoeksoort.WISSEN: "Wat mag, komt op een vernietigingslijst. Een collega beslist daarover. Handel het verzoek af "
    "en druk de brief af voordat er wordt vernietigd: dan is ook het verzoek weg.",
    Verzoeksoort.BUITEN_SYSTEEM: "Naam, adres, geboortedatum en burgerservicenummer gaan eruit. Dit kan niet terug.",
}
STIL = frozenset({Verzoeksoort.BEPERKING, Verzoeksoort.BEZWAAR})


@action("verzoek_uitgevoerd")
def carry_out(*, by: Gebruiker, verzoek: Verzoek) -> None:
    """Do what was asked. Raises Regelfout when it is not known who asks or he may not, or there is no such effect."""
    locked = lock_open(verzoek, None)
    if not locked.identiteit:
        raise Regelfout("Stel eerst vast wie het vraagt.")
    require_receiver(locked, date.today())
    if locked.soort == Verzoeksoort.VERKLARING:
        add_verklaring(by=by, verzoek=locked)
    elif locked.soort in STIL:
        restrict(by=by, verzoek=locked)
    elif locked.soort == Verzoeksoort.BUITEN_SYSTEEM:
        take_out_of_system(by=by, persoon=locked.persoon)
    elif locked.soort == Verzoeksoort.WISSEN:
        put_on_list(by=by, verzoek=locked)
    else:
        raise Regelfout("Dit doet u zelf, of laat u de regisseur doen.")
    record("verzoek_uitgevoerd", locked, subjects=[locked.persoon_id], reden=locked.soort)


def _homes(verzoek: Verzoek) -> list[Huishouden]:
    return households_of([verzoek.persoon_id], date.today())[verzoek.persoon_id]


@action("verklaring_toegevoegd")
def add_verklaring(*, by: Gebruiker, verzoek: Verzoek) -> Verklaring:
    """Keep the resident's own words beside what he disputes (AVG 16). Raises Regelfout when it is there already."""
    if Verklaring.objects.filter(verzoek=verzoek).exists():
        raise Regelfout("Deze verklaring staat er al.")
    homes = _homes(verzoek)
    made = Verklaring.objects.create(
        verzoek=verzoek, persoon=verzoek.persoon, huishouden=homes[0] if homes else None, over=verzoek.stuk,
        tekst=verzoek.vraag, van=date.today(),
    )  # fmt: skip
    for home in homes:
        mark_huishouden(by=by, huishouden=home, verklaring=True)
    record("verklaring_toegevoegd", verzoek, subjects=[verzoek.persoon_id])
    return made


@action("gebruik_stilgezet")
def restrict(*, by: Gebruiker, verzoek: Verzoek) -> list[Beperking]:
    """Stand the use of the dossier still from today (AVG 18). Raises Regelfout when there is no dossier."""
    homes = _homes(verzoek)
    if not homes:
        raise Regelfout("Deze inwoner hoort nu bij geen huishouden. Er is geen dossier om stil te zetten.")
    made = []
    for home in homes:
        if not Beperking.objects.filter(verzoek=verzoek, huishouden=home).exists():
            made.append(
                Beperking.objects.create(
                    verzoek=verzoek, persoon=verzoek.persoon, huishouden=home, reden=verzoek.stuk, van=date.today()
                )
            )
        mark_huishouden(by=by, huishouden=home, beperkt=True)
    record("gebruik_stilgezet", verzoek, subjects=[verzoek.persoon_id])
    return made


@action("gebruik_hervat")
def lift_restriction(*, by: Gebruiker, verzoek: Verzoek) -> None:
    """End the restriction of this request; a household stays so while another request asks it (AVG 18 lid 3)."""
    rows = list(Beperking.objects.filter(verzoek=verzoek, tot=None).select_related("huishouden"))
    for row in rows:
        row.change(tot=date.today())
        if not Beperking.objects.filter(huishouden=row.huishouden, tot=None).exists():
            mark_huishouden(by=by, huishouden=row.huishouden, beperkt=False)
    record("gebruik_hervat", verzoek, subjects=[verzoek.persoon_id], reden=f"{len(rows)} dossiers")
