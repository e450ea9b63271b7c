"""The door of break-glass: from what is typed to one household, and whether it may be opened; then where to go."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import note_refusal
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, facts_of_huishoudens, homes_named, note_terms
from keukentafel.teams.public import team_ids_of, workers_of_teams
from keukentafel.toegang.public import (
    Gebruiker,
    Noodtoegang,
    Rol,
    Uitkomst,
    decision,
    late_judgement,
    may_ever,
    on_crisis_duty,
    open_noodtoegang,
    own_active,
    waiting_judgement,
)

OPENEN = "noodtoegang_openen"
BEOORDELEN = "noodtoegang_beoordelen"
INZIEN = "huishouden_inzien"
NIET_GEVONDEN = "Met deze gegevens kunt u geen dossier openen. Kijk ze na, of bel het team dat achterwacht heeft."


@dataclass(frozen=True, slots=True)
class Gezocht:
    """Whose dossier: the number of a case, or a surname with a date of birth."""

    nummer: str = ""
    achternaam: str = ""
    geboortedatum: date | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.nummer, self.achternaam, str(self.geboortedatum or ""))))


def break_glass(user: Gebruiker, gezocht: Gezocht, *, reden: str, toelichting: str) -> tuple[Noodtoegang | None, str]:
    """Open the dossier and return it with its address; None when the user may open it anyway.

    Raises Regelfout, in the same words, when nobody is found, when two are, when it is closed to him by a tie, and when
    it is shielded: nothing tells these apart. What was typed is logged encrypted, each refusal with its reason.
    """
    found = _homes(gezocht)
    note_terms("noodtoegang_gezocht", str(gezocht), hits=len(found))
    home = found[0] if len(found) == 1 else None
    facts = facts_of_huishoudens(user, [home] if home else [])
    if home is None:
        raise Regelfout(NIET_GEVONDEN)
    besluit = decision(user, INZIEN, facts[home.pk], crisisdienst=on_crisis_duty(user))
    if besluit.uitkomst is Uitkomst.GEWEIGERD:
        note_refusal(OPENEN, besluit.reden, home)
        raise Regelfout(NIET_GEVONDEN)
    if besluit.uitkomst is Uitkomst.TOEGESTAAN:
        return None, address_of(home.pk)
    opened = open_noodtoegang(by=user, huishouden_id=home.pk, reden=reden, toelichting=toelichting)
    return opened, address_of(home.pk)


def _homes(gezocht: Gezocht) -> list[Huishouden]:
    if gezocht.nummer:
        case = Casus.objects.filter(nummer=gezocht.nummer.strip().upper()).select_related("huishouden").first()
        return [case.huishouden] if case is not None else []
    if gezocht.achternaam and gezocht.geboortedatum:
        return homes_named(gezocht.achternaam, gezocht.geboortedatum, timezone.localdate())
    return []


def address_of(huishouden_id: int) -> str:
    """Where to read: the newest case that is open, else the household."""
    cases = Casus.objects.filter(huishouden=huishouden_id).order_by("-aangemeld_op", "-pk")
    ids = list(cases.values_list("pk", "afgesloten_op"))
    running = [pk for pk, closed in ids if closed is None]
    chosen = next(iter(running or [pk for pk, _ in ids]), None)
    if chosen is None:
        return reverse("personen:huishouden", args=[huishouden_id])
    return reverse("werkplek:casuspagina", args=[chosen])


@dataclass(frozen=True, slots=True)
class Lopend:
    """What one has open now, and where it leads."""

    noodtoegang: Noodtoegang
    url: str


def running_of(user: Gebruiker) -> Lopend | None:
    """The break-glass that the user has open, in whichever session."""
    active = own_active(user)
    return Lopend(active, address_of(active.huishouden_id)) if active else None


@dataclass(frozen=True, slots=True)
class Wachtend:
    """What waits for a judgement: how many, how many too late, and where to judge (empty: not by this reader)."""

    aantal: int
    te_laat: int
    wie: str = ""
    url: str = ""


def waiting_of(user: Gebruiker, op: date) -> Wachtend | None:
    """For the privacy officer what she must judge; for a team lead what of his own people is judged too late.

    None for everybody else, without a query, and when there is nothing.
    """
    if may_ever(user, BEOORDELEN):
        rows = waiting_judgement()
        late = [row for row in rows if row.beoordelen_voor < op]
        return Wachtend(len(rows), len(late), url=reverse("privacy:noodtoegangen")) if rows else None
    if Rol.TEAMLEIDER not in user.rollen:
        return None
    rows = late_judgement(op)
    if not rows:
        return None
    mine = {worker.gebruiker_id for worker in workers_of_teams(team_ids_of(user, op), op)}
    names = sorted({row.gebruiker.naam for row in rows if row.gebruiker_id in mine})
    count = sum(row.gebruiker_id in mine for row in rows)
    return Wachtend(count, count, wie=", ".join(names)) if count else None
