"""What the case itself tells its timeline: phases, who led and who took part, hand-overs, the ladder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from keukentafel.casussen.public import (
    Casus,
    Casusrol,
    Casustoegang,
    Doorverbinding,
    Doorverbindingstatus,
    Faseovergang,
    Opschaling,
    Overdracht,
    Overdrachtstatus,
    Overgangsoort,
    Uitnodiging,
    may_undo_overgang,
    read_once,
    roles_of,
)
from keukentafel.core.datums import lange_datum
from keukentafel.core.versleuteling import expect, plain_text
from keukentafel.referentielijsten.public import Casusrolsoort, label_of
from keukentafel.tijdlijn.bronnen import Tijdlijnitem

REGIE = "regie"
GEVRAAGD, BEANTWOORD, NIVEAU, OVERGANG = "gevraagd", "beantwoord", "niveau", "overgang"
DOORVERBONDEN, AANGENOMEN = "doorverbonden", "aangenomen"
VRAAG, ANTWOORD = "vraag", "antwoord"  # of somebody who was asked along
HEEL_LAATST = 2**62  # of a day
#: Where the words of each kind of row lie; a union gives them as they are stored.
WOORDEN: Mapping[str, tuple[type[Model], str]] = {
    GEVRAAGD: (Overdracht, "notitie"),
    BEANTWOORD: (Overdracht, "antwoord"),
    NIVEAU: (Opschaling, "reden"),
    VRAAG: (Uitnodiging, "vraag"),
    ANTWOORD: (Uitnodiging, "antwoord"),
    DOORVERBONDEN: (Doorverbinding, "reden"),
    AANGENOMEN: (Doorverbinding, "antwoord"),
    OVERGANG: (Faseovergang, "reden"),
}


@dataclass(frozen=True, slots=True)
class _Rij:
    """One row of the union: what kind it is, its day, what, why, who; `tot` and `gemaakt` of a change of stand."""

    bron: str
    op: date
    wat: str
    waarom: str
    wie: str
    pk: int
    tot: date | None
    gemaakt: datetime
    wet: str


def _rows(casus: Casus) -> list[_Rij]:
    """Hand-overs asked and answered, steps on the ladder and changes of phase, in one query; read once per page."""
    nobody = Value("")
    asked = Overdracht.objects.filter(casus=casus).order_by()
    steps = Opschaling.objects.filter(casus=casus).order_by()
    changes = Faseovergang.objects.filter(casus=casus).order_by()
    invited = Uitnodiging.objects.filter(casus=casus).order_by()
    connected = Doorverbinding.objects.filter(casus=casus).order_by()
    wet = Value(casus.wet)

    both = asked.values_list(
        Value(GEVRAAGD), "gevraagd_op", "naar_medewerker__naam", "notitie", Coalesce("van_medewerker__naam", nobody),
        "pk", "beantwoord_op", "gemaakt_op", wet,
    ).union(
        asked.exclude(beantwoord_op=None).values_list(
            Value(BEANTWOORD), "beantwoord_op", "status", "antwoord", "naar_medewerker__naam",
            "pk", "beantwoord_op", "gemaakt_op", wet,
        ),
        steps.values_list(
            Value(NIVEAU), "op", "niveau", "reden", "besluit_door", "pk", "evaluatie_op",
            "gemaakt_op", wet,
        ),
        invited.values_list(
            Value(VRAAG), "van", "medewerker__naam", "vraag", Coalesce("gevraagd_door__naam", nobody), "pk", "tot",
            "gemaakt_op", "wet",
        ),
        invited.exclude(beantwoord_op=None).values_list(
            Value(ANTWOORD), "beantwoord_op", "medewerker__naam", "antwoord", Coalesce("medewerker__naam", nobody),
            "pk", "tot", "gemaakt_op", "wet",
        ),
        connected.values_list(
            Value(DOORVERBONDEN), "op", "naar", "reden", Coalesce("medewerker__naam", nobody), "pk", "volgen_voor",
            "gemaakt_op", "wet",
        ),
        connected.exclude(beantwoord_op=None).values_list(
            Value(AANGENOMEN), "beantwoord_op", "status", "antwoord", "naar", "pk", "volgen_voor",
            "gemaakt_op", "wet",
        ),
        changes.values_list(
            Value(OVERGANG), "op", "soort", "reden", Coalesce("medewerker__naam", nobody), "pk",
            "tot", "gemaakt_op", wet,
        ),
        all=True,
    )  # fmt: skip
    return read_once(casus, "verloop en regie", lambda: _all_opened(both))


def _all_opened(rijen: Iterable[Sequence[Any]]) -> list[_Rij]:
    rows = [_Rij(*cells) for cells in rijen]
    expect(row.waarom for row in rows)
    return [_opened(row) for row in rows]


def _opened(row: _Rij) -> _Rij:
    model, field = WOORDEN[row.bron]
    return replace(row, waarom=plain_text(model, field, row.pk, row.waarom))


def casus_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """Source of the timeline: the case itself; one query over hand-overs, ladder and changes of phase."""
    casus, rows = toegang.casus, _rows(toegang.casus)
    changes = [row for row in rows if row.bron == OVERGANG]
    last = max((row.pk for row in changes), default=0)
    items = [_asked_or_scaled(casus, row) for row in rows if row.bron != OVERGANG]
    items += [_change(toegang, row, last=row.pk == last) for row in changes]
    known = {(row.wat, row.op) for row in changes}
    return [*items, *_date_items(casus, known), *_role_items(toegang)]


def short_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """The same for the overview: the dates of the case and who led; no query unless it was reopened once."""
    if toegang.casus.heropend_op is not None:
        return casus_items(toegang)
    return [*_date_items(toegang.casus, set()), *_role_items(toegang)]


def _date_items(casus: Casus, known: set[tuple[str, date]]) -> list[Tijdlijnitem]:
    """The dates of the case, as far as no change of phase tells them already (an import brings only the dates)."""
    days: Sequence[tuple[date | None, str, str]] = (
        (casus.aangemeld_op, "", "Aangemeld"),
        (casus.vraagverheldering_op, *_name(Overgangsoort.VRAAGVERHELDERING)),
        (casus.plan_op, *_name(Overgangsoort.PLAN)),
        (casus.volgen_vanaf, *_name(Overgangsoort.VOLGEN)),
        (casus.afgesloten_op, *_name(Overgangsoort.AFGESLOTEN)),
    )
    return [
        _item(casus, day, titel, volgorde=_place(soort))
        for day, soort, titel in days
        if day is not None and (soort, day) not in known
    ]


def _place(soort: str, pk: int = 0) -> int:
    """Where a change stands among what happened on the same day: closing comes last, and reopening after it."""
    ends = {Overgangsoort.AFGESLOTEN.value, Overgangsoort.HEROPEND.value}
    return HEEL_LAATST + pk if soort in ends else pk


def _name(soort: Overgangsoort) -> tuple[str, str]:
    return soort.value, str(soort.label)


def _change(toegang: Casustoegang, row: _Rij, *, last: bool) -> Tijdlijnitem:
    casus, titel = toegang.casus, str(Overgangsoort(row.wat).label)
    if row.tot is not None:
        titel += f" tot en met {lange_datum(row.tot)}"
    undo = ""
    if last and casus.afgesloten_op is None and toegang.mag("casus_wijzigen"):
        change = Faseovergang(pk=row.pk, soort=row.wat, gemaakt_op=row.gemaakt)
        undo = _url("overgang_ongedaan", casus, row.pk) if may_undo_overgang(change) else ""
    anker = f"{OVERGANG}-{row.pk}"
    return _item(
        casus, row.op, titel, row.waarom, row.wie, volgorde=_place(row.wat, row.pk), anker=anker, ongedaan_url=undo
    )


def _asked_or_scaled(casus: Casus, row: _Rij) -> Tijdlijnitem:
    titel = f"Overdracht gevraagd aan {row.wat}"
    if row.bron == BEANTWOORD:
        titel = f"Overdracht: {Overdrachtstatus(row.wat).label.lower()}"
    elif row.bron == NIVEAU:
        titel = label_of("opschalingsniveau", row.wat, row.op)
    elif row.bron in (DOORVERBONDEN, AANGENOMEN):
        told = f"Doorverbonden naar {row.wat}"
        titel = told if row.bron == DOORVERBONDEN else f"Doorverbinding: {Doorverbindingstatus(row.wat).label.lower()}"
        return replace(_item(casus, row.op, titel, row.waarom, row.wie, volgorde=row.pk), wet=row.wet, stil=False)
    elif row.bron in (VRAAG, ANTWOORD):
        titel = f"Vraag aan {row.wat}" if row.bron == VRAAG else f"Antwoord van {row.wat}"
        line = _item(casus, row.op, titel, row.waarom, row.wie if row.bron == VRAAG else "", volgorde=row.pk)
        return replace(line, wet=row.wet, stil=False)
    return _item(casus, row.op, titel, row.waarom, row.wie, intern=True, volgorde=row.pk)


def _role_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """Who led and who took part, from when and until when; the assignment of today can be taken back."""
    items = []
    for role in roles_of(toegang.casus):
        naam = f"{label_of('casusrol', role.rol, role.van)}: {role.medewerker.naam}"
        form = label_of("regievorm", role.regievorm, role.van).lower()
        tekst = f"Regie: {form}" if form else ""
        undo = _undo_of_role(toegang, role)
        items.append(_item(toegang.casus, role.van, naam, tekst, volgorde=role.pk, ongedaan_url=undo))
        if role.tot is not None and role.rol != Casusrolsoort.REGISSEUR:
            items.append(_item(toegang.casus, role.tot, f"{naam} tot en met deze dag", role.reden, volgorde=role.pk))
    return items


def _undo_of_role(toegang: Casustoegang, role: Casusrol) -> str:
    assigned = role.rol == Casusrolsoort.REGISSEUR and role.tot is None
    if not assigned or timezone.localdate(role.gemaakt_op) != timezone.localdate():
        return ""
    return _url("toewijzen_ongedaan", toegang.casus, role.pk) if toegang.mag("casus_toewijzen") else ""


def _url(naam: str, casus: Casus, pk: int) -> str:
    return reverse(f"casussen:{naam}", args=[casus.pk, pk])


def _item(
    casus: Casus, op: date, titel: str, tekst: str = "", wie: str = "", *, intern: bool = False, volgorde: int = 0,
    anker: str = "", ongedaan_url: str = "",
) -> Tijdlijnitem:  # fmt: skip
    return Tijdlijnitem(
        op=op, titel=titel, soort=REGIE, soortnaam="Regie", tekst=tekst, wie=wie, intern=intern, wet=casus.wet,
        stil=True, volgorde=volgorde, anker=anker, ongedaan_url=ongedaan_url,
    )  # fmt: skip
