"""Reads: the planned talks of a case and of a worker, and what leaves in a calendar (a moment and a number)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from keukentafel.casussen.public import (
    Casus,
    Casustoegang,
    Stap,
    TeDoen,
    casus_url,
    deputised_cases,
    may_with_casussen,
    read_once,
)
from keukentafel.core.agendabestand import Agendapunt
from keukentafel.core.datums import dagtaal
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Regelactie
from keukentafel.core.versleuteling import blind_index
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Medewerker, Openstaand, worker_of
from keukentafel.tijdlijn.bronnen import Tijdlijnitem
from keukentafel.tijdlijn.models import Agendasleutel, Gesprek
from keukentafel.tijdlijn.states import Plaats, Uitkomst
from keukentafel.toegang.public import Gebruiker, Veld, may_ever

SOORT = "gesprek"
TERUG = timedelta(days=14)  # so long an open talk of the past stands on Vandaag
VOORUIT = timedelta(days=366)
ACTIE = "casuslijst_inzien"  # who has cases has talks


@dataclass(frozen=True, slots=True)
class Gespreksregel:
    """A talk that its worker may see: `naam` is the household, or the number of the case when no name may be shown."""

    gesprek: Gesprek
    naam: str
    met: str
    voor: str = ""  # the regisseur for whom one stands in

    @property
    def waarover(self) -> str:
        """Where it is, with whom, and for whom one stands in: "Thuis, met Jan de Wit"."""
        place = f"{place_of(self.gesprek)}, met {self.met}" if self.met else place_of(self.gesprek)
        return f"{place} (u neemt waar voor {self.voor})" if self.voor else place


def place_of(talk: Gesprek) -> str:
    """Where it is, in words."""
    return str(Plaats(talk.plaats).label)


def moment_of(talk: Gesprek, op: date) -> str:
    """When it is, in words: "vandaag om 10.00"."""
    return f"{dagtaal(talk.datum, vandaag=op)} om {talk.tijd:%H.%M}"


def talks_on(casus: Casus) -> list[Gesprek]:
    """All talks of a case that were ever planned, the first day first; read once per page."""
    return read_once(casus, "gesprekken", lambda: list(_on_case(casus.pk)))


@compiled
def _on_case(casus_id: int) -> QuerySet[Gesprek]:
    rows = Gesprek.objects.filter(casus=casus_id).select_related("medewerker", "persoon").defer("persoon__bsn")
    return rows.order_by("datum", "tijd", "pk")


def talk_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """Source of the timeline: what is planned and what was called off; what took place is its contact moment."""
    writes = toegang.mag("casus_wijzigen")
    is_open = toegang.casus.afgesloten_op is None
    shown = [talk for talk in talks_on(toegang.casus) if talk.uitkomst in ("", Uitkomst.AFGEZEGD)]
    return [_item(talk, writes=writes, is_open=is_open) for talk in shown]


def _item(talk: Gesprek, *, writes: bool, is_open: bool) -> Tijdlijnitem:
    today = timezone.localdate()
    off = talk.uitkomst == Uitkomst.AFGEZEGD
    args = [talk.casus_id, talk.pk]
    back = writes and off and is_open and talk.datum >= today
    met = [f"Met {talk.persoon.naam}"] if talk.persoon is not None else []
    return Tijdlijnitem(
        op=talk.datum,
        tijd=talk.tijd,
        titel=f"Gesprek {'afgezegd' if off else 'gepland'}: {place_of(talk).lower()}",
        soort=SOORT,
        soortnaam="Gepland gesprek",
        tekst=talk.reden,
        wie=talk.medewerker.naam,
        bewerk_url=reverse("tijdlijn:gesprek", args=args) if writes and not off else "",
        wet=talk.wet,
        persoon_id=talk.persoon_id,
        anker=f"gesprek-{talk.pk}",
        volgorde=talk.pk,
        stil=off,
        ongedaan_url=reverse("tijdlijn:gesprek_herstellen", args=args) if back else "",
        voet=" · ".join([*met, f"{talk.duur_minuten} minuten"]),
    )


@compiled
def _steps(casus_ids: Collection[int], op: date) -> QuerySet[Gesprek]:
    rows = Gesprek.objects.filter(casus__in=casus_ids, uitkomst="", datum__gte=op).exclude(wet=Wet.VEILIGHEID)
    return rows.filter(Q(wet=Wet.ALGEMEEN) | Q(wet=F("casus__wet"))).order_by("datum", "tijd", "pk")


def talk_steps(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the talks to come of these cases, in one query.

    Only what everybody who opens the case may know of: under its own law, never under safety.
    """
    return [_step(talk) for talk in _steps(list(casus_ids), timezone.localdate())]


def talk_steps_of(casus: Casus) -> list[Stap]:
    """For the register STAPPEN_VAN_CASUS: the same for a case that is being shown."""
    today = timezone.localdate()
    return [_step(talk) for talk in talks_on(casus) if _open_to_all(casus, talk) and talk.datum >= today]


def _open_to_all(casus: Casus, talk: Gesprek) -> bool:
    return not talk.uitkomst and talk.wet in (Wet.ALGEMEEN, casus.wet) and talk.wet != Wet.VEILIGHEID


def _step(talk: Gesprek) -> Stap:
    text = f"gesprek om {talk.tijd:%H.%M}, {place_of(talk).lower()}"
    return Stap(talk.casus_id, talk.datum, text, f"{casus_url(talk.casus_id)}#gesprek-{talk.pk}")


def talks_to_note(casus: Casus) -> list[TeDoen]:
    """For the register TE_DOEN: talks whose moment has passed, of which nobody wrote down how they went."""
    now, today = timezone.localtime(), timezone.localdate()
    return [
        TeDoen(
            f"Gesprek {moment_of(talk, today)}: hoe ging het?", reverse("tijdlijn:gesprek", args=[casus.pk, talk.pk]),
            vervalt=talk.datum, acties=outcome_actions(talk, terug=casus_url(casus.pk)),
        )
        for talk in talks_on(casus)
        if _open_to_all(casus, talk) and talk.begin <= now
    ]  # fmt: skip


def outcome_actions(talk: Gesprek, *, terug: str) -> tuple[Regelactie, ...]:
    """What one click says of a talk: it took place (fills in the composer), nobody was there, it was called off."""
    args = [talk.casus_id, talk.pk]
    held = f"{reverse('tijdlijn:vastleggen', args=args[:1])}?gesprek={talk.pk}&terug={terug}"
    return (
        Regelactie("Is doorgegaan", held, link=True),
        Regelactie("Niet bereikt", reverse("tijdlijn:gesprek_niet_bereikt", args=args), "terug", terug),
        Regelactie("Afgezegd", f"{reverse('tijdlijn:gesprek_afzeggen', args=args)}?terug={terug}", link=True),
    )


def talks_of_worker(user: Gebruiker, worker: Medewerker, van: date, tot: date) -> list[Gespreksregel]:
    """The planned talks of this worker in these days, of cases and laws that he may see today.

    With them those of each regisseur whose case he looks after now, as long as that lasts. Two queries (one when the
    request has read the deputising already), and when there are any those of `may_with_casussen`. The caller logs
    whom it shows.
    """
    looked_after = dict(deputised_cases(user, worker.pk, timezone.localdate()))
    found = _of_workers(worker.pk, van, tot, list(looked_after)) if looked_after else _of_worker(worker.pk, van, tot)
    talks = [talk for talk in found if talk.medewerker_id in (worker.pk, looked_after.get(talk.casus_id))]
    if not talks:
        return []
    cases = {talk.casus_id: talk.casus for talk in talks}
    may = may_with_casussen(user, list(cases.values()), "casus_inzien")
    rows = []
    for talk in talks:
        besluit = may[talk.casus_id]
        if not besluit.toegestaan or not Casustoegang(cases[talk.casus_id], besluit, user).mag_wet(talk.wet):
            continue
        named = besluit.mag_zien(Veld.IDENTITEIT)
        met = talk.persoon.naam if named and talk.persoon is not None else ""
        voor = talk.medewerker.naam if talk.medewerker_id != worker.pk else ""
        rows.append(Gespreksregel(talk, talk.casus.huishouden.naam if named else talk.casus.nummer, met, voor))
    return rows


def _planned_in(van: date, tot: date) -> QuerySet[Gesprek]:
    rows = Gesprek.objects.filter(uitkomst="", datum__gte=van, datum__lte=tot).order_by("datum", "tijd", "pk")
    return rows.select_related("casus__huishouden", "persoon", "medewerker").defer("persoon__bsn")


@compiled
def _of_worker(medewerker_id: int, van: date, tot: date) -> QuerySet[Gesprek]:
    return _planned_in(van, tot).filter(medewerker=medewerker_id)


@compiled
def _of_workers(medewerker_id: int, van: date, tot: date, casus_ids: Collection[int]) -> QuerySet[Gesprek]:
    return _planned_in(van, tot).filter(Q(medewerker=medewerker_id) | Q(casus__in=casus_ids))


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """For the register HERSTELBAAR: the talks of a case, which closing calls off."""
    return [Gesprek.objects.filter(casus=casus)]


def open_talks(medewerker_id: int) -> Openstaand:
    """For the register OPENSTAAND: how many planned talks are in this worker's name."""
    planned = Gesprek.objects.filter(medewerker=medewerker_id, uitkomst="")
    return Openstaand("gepland gesprek", "geplande gesprekken", planned.count())


def as_event(talk: Gesprek) -> Agendapunt:
    """What leaves to somebody's own calendar: when, and the number of the case. No name, no address, no place.

    The `uid` is a fingerprint, so that it does not count how many talks there are.
    """
    return Agendapunt(
        uid=f"{blind_index(str(talk.pk), 'gesprek')[:32]}@keukentafel",
        begin=talk.begin,
        minuten=talk.duur_minuten,
        titel=f"Gesprek {talk.casus.nummer}",
        gewijzigd=talk.gewijzigd_op,
        volgnummer=talk.versie,
    )


def fingerprint(sleutel: str) -> str:
    """The keyed fingerprint of a secret address."""
    return blind_index(sleutel, "agenda")


def key_of(user: Gebruiker, op: date) -> Agendasleutel | None:
    """The address of this user that holds on day `op`."""
    found = Agendasleutel.objects.filter(gebruiker=user, beeindigd_op=None, tot__gte=op).order_by("-pk")
    return found.first()


def owner_of(sleutel: str, op: date) -> tuple[Agendasleutel, Gebruiker, Medewerker] | None:
    """Whose calendar this secret address is; None when it is unknown or ended, or its owner has no cases any more."""
    key = Agendasleutel.objects.filter(merk=fingerprint(sleutel)).select_related("gebruiker").first()
    if key is None or not key.holds_on(op) or not may_ever(key.gebruiker, ACTIE):
        return None
    worker = worker_of(key.gebruiker)
    return None if worker is None else (key, key.gebruiker, worker)


def subjects_of_talks(talks: Sequence[Gesprek]) -> list[int]:
    """Ids of the persons whose talks these are: who is named, else the person of the case."""
    return list(dict.fromkeys(talk.persoon_id or talk.casus.persoon_id for talk in talks))
