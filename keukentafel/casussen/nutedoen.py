"""What a case needs now, as far as the case itself tells, and the day until which it is only watched."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.casussen.kop import SAMENVATTING_OUD_NA, regisseur_of, stand_of
from keukentafel.casussen.models import Casus
from keukentafel.casussen.permissions import Casustoegang
from keukentafel.casussen.registers import TE_DOEN, Overzichtsblok, Stap, TeDoen
from keukentafel.core.adressen import url_of
from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import Casusstand


def todo_of_casus(casus: Casus) -> list[TeDoen]:
    """For the register TE_DOEN: no regisseur, volgen past its day, old summary.

    A hand-over without answer is a task of whom was asked (room taken).
    """
    if stand_of(casus) == Casusstand.AFGESLOTEN:
        return []
    today = timezone.localdate()
    todo = []
    if regisseur_of(casus) is None:
        todo.append(TeDoen("Nog geen regisseur", _url("toewijzen", casus), sinds=casus.aangemeld_op))
    if casus.volgen_vanaf is not None and casus.volgen_tot is not None and casus.volgen_tot < today:
        todo.append(TeDoen("Volgen tot is voorbij: kijk opnieuw", _url("volgen", casus), sinds=casus.volgen_tot))
    written = timezone.localdate(casus.samenvatting_op) if casus.samenvatting_op else None
    if not casus.samenvatting:
        todo.append(TeDoen("Nog geen samenvatting", _url("samenvatting", casus)))
    elif written is not None and today - written > SAMENVATTING_OUD_NA:
        todo.append(TeDoen("De samenvatting is oud: klopt die nog?", _url("samenvatting", casus), sinds=written))
    return todo


def todo_of(casus: Casus) -> list[TeDoen]:
    """Everything that this case needs now, over all rooms, the most urgent first; what two rooms ask stands once."""
    single: list[TeDoen] = []
    asked: dict[str, TeDoen] = {}
    for item in (item for source in TE_DOEN for item in source(casus)):
        if not item.bron:
            single.append(item)
        else:
            asked[item.bron] = _together(asked[item.bron], item) if item.bron in asked else item
    return sorted([*single, *asked.values()], key=_urgency)


def _together(one: TeDoen, other: TeDoen) -> TeDoen:
    """A task, and what its own room says of it: the button of that room, with the other actions of the task."""
    task, told = (one, other) if one.acties else (other, one)
    if not told.knop:
        return task
    rest = tuple(actie for actie in task.acties if actie.url != told.url)
    return replace(told, vervalt=told.vervalt or task.vervalt, acties=rest)


def _urgency(item: TeDoen) -> tuple[bool, int]:
    day = item.vervalt or item.sinds
    return (day is None, day.toordinal() if day else 0)


def watch_steps(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the day on which a case on volgen is looked at again."""
    return [
        Stap(pk, day, "opnieuw kijken", url_of("casussen:volgen", pk))
        for pk, day in _watched(list(casus_ids))
        if day is not None
    ]


@compiled
def _watched(casus_ids: Collection[int]) -> QuerySet[Casus, tuple[int, date | None]]:
    rows = Casus.objects.filter(
        pk__in=casus_ids, afgesloten_op=None, volgen_vanaf__isnull=False, volgen_tot__isnull=False
    )
    return rows.order_by("pk").values_list("pk", "volgen_tot")


def watch_step(casus: Casus) -> list[Stap]:
    """The same for a case that is being shown; no query."""
    if casus.afgesloten_op is not None or casus.volgen_vanaf is None or casus.volgen_tot is None:
        return []
    return [Stap(casus.pk, casus.volgen_tot, "opnieuw kijken", _url("volgen", casus))]


def _url(name: str, casus: Casus) -> str:
    return url_of(f"casussen:{name}", casus.pk)


def summary_block(toegang: Casustoegang) -> Overzichtsblok:
    """For the register OVERZICHT: the dated summary."""
    casus = toegang.casus
    author = casus.samenvatting_door
    context = {"casus": casus, "wie": author.naam if author else "", "mag_schrijven": toegang.mag("casus_wijzigen")}
    return Overzichtsblok("Samenvatting", "casussen/_samenvatting.html", context, 10, "hoofd")
