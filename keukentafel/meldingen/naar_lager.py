"""What the rooms below ask of meldingen: the answer to who reported, what to do, what happened, who knows whom."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from keukentafel.audit.public import record
from keukentafel.casussen.public import HERSTELBAAR, OVERGANGEN, TE_DOEN, Casus, Casustoegang, Overgang, TeDoen
from keukentafel.meldingen.actions.terugkoppelen import prepare_terugkoppeling
from keukentafel.meldingen.actions.volgtaken import TERUGKOPPELING, source
from keukentafel.meldingen.models import (
    Doorverwijzing,
    Melding,
    Meldingsamenvoeging,
    Regiecheck,
    Terugkoppelbericht,
    Terugkoppeling,
)
from keukentafel.meldingen.normen import answer_due
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.selectors import reporter_of
from keukentafel.meldingen.states import (
    ANTWOORD_BIJ_AFSLUITREDEN,
    GESTOPT,
    HULP_LOOPT,
    Antwoorden,
    Berichtaanleiding,
    Berichtstatus,
    Terugkoppelsoort,
)
from keukentafel.personen.public import PERSOONRELATIES, TEAMS_VAN_PERSONEN
from keukentafel.referentielijsten.public import MeldingSoort
from keukentafel.taken.public import Taak
from keukentafel.teams.public import team_ids_of
from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.toegang.public import Gebruiker, Relatie

#: Transitions of a case after which help is arranged: there is a plan, or the case only needs watching.
HULP_GEREGELD = frozenset({"casus_plan_gereed", "plan_vastgesteld", "casus_op_volgen_gezet"})
AFGESLOTEN = "casus_afgesloten"


def connect() -> None:
    """Fill the registers of the rooms below; called once, when the product starts."""
    OVERGANGEN.add("meldingen", answer_reporters)
    TE_DOEN.add("meldingen", todo_of_case)
    HERSTELBAAR.add("meldingen", rows_of_closing)
    TIJDLIJNBRONNEN.add("meldingen", timeline_of_case)
    PERSOONRELATIES.add("meldingen", relations_to_personen)
    TEAMS_VAN_PERSONEN.add("meldingen", teams_of_personen)


def answer_reporters(overgang: Overgang) -> None:
    """A case changed: lay the answer to whoever reported it ready, in the same event (R-025)."""
    found = _answer(overgang)
    if found is None:
        return
    aanleiding, antwoorden = found
    for melding in Melding.objects.filter(koppeling__casus=overgang.casus).order_by("pk"):
        if prepare_terugkoppeling(by=overgang.by, melding=melding, aanleiding=aanleiding, antwoorden=antwoorden):
            record("terugkoppeling_klaargezet", melding, subjects=subjects_of_melding(melding), wet=melding.wet)


def _answer(overgang: Overgang) -> tuple[str, Antwoorden] | None:
    if overgang.soort == AFGESLOTEN:
        return Berichtaanleiding.AFGEROND, ANTWOORD_BIJ_AFSLUITREDEN.get(overgang.casus.afsluitreden, GESTOPT)
    return (Berichtaanleiding.VOORTGANG, HULP_LOOPT) if overgang.soort in HULP_GEREGELD else None


def todo_of_case(casus: Casus) -> list[TeDoen]:
    """The answers to reporters that lie ready, and a first contact that was not made yet."""
    merged = Meldingsamenvoeging.objects.filter(blijft__koppeling__casus=casus, ongedaan_op=None)
    doubles = merged.order_by().values("dubbel")
    ready = Terugkoppelbericht.objects.filter(
        Q(terugkoppeling__melding__koppeling__casus=casus) | Q(terugkoppeling__melding__in=doubles),
        status=Berichtstatus.KLAAR,
        terugkoppeling__gewenst=True,
    ).select_related("terugkoppeling__melding__melder_organisatie")
    found = []
    for bericht in ready.order_by("pk"):
        terugkoppeling = bericht.terugkoppeling
        receipt = bericht.aanleiding == Berichtaanleiding.ONTVANGST
        if not receipt and terugkoppeling.soort != Terugkoppelsoort.ANTWOORD:
            text, button = "Vraag of de melder mag horen hoe het gaat", "Vastleggen"
        else:
            text, button = f"Antwoord ligt klaar om te versturen: {reporter_of(terugkoppeling.melding)}", "Versturen"
        url = reverse("meldingen:terugkoppeling", args=[terugkoppeling.melding_id])
        due = answer_due(bericht.aanleiding, terugkoppeling.vervalt_op, bericht.klaar_op)
        found.append(TeDoen(text, url, sinds=bericht.klaar_op, vervalt=due, knop=button))
    waiting = Melding.objects.filter(koppeling__casus=casus, eerste_contact_op=None).order_by("pk")
    for pk, received in waiting.values_list("pk", "ontvangen_op"):
        found.append(TeDoen("Eerste contact na de melding", reverse("meldingen:melding", args=[pk]), sinds=received))
    return found


def timeline_of_case(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """What happened before and around the case: the melding, the regiecheck, hand-overs, answers sent."""
    meldingen = list(
        Melding.objects.filter(koppeling__casus=toegang.casus)
        .select_related("melder_organisatie", "geregistreerd_door")
        .order_by("pk")
    )
    ids = [melding.pk for melding in meldingen]
    items = [_melding_item(melding) for melding in meldingen]
    by_id = {melding.pk: melding for melding in meldingen}
    for check in Regiecheck.objects.filter(melding__in=ids).select_related("medewerker").order_by("pk"):
        kind = check.get_vraagtype_display() if check.vraagtype else "vraagtype nog open"
        who = check.medewerker.naam if check.medewerker is not None else ""
        items.append(
            _item(by_id[check.melding_id or 0], check.op, "Regiecheck gedaan", f"regiecheck-{check.pk}", kind, who)
        )
    for away in Doorverwijzing.objects.filter(melding__in=ids).select_related("organisatie").order_by("pk"):
        name = away.organisatie.naam if away.organisatie is not None else away.naar
        items.append(_item(by_id[away.melding_id], away.op, f"Doorverwezen naar {name}", f"doorverwijzing-{away.pk}"))
    sent = Terugkoppelbericht.objects.filter(status=Berichtstatus.VERSTUURD, terugkoppeling__melding__in=ids)
    for bericht in sent.select_related("terugkoppeling", "verstuurd_door").order_by("pk"):
        melding = by_id[bericht.terugkoppeling.melding_id]
        day = bericht.verstuurd_op or bericht.klaar_op
        told = Berichtaanleiding(bericht.aanleiding).label.lower()
        who = bericht.verstuurd_door.naam if bericht.verstuurd_door is not None else ""
        title = f"{reporter_of(melding)} kreeg bericht: {told}"
        items.append(_item(melding, day, title, f"bericht-{bericht.pk}", wie=who, stil=True))
    return items


def _melding_item(melding: Melding) -> Tijdlijnitem:
    who = melding.geregistreerd_door.naam if melding.geregistreerd_door is not None else ""
    title = f"{MeldingSoort(melding.soort).label} van {reporter_of(melding).lower()}"
    if melding.melder_organisatie is not None:
        title = f"{MeldingSoort(melding.soort).label} van {melding.melder_organisatie.naam}"
    return _item(melding, melding.ontvangen_op, title, f"melding-{melding.pk}", melding.omschrijving, who)


def _item(
    melding: Melding, op: date, titel: str, anker: str, tekst: str = "", wie: str = "", *, stil: bool = False
) -> Tijdlijnitem:
    return Tijdlijnitem(
        op=op,
        titel=titel,
        soort="melding",
        soortnaam="Melding",
        tekst=tekst,
        wie=wie,
        url=reverse("meldingen:melding", args=[melding.pk]),
        wet=melding.wet,
        persoon_id=melding.persoon_id,
        anker=anker,
        stil=stil,
    )


def relations_to_personen(user: Gebruiker, persoon_ids: Collection[int]) -> dict[int, set[Relatie]]:
    """Someone about whom the team has an open melding is someone of that team, for as long as it is open."""
    rows = Melding.objects.open().filter(persoon__in=persoon_ids, team__in=team_ids_of(user))
    return {pk: {Relatie.ZELFDE_TEAM} for pk in rows.values_list("persoon_id", flat=True) if pk is not None}


def teams_of_personen(persoon_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    """The teams that have an open melding about each of these persons."""
    rows = Melding.objects.open().filter(persoon__in=persoon_ids).order_by("pk")
    found: dict[int, dict[int, str]] = {}
    for persoon_id, team_id, naam in rows.values_list("persoon_id", "team_id", "team__naam"):
        if persoon_id is not None:
            found.setdefault(persoon_id, {})[team_id] = naam
    return found


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """The answers to who reported, and the tasks to give them: closing lays a last answer ready."""
    mine = Melding.objects.filter(koppeling__casus=casus)
    sources = [source(melding, TERUGKOPPELING) for melding in mine.order_by("pk")]
    return [
        Terugkoppeling.objects.filter(melding__in=mine),
        Terugkoppelbericht.objects.filter(terugkoppeling__melding__in=mine),
        Taak.objects.filter(bron__in=sources),
    ]
