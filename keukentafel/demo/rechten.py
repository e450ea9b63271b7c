"""What residents asked about their own data, and a break-glass that waits for the privacy officer. All invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.demo.gevallen import Geval
from keukentafel.demo.werkers import Bezetting
from keukentafel.privacy.public import (
    Identiteitscontrole,
    Uitkomst,
    Verzoekinvoer,
    Verzoeksoort,
    ask_inbreng,
    carry_out,
    check_identity,
    close_verzoek,
    receive_verzoek,
)
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.public import Noodreden, open_noodtoegang

PRIVACY_OFFICER, CRISISDIENST, NOORD, ELDERS = "Petra Smit", "Ilse Timmer", "Team Noord", "Team Zuid"


@dataclass(frozen=True, slots=True)
class Vraag:
    """A request: its kind, how many days ago, what was asked, about which note, how we know who asks."""

    soort: Verzoeksoort
    dagen: int
    vraag: str
    stuk: str = ""
    identiteit: Identiteitscontrole | None = None


INZAGE = Vraag(
    Verzoeksoort.INZAGE, 12, "Ik wil weten wat er over ons is opgeschreven.", "", Identiteitscontrole.DOCUMENT
)
VERBETEREN = Vraag(
    Verzoeksoort.RECTIFICATIE, 27, "Er staat dat ik geen werk heb. Ik werk drie ochtenden.", "eerste gesprek"
)
VERKLARING = Vraag(
    Verzoeksoort.VERKLARING, 20, "Ik was niet boos op de hulp. Ik was moe, want ik had nachtdienst.",
    "notitie van het huisbezoek", Identiteitscontrole.BEKEND,
)  # fmt: skip
WISSEN = Vraag(Verzoeksoort.WISSEN, 3, "Het is afgelopen bij ons. Haal alles weg.")
ANTWOORD = "Uw verklaring staat bij de notitie. Wie het dossier opent, ziet dat zij er is."
AAN_DE_REGISSEUR = "Deze inwoner vraagt een kopie. Staat er iets in dat een ander in gevaar brengt?"
WAAROM_NOOD = "De buren hoorden hulpgeroep; de regisseur en het team zijn vanavond niet te bereiken."


def ask_for_rights(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> int:
    """Four requests of residents known to one team, one of them answered; returns how many there are."""
    by = staff.gebruikers[PRIVACY_OFFICER]
    chosen = [*_led(staff, gevallen, NOORD)[:3], next(one for one in gevallen if one.afgesloten_op is not None)]
    for geval, vraag in zip(chosen, (INZAGE, VERBETEREN, VERKLARING, WISSEN), strict=True):
        invoer = Verzoekinvoer(
            vraag.soort, ontvangen_op=today - timedelta(vraag.dagen), vraag=vraag.vraag, stuk=vraag.stuk
        )  # fmt: skip
        made = receive_verzoek(by=by, persoon=geval.huis.vrager, invoer=invoer)
        if vraag.identiteit:
            made = check_identity(by=by, verzoek=made, wijze=vraag.identiteit)
        if vraag is INZAGE and geval.medewerker is not None:
            ask_inbreng(
                by=by, verzoek=made, casus=geval.stored, medewerker=geval.medewerker, vraag=AAN_DE_REGISSEUR
            )  # fmt: skip
        if vraag is VERKLARING:
            carry_out(by=by, verzoek=made)
            close_verzoek(by=by, verzoek=made, uitkomst=Uitkomst.TOEGEWEZEN, reden=ANTWOORD)
    return len(chosen)


def open_in_emergency(staff: Bezetting, gevallen: Sequence[Geval]) -> None:
    """Somebody on crisis duty opened a dossier of another team; the privacy officer has to judge it."""
    geval = _led(staff, gevallen, ELDERS)[0]
    open_noodtoegang(
        by=staff.gebruikers[CRISISDIENST], huishouden_id=geval.stored.huishouden_id, reden=Noodreden.GEVAAR,
        toelichting=WAAROM_NOOD,
    )  # fmt: skip


def _led(staff: Bezetting, gevallen: Sequence[Geval], team: str) -> list[Geval]:
    """Open cases of a team that somebody leads, under no safety law."""
    return [
        one for one in gevallen
        if one.medewerker is not None and one.afgesloten_op is None and one.stored.wet != Wet.VEILIGHEID
        and one.stored.team_id == staff.teams[team].pk
    ]  # fmt: skip
