"""Who asks through the interface: a user who is logged in, or an integration with a key of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.inzicht.api.problemen import OPVRAGEN, Probleem, answer_of
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.koppelingen import find_koppelsleutel
from keukentafel.inzicht.models import Koppelsleutel
from keukentafel.inzicht.permissions import Lezer, reader
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import REDEN_HOOGSTENS, Blikveld
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker

PER_MINUUT = 30  # questions of one key or one user
MISLUKT_HOOGSTENS, MISLUKT_SECONDEN = 10, 900  # wrong keys from one address that are written down
NIET_VOOR_U = "Deze koppeling mag dit rapport niet opvragen. De beheerder kan een ruimere sleutel maken."
ONBEKEND = "Deze sleutel kennen wij niet, of hij geldt niet meer. Vraag de beheerder om een nieuwe."


@dataclass(frozen=True)
class Koppeling:
    """Who reads with a key: nobody with an account. The log names the key."""

    pk: int | None = None
    rolnaam: str = "koppeling"


@dataclass(frozen=True, slots=True)
class Vrager:
    """Who asks and what he may have: whose figures, and which reports exactly (only of his own teams)."""

    lezer: Lezer
    rapporten: Collection[str]
    sleutel: Koppelsleutel | None
    naam: str

    @property
    def teamsleutel(self) -> bool:
        """Whether a key of one team asks: what it gets leaves the team, so nothing in it is about a few people."""
        return self.sleutel is not None and self.lezer.blik == Blikveld.TEAM

    def refusal(self, figuur: Figuur) -> str:
        """Return why this figure of his team is not for him; '' when it is."""
        if not self.teamsleutel:
            return ""
        return "" if figuur.rapport in self.rapporten else NIET_VOOR_U

    def note(self, wat: str) -> None:
        """Write down in the log what is handed over. Raises InzageZonderLog outside a request."""
        note_read("rapport_opgevraagd", self.sleutel, subjects=[None], reden=wat[:REDEN_HOOGSTENS])


def exact_reports() -> tuple[str, ...]:
    """Return the reports that can be of one team alone; the others would tell the municipality exactly."""
    return tuple(naam for naam, definitie in definities().items() if definitie.met_team)


def asker_of(request: HttpRequest) -> Vrager:
    """Return who asks, after the gate let him in. Raises PermissionDenied, and Probleem 429 when he asks too often."""
    sleutel: Koppelsleutel | None = getattr(request, "koppelsleutel", None)
    if sleutel is not None:
        own = (sleutel.team,) if sleutel.team is not None else tuple(Team.objects.order_by("naam", "pk"))
        lezer = Lezer(Blikveld(sleutel.blik), own, sleutel.team is None)
        found = Vrager(lezer, tuple(sleutel.rapporten), sleutel, f"sleutel:{sleutel.pk}")
    else:
        user = cast(Gebruiker, request.user)  # the gate let nobody else through
        lezer = reader(user, OPVRAGEN)
        found = Vrager(lezer, exact_reports() if lezer.blik == Blikveld.TEAM else (), None, f"gebruiker:{user.pk}")
    _slow_down(found.naam)
    return found


class Koppeldeur:
    """The door for an integration: `Authorization: Bearer` with a key that holds today (toegang.SLEUTELDEUREN)."""

    def open(self, request: HttpRequest) -> HttpResponse | None:
        """Let a request with a right key through; any other gets 401, and is counted per address."""
        kind, _space, text = request.headers.get("Authorization", "").partition(" ")
        found = find_koppelsleutel(text.strip()) if kind.lower() == "bearer" else None
        request.user = Koppeling()  # type: ignore[assignment]  # whoever is logged in in this browser does not count
        if found is not None:
            request.koppelsleutel = found  # type: ignore[attr-defined]
            return None
        wrong = _count(f"koppeling-mislukt:{request.META.get('REMOTE_ADDR', '')}", MISLUKT_SECONDEN, MISLUKT_HOOGSTENS)
        if wrong > MISLUKT_HOOGSTENS:
            return answer_of(Probleem(429, "Er is te vaak een verkeerde sleutel gestuurd.", na=MISLUKT_SECONDEN))
        note_refusal(OPVRAGEN, "onbekende_sleutel")
        return answer_of(Probleem(401, ONBEKEND))

    def refuse(self, request: HttpRequest, status: int) -> HttpResponse:
        """Say in the words of the interface what the gate said: 401, 403 or 405."""
        words = {401: "U bent niet aangemeld, of uw scherm is vergrendeld. Een koppeling stuurt een sleutel mee.",
                 405: "Gebruik GET."}  # fmt: skip
        return answer_of(Probleem(status, words.get(status, "Uw rol mag dit niet opvragen.")))


def _slow_down(naam: str) -> None:
    """Raise Probleem 429 beyond PER_MINUUT; only the first of a minute is written down."""
    if not settings.TEMPO:  # a measurement; production refuses to start so
        return
    asked = _count(f"koppeling:{naam}", 60, PER_MINUUT)
    if asked > PER_MINUUT:
        said = f"U vraagt meer dan {PER_MINUUT} keer per minuut. Wacht even."
        raise Probleem(429, said, na=60, gemeld=asked > PER_MINUUT + 1)


def _count(naam: str, seconden: int, hoogstens: int) -> int:
    """Count one more in this window of time and return the how-manieth it is, at most `hoogstens` + 2.

    Each number is taken with cache.add, of which one asker alone gets True: whoever ask at the same moment get numbers
    of their own. incr would not do: in the database cache of production it reads and then writes.
    """
    place = f"{naam}:{int(timezone.now().timestamp()) // seconden}"
    number = int(cache.get(place, 0))
    while number <= hoogstens:
        number += 1
        if cache.add(f"{place}:{number}", 1, seconden):
            cache.set(place, number, seconden)  # where the next begins to look; never beyond what was taken
            return number
    return hoogstens + 2
