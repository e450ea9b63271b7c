"""A world for sequences of steps (Z11): households with their cases and the people around them, many side by side.

Each household lives a sequence of its own: cases begin and close, are handed over, shielded, stand still, are merged.
Between those steps the people of the world join and leave teams and get and lose roles, for all households alike. One
look of one person judges every household of the world at once: that is what makes ten thousand sequences affordable.

What somebody may see is worked out here from the bare rows and the words of the rules, without the product's own
reading of relations.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.actions.fasen import mark_closed
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.public import (
    assign_regisseur,
    end_rol,
    give_rol,
    may_with_casussen,
    open_casus,
    reopen_casus,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Huishoudlid, Persoon, Samenvoeging
from keukentafel.personen.public import merge_personen, undo_merge
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import Plaatsing
from keukentafel.toegang.models import Roltoekenning
from keukentafel.toegang.public import Gebruiker
from tests.cast import LANG_GELEDEN, Cast

MENSEN = ("noor", "sanne", "tom", "zeno", "gwen", "werner", "ana")
TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
HOOGSTENS = 3  # cases in one household
# The words of the rules once more: which role needs what placement, and reads a case under which laws.
IN_HET_TEAM = frozenset({"wijkteamlid", "regisseur", "teamleider"})
LEEST_MEE = {
    "werkbegeleider": {"algemeen", "wmo", "jeugd", "veiligheid"},
    "maatwerkspecialist": {"algemeen", "wmo"},
    "medewerker_wi": {"algemeen", "participatie", "schulden"},
}


class Rijen:
    """The bare rows of today, read once."""

    def __init__(self) -> None:
        today = Q(van__lte=TODAY) & (Q(tot=None) | Q(tot__gte=TODAY))
        ties = Belang.objects.filter(Q(tot=None) | Q(tot__gte=TODAY))
        self.belangen = set(ties.order_by().values_list("gebruiker_id", "huishouden_id"))
        self.huizen = {pk: row for pk, *row in Huishouden.objects.order_by().values_list("pk", "label", "beperkt")}
        self.op_lijst = set(Afschermlid.objects.order_by().values_list("gebruiker_id", "huishouden_id"))
        self.plaatsingen: dict[int, set[int | None]] = {}
        for who, team in Plaatsing.objects.filter(today).order_by().values_list("medewerker__gebruiker_id", "team_id"):
            self.plaatsingen.setdefault(who, set()).add(team)
        self.rollen: dict[int, set[str]] = {}
        for who, role in Roltoekenning.objects.filter(today).order_by().values_list("gebruiker_id", "rol"):
            self.rollen.setdefault(who, set()).add(role)
        held = Casusrol.objects.filter(today).order_by()
        self.houders = set(held.values_list("casus_id", "medewerker__gebruiker_id"))
        leads = held.filter(rol=Casusrolsoort.REGISSEUR)
        self.leiders = set(leads.values_list("casus_id", "medewerker__gebruiker_id"))
        deputises = held.filter(Q(waarneming_tot=None) | Q(waarneming_tot__gte=TODAY), waarnemer__isnull=False)
        self.waarnemers = set(deputises.values_list("casus_id", "waarnemer__gebruiker_id"))

    def may_see(self, user_id: int, casus: Casus) -> bool:
        """May this user see this case today?"""
        here, (label, still) = (user_id, casus.huishouden_id), self.huizen[casus.huishouden_id]
        if here in self.belangen or (label == "afgeschermd" and here not in self.op_lijst):
            return False
        if still and (casus.pk, user_id) not in self.leiders:  # AVG 18: stored only; who has the regie still reads
            return False
        placed, roles = self.plaatsingen.get(user_id, set()), self.rollen.get(user_id, set())
        takes_part = (casus.pk, user_id) in self.houders
        near = casus.team_id in placed or takes_part or (casus.pk, user_id) in self.waarnemers
        if roles & IN_HET_TEAM and placed - {None} and near:
            return True
        return bool(placed) and takes_part and any(casus.wet in LEEST_MEE.get(role, ()) for role in roles)


@dataclass
class Gezin:
    """One household, of which one sequence of steps is lived."""

    huishouden: Huishouden
    persoon: Persoon
    casussen: list[int]


@dataclass
class Wereld:
    """Where the steps happen; `gedaan` counts them."""

    cast: Cast
    dobbel: random.Random
    gedaan: Counter[str]
    gezinnen: list[Gezin] = field(default_factory=list)
    gezin: Gezin = field(init=False)  # whose step it is

    def who(self) -> str:
        """Somebody."""
        return self.dobbel.choice(MENSEN)

    def case(self) -> Casus:
        """One of the cases of this household."""
        return Casus.objects.get(pk=self.dobbel.choice(self.gezin.casussen))

    def live(self) -> None:
        """One step of each household, and between them one of the people; a rule of the product may forbid it."""
        for gezin in self.gezinnen:
            self.gezin = gezin
            self._do(self.dobbel.choice(STAPPEN))
        self._do(self.dobbel.choice(VAN_MENSEN))

    def _do(self, what: Callable[[Wereld], None]) -> None:
        try:
            with transaction.atomic():
                what(self)
        except Regelfout:
            self.gedaan["geweigerd"] += 1
        self.gedaan[what.__name__] += 1


def make_world(cast: Cast, dobbel: random.Random, gedaan: Counter[str], gezinnen: int) -> Wereld:
    """So many households with one case each; the caller takes the world away again."""
    homes = Huishouden.objects.bulk_create(Huishouden(naam=f"Huis {n}") for n in range(gezinnen))
    people = Persoon.objects.bulk_create(Persoon(voornamen="Reeks", achternaam=f"Huis {n}") for n in range(gezinnen))
    Huishoudlid.objects.bulk_create(
        Huishoudlid(huishouden=home, persoon=one, rol="volwassene", van=LANG_GELEDEN)
        for home, one in zip(homes, people, strict=True)
    )
    cases = Casus.objects.bulk_create(
        Casus(
            nummer=f"R-{n}", huishouden=homes[n], persoon=people[n], team=dobbel.choice((cast.noord, cast.zuid)),
            wet=dobbel.choice(Wet.values), aangemeld_op=TODAY, geregistreerd_op=TODAY,
        )
        for n in range(gezinnen)
    )  # fmt: skip
    Casusrol.objects.bulk_create(
        Casusrol(casus=casus, rol="regisseur", medewerker=cast.medewerkers[dobbel.choice(MENSEN)], van=TODAY)
        for casus in cases
        if dobbel.random() < 0.7
    )
    world = Wereld(cast, dobbel, gedaan)
    world.gezinnen = [Gezin(*of, [casus.pk]) for *of, casus in zip(homes, people, cases, strict=True)]
    return world


def joins(w: Wereld) -> None:
    """Somebody joins a team, or works for all."""
    worker = w.cast.medewerkers[w.who()]
    team = w.dobbel.choice((w.cast.noord, w.cast.zuid, None))
    if not Plaatsing.objects.filter(medewerker=worker, team=team, tot=None).exists():
        Plaatsing.objects.create(medewerker=worker, team=team, medewerkertype="volwassenen", fte=1, van=TODAY)


def leaves(w: Wereld) -> None:
    """Somebody leaves every team."""
    rows = Plaatsing.objects.filter(medewerker=w.cast.medewerkers[w.who()], tot=None)
    rows.filter(van__lt=TODAY).update(tot=YESTERDAY)
    rows.filter(van=TODAY).delete()


def role_changes(w: Wereld) -> None:
    """Somebody's roles end, or he gets one."""
    user = w.cast.gebruikers[w.who()]
    if w.dobbel.random() < 0.5:
        Roltoekenning.objects.filter(gebruiker=user, van__lt=TODAY, tot=None).update(tot=YESTERDAY)
    else:
        rol = w.dobbel.choice([*sorted(IN_HET_TEAM), *LEEST_MEE, "beleidsanalist"])
        Roltoekenning.objects.create(gebruiker=user, rol=rol, van=LANG_GELEDEN)


def hands_over(w: Wereld) -> None:
    """Somebody else becomes regisseur."""
    assign_regisseur(by=SYSTEEM, casus=w.case(), medewerker=w.cast.medewerkers[w.who()], op=TODAY)


def takes_part(w: Wereld) -> None:
    """Somebody gets a role on a case."""
    give_rol(by=SYSTEEM, casus=w.case(), medewerker=w.cast.medewerkers[w.who()], rol="consulent", van=TODAY)


def stops(w: Wereld) -> None:
    """A role on a case ends."""
    rows = list(_roles(w).exclude(rol=Casusrolsoort.REGISSEUR))
    if rows:
        end_rol(by=SYSTEEM, rol=w.dobbel.choice(rows))


def deputises(w: Wereld) -> None:
    """Somebody looks after a case for another, until a day or no longer."""
    rows = list(_roles(w).values_list("pk", flat=True))
    if rows:
        until = w.dobbel.choice((None, YESTERDAY, TODAY))
        Casusrol.objects.filter(pk=w.dobbel.choice(rows)).update(
            waarnemer=w.cast.medewerkers[w.who()], waarneming_tot=until
        )


def ties(w: Wereld) -> None:
    """Somebody has a tie with a household, or no longer."""
    user, home = w.cast.gebruikers[w.who()], w.gezin.huishouden
    until = w.dobbel.choice((None, YESTERDAY))
    if not Belang.objects.filter(gebruiker=user, huishouden=home).update(tot=until):
        Belang.objects.create(gebruiker=user, huishouden=home, gemeld_op=LANG_GELEDEN, tot=until)


def shields(w: Wereld) -> None:
    """A household is shielded with somebody on its list, or open again."""
    home = w.gezin.huishouden
    label = w.dobbel.choice(("normaal", "gevoelig", "afgeschermd", "afgeschermd"))
    Huishouden.objects.filter(pk=home.pk).update(label=label)
    Afschermlid.objects.get_or_create(huishouden=home, gebruiker=w.cast.gebruikers[w.who()])


def stands_still(w: Wereld) -> None:
    """The use of what is known of a household is restricted (AVG 18), or no longer."""
    Huishouden.objects.filter(pk=w.gezin.huishouden.pk).update(beperkt=w.dobbel.random() < 0.5)


def closes_or_opens(w: Wereld) -> None:
    """A case is closed, or opened again."""
    casus = w.case()
    if casus.afgesloten_op is None:
        mark_closed(by=SYSTEEM, casus=casus, op=TODAY, reden="doelen_bereikt")
    else:
        reopen_casus(by=SYSTEEM, casus=casus, reden="Het gaat weer mis.")


def moves(w: Wereld) -> None:
    """A case goes to another team, or falls under another law."""
    team, law = w.dobbel.choice((w.cast.noord, w.cast.zuid)), w.dobbel.choice(Wet.values)
    Casus.objects.filter(pk=w.dobbel.choice(w.gezin.casussen)).update(team=team, wet=law)


def merges(w: Wereld) -> None:
    """Two registrations turn out to be one person, or not after all."""
    done = Samenvoeging.objects.filter(ongedaan_op=None, behouden=w.gezin.persoon).order_by("pk").first()
    if done is not None:
        undo_merge(by=SYSTEEM, samenvoeging=done)
    else:
        double = Persoon.objects.create(voornamen="Mieke", achternaam="Dubbel")
        Huishoudlid.objects.create(huishouden=w.gezin.huishouden, persoon=double, van=LANG_GELEDEN)
        merge_personen(by=SYSTEEM, behouden=w.gezin.persoon, vervallen=double)


def begins(w: Wereld) -> None:
    """A second case in a household, in any team."""
    if len(w.gezin.casussen) < HOOGSTENS:
        made = open_casus(
            by=SYSTEEM, huishouden=w.gezin.huishouden, persoon=w.gezin.persoon, team=w.cast.zuid, aangemeld_op=TODAY
        )
        w.gezin.casussen.append(made.pk)


#: What happens to a household, how often beside the others, and to the people around all of them. What costs most
#: (a merge walks over every table) comes least.
HOE_VAAK: Mapping[Callable[[Wereld], None], int] = {
    ties: 5, shields: 5, stands_still: 5, moves: 5, deputises: 5, takes_part: 5, stops: 4, hands_over: 3,
    closes_or_opens: 2, begins: 2, merges: 1,
}  # fmt: skip
STAPPEN = tuple(step for step, often in HOE_VAAK.items() for _ in range(often))
VAN_MENSEN: tuple[Callable[[Wereld], None], ...] = (joins, joins, leaves, role_changes)


def _roles(w: Wereld) -> Any:
    return Casusrol.objects.filter(casus__in=w.gezin.casussen, tot=None).order_by("pk")


def differences(cast: Cast, namen: Sequence[str]) -> list[str]:
    """Where the list or the decision of these people says other than the bare rows, over every household."""
    wrong, rows, cases = [], Rijen(), list(Casus.objects.select_related("huishouden").order_by("pk"))
    users: dict[int, Any] = Gebruiker.objects.in_bulk([cast.gebruikers[naam].pk for naam in namen])
    for naam in namen:
        user = users[cast.gebruikers[naam].pk]
        user.tweede_factor = True
        may = {casus.pk for casus in cases if rows.may_see(user.pk, casus)}
        listed = set(Casus.objects.visible_to(user).order_by().values_list("pk", flat=True))
        decided = {pk for pk, said in may_with_casussen(user, cases, "casus_inzien").items() if said.toegestaan}
        if not listed == decided == may:
            odd = sorted((listed | decided | may) - (listed & decided & may))
            told = {pk: (pk in may, pk in listed, pk in decided) for pk in odd}
            wrong.append(f"{naam}: casus: (mag, lijst, besluit) {told}")
    return wrong
