"""What the rooms below ask of meldingen: the answer to who reported, what to do, what happened, who knows whom."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from keukentafel.audit.public import record
from keukentafel.casussen.public import HERSTELBAAR, OVERGANGEN, TE_DOEN, Casus, Casustoegang, Overgang, TeDoen
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Etiket
from keukentafel.meldingen.actions.terugkoppelen import prepare_terugkoppeling
from keukentafel.meldingen.actions.volgtaken import EERSTE_CONTACT, TERUGKOPPELING, source
from keukentafel.meldingen.models import (
    Doorverwijzing,
    Melding,
    MeldingCasus,
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
from keukentafel.personen.public import (
    ETIKETTEN_VAN_HUISHOUDEN,
    NAAM_UIT_SYSTEEM,
    PERSOONRELATIES,
    TEAMS_VAN_PERSONEN,
    forget_fields,
)
from keukentafel.referentielijsten.public import Urgentie, label_of
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
    ETIKETTEN_VAN_HUISHOUDEN.add("meldingen", labels_of_household)
    NAAM_UIT_SYSTEEM.add("meldingen", forget_names)


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
    """The answers to reporters that lie ready, and a first contact that was not made yet; one query."""
    meldingen: list[Any] = sorted(_asking(casus.pk), key=lambda melding: melding.pk)  # with the names of annotate
    found = [_answer_ready(melding) for melding in meldingen if melding.klaar_op and melding.terugkoppeling.gewenst]
    for melding in meldingen:
        if melding.wacht and casus.afgesloten_op is None:
            url = reverse("meldingen:melding", args=[melding.pk])
            bron = source(melding, EERSTE_CONTACT)
            found.append(TeDoen("Eerste contact na de melding", url, sinds=melding.ontvangen_op, bron=bron))
    return found


@compiled
def _asking(casus_id: int) -> QuerySet[Melding]:
    """The meldingen of a case of which an answer lies ready, or that wait for a first contact.

    The two roads from case to melding are two subqueries: as an OR over joins they made PostgreSQL read every melding.
    """
    own = MeldingCasus.objects.filter(casus=casus_id).order_by().values("melding")
    merged = Meldingsamenvoeging.objects.filter(blijft__in=own, ongedaan_op=None).order_by().values("dubbel")
    lies_ready = Q(terugkoppeling__berichten__status=Berichtstatus.KLAAR)
    ready = FilteredRelation("terugkoppeling__berichten", condition=lies_ready)
    rows = (
        Melding.objects.filter(pk__in=own.union(merged))
        .annotate(klaar=ready, klaar_op=F("klaar__klaar_op"), klaar_om=F("klaar__aanleiding"))
        .annotate(wacht=Q(koppeling__casus=casus_id, eerste_contact_op=None))
        .filter(Q(wacht=True) | Q(klaar_op__isnull=False, terugkoppeling__gewenst=True))
        .select_related("melder_organisatie", "terugkoppeling")
    )
    return rows.order_by()


def _answer_ready(melding: Any) -> TeDoen:
    """A melding of todo_of_case: `klaar_op` and `klaar_om` are the day and the occasion of the message."""
    promise = melding.terugkoppeling
    if melding.klaar_om != Berichtaanleiding.ONTVANGST and promise.soort != Terugkoppelsoort.ANTWOORD:
        text, button = "Vraag of de melder mag horen hoe het gaat", "Vastleggen"
    else:
        text, button = f"Antwoord ligt klaar om te versturen: {reporter_of(melding)}", "Versturen"
    url = reverse("meldingen:terugkoppeling", args=[melding.pk])
    due = answer_due(melding.klaar_om, promise.vervalt_op, melding.klaar_op)
    bron = source(melding, TERUGKOPPELING)
    return TeDoen(text, url, sinds=melding.klaar_op, vervalt=due, knop=button, bron=bron)


def timeline_of_case(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """What happened before and around the case: the melding, the regiecheck, hand-overs, answers sent; two queries."""
    rows = Melding.objects.filter(koppeling__casus=toegang.casus)
    found = {melding.pk: melding for melding in rows.select_related("melder_organisatie", "geregistreerd_door")}
    items = [_melding_item(found[pk]) for pk in sorted(found)]
    if not found:
        return items
    for soort, pk, melding_id, day, what, who in sorted(_around(found)):
        melding = found[melding_id]
        if soort == "regiecheck":
            kind = label_of("vraagtype", what, day) or "vraagtype nog open"
            items.append(_item(melding, day, "Regiecheck gedaan", f"regiecheck-{pk}", kind, who))
        elif soort == "doorverwijzing":
            items.append(_item(melding, day, f"Doorverwezen naar {what}", f"doorverwijzing-{pk}"))
        else:
            title = f"{reporter_of(melding)} kreeg bericht: {Berichtaanleiding(what).label.lower()}"
            items.append(_item(melding, day, title, f"bericht-{pk}", wie=who, stil=True))
    return items


def _around(melding_ids: Collection[int]) -> list[tuple[str, int, int, date, str, str]]:
    """What hangs on these meldingen: (kind, id, id of the melding, day, what, who); one query over three tables."""
    checks = Regiecheck.objects.filter(melding__in=melding_ids).order_by()
    away = Doorverwijzing.objects.filter(melding__in=melding_ids).order_by()
    sent = Terugkoppelbericht.objects.filter(
        status=Berichtstatus.VERSTUURD, terugkoppeling__melding__in=melding_ids
    ).order_by()
    nobody = Value("")
    rows = checks.values_list(
        Value("regiecheck"), "pk", "melding", "op", "vraagtype", Coalesce("medewerker__naam", nobody)
    ).union(
        away.values_list(
            Value("doorverwijzing"), "pk", "melding", "op", Coalesce("organisatie__naam", "naar"), nobody
        ),
        sent.values_list(
            Value("bericht"), "pk", "terugkoppeling__melding", Coalesce("verstuurd_op", "klaar_op"), "aanleiding",
            Coalesce("verstuurd_door__naam", nobody),
        ),
        all=True,
    )  # fmt: skip
    return list(rows)


def _melding_item(melding: Melding) -> Tijdlijnitem:
    who = melding.geregistreerd_door.naam if melding.geregistreerd_door is not None else ""
    kind = label_of("melding_soort", melding.soort, melding.ontvangen_op) or "Melding"
    organisation = melding.melder_organisatie
    title = f"{kind} van {organisation.naam if organisation is not None else reporter_of(melding).lower()}"
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
    rows = _about(list(persoon_ids), team_ids_of(user))
    return {pk: {Relatie.ZELFDE_TEAM} for pk in rows if pk is not None}


@compiled
def _about(persoon_ids: Collection[int], team_ids: Collection[int]) -> QuerySet[Melding, int | None]:
    rows = Melding.objects.open().filter(persoon__in=persoon_ids, team__in=team_ids)
    return rows.order_by().values_list("persoon_id", flat=True)


def labels_of_household(user: Gebruiker, huishouden_id: int) -> list[Etiket]:
    """Return "Acuut gevaar gemeld" while such a melding about this household is open, for who may see it (R-043)."""
    acute = Melding.objects.open().filter(huishouden=huishouden_id, urgentie=Urgentie.ACUUT_GEVAAR)
    return [Etiket("Acuut gevaar gemeld", "gevaar")] if acute.visible_to(user).exists() else []


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


def forget_names(persoon_ids: Collection[int]) -> None:
    """Forget how these residents were called and reached, as the person concerned and as the reporter (AVG 17, 21)."""
    nobody = {"wie_naam": "", "wie_geboortedatum": None, "wie_postcode": "", "wie_huisnummer": "", "wie_telefoon": ""}
    forget_fields(Melding, "persoon", persoon_ids, nobody)
    forget_fields(Melding, "melder_persoon", persoon_ids, {"melder_naam": "", "melder_contact": "", "melder_adres": ""})
