"""What happens now and then: a hand-over, an escalation, a double registration, somebody who stays unknown."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    add_let_op,
    ask_meelezing,
    assign_waarnemer,
    open_casus,
    request_overdracht,
    scale_up,
)
from keukentafel.demo.gevallen import BIJ_NOOR, Fase, Geval
from keukentafel.demo.huizen import Huis
from keukentafel.demo.planvorming import Planmaker
from keukentafel.demo.werkers import Bezetting
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.partner.public import DEMOSLEUTEL, INZENDER, make_sleutel, send_melding
from keukentafel.personen.public import (
    Huishouden,
    NieuwLid,
    Persoon,
    Persoongegevens,
    declare_belang,
    link_eigen_persoon,
    register_huishouden,
    register_persoon,
)
from keukentafel.referentielijsten.public import Kanaal, Leefeenheidrol, MelderSoort, Vraagtype, Wet
from keukentafel.taken.public import create_taak

OVERDRACHT = (
    "Ik ga met verlof. Het gezin weet ervan en wil graag jou. Het plan loopt, de evaluatie is over drie weken. Bel "
    "eerst zelf even kennis te maken."
)
MEELEZERS = {
    "Gwen Prins": ("Het plan loopt, maar er verandert weinig. Wat zie ik over het hoofd?", None),
    "Max van Dongen": (
        "U kent deze inwoner van de aanvraag. Past wat er toen is afgesproken nog?",
        "Alleen wie hem van toen kent, kan dit zeggen.",
    ),
}
ESCALATIE = "Na het tweede incident zijn de afspraken niet meer genoeg. Veilig Thuis en politie schuiven aan."


def add_the_unusual(
    staff: Bezetting, gevallen: Sequence[Geval], homes: Sequence[Huis], maker: Planmaker, today: date
) -> None:
    """Everything that a team meets now and then, once each."""
    _hand_over(staff, gevallen)
    _escalate(staff, gevallen, today)
    _stand_in(staff, gevallen, today)
    for geval in [case for case in _open(gevallen) if case.huis.kinderen][:12:3]:
        maker.other_plan(geval.huis, geval)
    _conflict(staff, homes, gevallen)
    _someone_twice(staff, gevallen, today)
    _unknown_name(staff, today)
    _warn(staff, gevallen, today)
    _read_along(staff, gevallen, today)
    _partner_sends(staff, today)


def _open(gevallen: Sequence[Geval], *phases: Fase) -> Iterator[Geval]:
    """Open cases with a regisseur, of these phases (all when none are named)."""
    for geval in gevallen:
        if geval.afgesloten_op is None and geval.medewerker is not None and (not phases or geval.fase in phases):
            yield geval


def _of(gevallen: Sequence[Geval], naam: str, *phases: Fase) -> Geval:
    return next(g for g in _open(gevallen, *phases) if g.medewerker is not None and g.medewerker.naam == naam)


def _hand_over(staff: Bezetting, gevallen: Sequence[Geval]) -> None:
    """Ilse asks Noor to take over a case; it waits for Noor's answer."""
    geval = _of(gevallen, "Ilse Timmer", Fase.UITVOERING)
    request_overdracht(
        by=staff.gebruikers["Ilse Timmer"], casus=geval.stored, naar=staff.medewerkers[BIJ_NOOR], notitie=OVERDRACHT
    )


def _escalate(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> None:
    unsafe = [geval for geval in _open(gevallen, Fase.UITVOERING) if geval.verhaal.veiligheid]
    for geval in unsafe[:1]:
        worker = geval.medewerker
        scale_up(
            by=staff.user_of(worker) if worker else SYSTEEM, casus=geval.stored, niveau="ave3", reden=ESCALATIE,
            besluit_door="Tom Brouwer", procesregie="Gwen Prins", op=today - timedelta(days=6),
            evaluatie_op=today + timedelta(days=15),
        )  # fmt: skip


def _stand_in(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> None:
    """Noor deputises for Ilse on one case."""
    geval = [g for g in _open(gevallen, Fase.UITVOERING) if g.medewerker == staff.medewerkers["Ilse Timmer"]][1]
    assign_waarnemer(
        by=staff.gebruikers["Ilse Timmer"], casus=geval.stored, medewerker=staff.medewerkers[BIJ_NOOR],
        tot=today + timedelta(days=16),
    )  # fmt: skip


def _conflict(staff: Bezetting, homes: Sequence[Huis], gevallen: Sequence[Geval]) -> None:
    """Noor knows one household of her own team; and she lives in this municipality herself."""
    noor = staff.gebruikers[BIJ_NOOR]
    hers = {geval.huis.huishouden.pk for geval in gevallen if geval.medewerker == staff.medewerkers[BIJ_NOOR]}
    known = next(
        geval.huis for geval in _open(gevallen)
        if geval.huis.team == "Team Noord" and geval.huis.huishouden.pk not in hers
        and geval.medewerker == staff.medewerkers["Sanne Kuipers"]
    )  # fmt: skip
    declare_belang(by=noor, huishouden=known.huishouden, gebruiker=noor)
    own = _alone(staff, "Noor", "Haan", born=date(1984, 6, 11))
    link_eigen_persoon(by=SYSTEEM, gebruiker=noor, persoon=own)


def _alone(staff: Bezetting, given: str, surname: str, *, born: date) -> Persoon:
    data = Persoongegevens(
        voornamen=given, achternaam=surname, geboortedatum=born, geslacht="vrouw", straat="Hoefslag",
        huisnummer="9", postcode=f"{staff.postcode_of('Team Midden')}HN", woonplaats="Voorbeeld",
    )  # fmt: skip
    person = register_persoon(by=SYSTEEM, gegevens=data)
    _household(person, date(2015, 1, 1))
    return person


def _household(persoon: Persoon, since: date) -> Huishouden:
    member = NieuwLid(persoon, Leefeenheidrol.VOLWASSENE, since)
    return register_huishouden(by=SYSTEEM, leden=[member])


def _someone_twice(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> None:
    """The desk registered someone again under another spelling; the two are to be merged."""
    known = _of(gevallen, BIJ_NOOR, Fase.UITVOERING).huis.vrager
    data = Persoongegevens(
        voornamen=known.voornamen, tussenvoegsel=known.tussenvoegsel, achternaam=known.achternaam + "s",
        geboortedatum=known.geboortedatum, geslacht=known.geslacht, straat=known.straat, huisnummer=known.huisnummer,
        postcode=known.postcode, woonplaats=known.woonplaats,
    )  # fmt: skip
    double = register_persoon(by=staff.gebruikers["Lot Willems"], gegevens=data)
    _household(double, today - timedelta(days=1))
    told = Meldinggegevens(
        omschrijving="Belt terug over het formulier van vorige week.", persoon=double,
        ontvangen_op=today - timedelta(days=1), team=staff.teams["Team Noord"], melder_soort=MelderSoort.INWONER_ZELF,
    )  # fmt: skip
    desk = staff.medewerkers["Lot Willems"]
    register_melding(by=staff.gebruikers[desk.naam], gegevens=told, door=desk)


def _unknown_name(staff: Bezetting, today: date) -> None:
    """Somebody who wants to be helped under another name, at her own wish."""
    data = Persoongegevens(achternaam="Roos", pseudoniem=True, geslacht="vrouw")
    person = register_persoon(by=SYSTEEM, gegevens=data)
    home = _household(person, today - timedelta(days=40))
    worker = staff.medewerkers["Ilse Timmer"]
    casus = open_casus(
        by=staff.user_of(worker), huishouden=home, persoon=person, team=staff.teams["Team Noord"],
        aangemeld_op=today - timedelta(days=12), vraagtype=Vraagtype.MEERVOUDIG, wet=Wet.VEILIGHEID, veiligheid=True,
    )  # fmt: skip
    create_taak(
        by=staff.user_of(worker), titel="Beslissen wie dit oppakt, onder een andere naam", soort="afspraak",
        team=casus.team, casus=casus, vervalt_op=today,
    )  # fmt: skip


def _warn(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> None:
    """A second alert on one case of Noor's, and one that ends this week."""
    geval = _of(gevallen, BIJ_NOOR, Fase.UITVOERING)
    add_let_op(
        by=staff.gebruikers[BIJ_NOOR], casus=geval.stored, tekst="Nieuwe bel: achterom lopen",
        tot=today + timedelta(days=5),
    )  # fmt: skip


def _read_along(staff: Bezetting, gevallen: Sequence[Geval], today: date) -> None:
    """Noor asks two others to look at one of her cases: one without names, one with, who knows them."""
    hers = [g for g in _open(gevallen, Fase.UITVOERING) if g.medewerker == staff.medewerkers[BIJ_NOOR]]
    geval = next(g for g in hers if g.stored.wet in (Wet.ALGEMEEN, Wet.WMO))
    for naam, (vraag, reden) in MEELEZERS.items():
        ask_meelezing(
            by=staff.gebruikers[BIJ_NOOR], casus=geval.stored, medewerker=staff.medewerkers[naam], vraag=vraag,
            tot=today + timedelta(days=14), reden_namen=reden,
        )  # fmt: skip


def _partner_sends(staff: Bezetting, today: date) -> None:
    """The practice has a key, and sent someone this morning; the key lies on the page, because this is a demo."""
    practice = staff.organisaties["huisarts"]
    made, _key = make_sleutel(
        by=SYSTEEM, organisatie=practice, tot=today + timedelta(days=365), voor_wie="balie", tekst=DEMOSLEUTEL
    )
    told = Meldinggegevens(
        omschrijving="Mist afspraken en zegt dat de dagen door elkaar lopen. Haar dochter belde ons.",
        wie_naam="Corrie van Beek", wie_postcode=f"{staff.postcode_of('Team Noord')}HN", wie_huisnummer="31",
        team=staff.teams["Team Noord"], kanaal=Kanaal.DIGITAAL, melder_soort=MelderSoort.PROFESSIONAL,
        melder_organisatie=practice, melder_naam="Assistente", melder_contact="043 000 00 12", weet_inwoner_ervan=True,
        ingezonden=True,
    )  # fmt: skip
    send_melding(by=INZENDER, sleutel=made, gegevens=told)
