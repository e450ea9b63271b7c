"""Break-glass judged: who opened what, why, what he read, and whether it was rightful. Shows no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import reads_in_emergency
from keukentafel.casussen.public import Casus
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, Tekstveld
from keukentafel.core.muur import weighs
from keukentafel.privacy.start import Startregel
from keukentafel.teams.public import teams_of
from keukentafel.toegang.public import REDENEN, Noodreden, Noodtoegang, load_matrix, waiting_judgement

NAAM = "Noodtoegang"


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One page that was read: when, what it is called in the matrix, about how many persons."""

    tijd: datetime
    wat: str
    personen: int


@dataclass(frozen=True, slots=True)
class Noodregel:
    """One use of break-glass in a list."""

    noodtoegang: Noodtoegang
    reden: str
    te_laat: bool


@dataclass(frozen=True, slots=True)
class Noodkaart:
    """One use of break-glass in full."""

    noodtoegang: Noodtoegang
    reden: str
    teams: str
    dossiers: str
    gelezen: Sequence[Gelezen]
    te_laat: bool


class OordeelForm(Formulier):
    """Rightful or not, and why; the resident sees it at once, or later when a child would be in danger."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("inwoner_ziet_vanaf",)
    oordeel = Keuzeveld(
        label="Was deze noodtoegang rechtmatig?", choices=[("ja", "Ja, dit mocht"), ("nee", "Nee, dit mocht niet")]
    )
    waarom = Tekstveld(label="Waarom vindt u dat?", max_length=1000, rijen=4)
    inwoner_ziet_vanaf = Datumveld(
        label="De inwoner ziet dit pas vanaf", required=False,
        help_text="Alleen als het een kind in gevaar brengt wanneer de inwoner het nu ziet. Anders leeg laten.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A later day only with words for it."""
        data: dict[str, Any] = super().clean() or {}
        day = data.get("inwoner_ziet_vanaf")
        if day is not None and day < timezone.localdate():
            self.add_error("inwoner_ziet_vanaf", "Kies een dag vanaf vandaag.")
        return data


def start_line() -> Startregel:
    """For the start page: what waits, and what is too late; one query."""
    rows, today = waiting_judgement(), timezone.localdate()
    late = sum(row.beoordelen_voor < today for row in rows)
    return Startregel(
        NAAM,
        reverse("privacy:noodtoegangen"),
        wacht=f"{len(rows)} te beoordelen" if rows else "",
        alarm=f"{late} keer is na vijf werkdagen nog niet beoordeeld." if late else "",
        over="Wie opende een dossier dat dicht was, en mocht dat?",
    )


def list_waiting(op: date) -> list[Noodregel]:
    """What waits for a judgement, the oldest first; one query."""
    return [line_of(row, op) for row in waiting_judgement()]


def list_judged(hoogstens: int = 50) -> list[Noodregel]:
    """What was judged last; one query."""
    rows = Noodtoegang.objects.exclude(beoordeeld_op=None).select_related("gebruiker", "beoordeeld_door")
    return [line_of(row, timezone.localdate()) for row in rows[:hoogstens]]


def line_of(row: Noodtoegang, op: date) -> Noodregel:
    """One line of a list."""
    late = row.beoordeeld_op is None and row.beoordelen_voor < op
    return Noodregel(row, REDENEN[Noodreden(row.reden)], late)


@weighs
def card_of(row: Noodtoegang, op: date) -> Noodkaart:
    """Everything about one use: of the dossier only its number and team, of the reading only which screens."""
    actions = load_matrix().acties
    cases = Casus.objects.filter(huishouden=row.huishouden_id).select_related("team").order_by("pk")
    numbers = ", ".join(f"{casus.nummer} ({casus.team.naam})" for casus in cases)
    read = [
        Gelezen(moment, actions[actie].naam if actie in actions else actie.replace("_", " "), count)
        for moment, actie, count in reads_in_emergency(row.gebruiker_id, row.van, row.einde)
    ]
    line = line_of(row, op)
    teams = ", ".join(team.naam for team in teams_of(row.gebruiker))
    return Noodkaart(row, line.reden, teams, numbers or f"huishouden {row.huishouden_id}", read, line.te_laat)


def is_rightful(form: forms.Form) -> bool:
    """What was answered."""
    return bool(form.cleaned_data["oordeel"] == "ja")
