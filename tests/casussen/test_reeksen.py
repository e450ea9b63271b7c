"""After any order of joining, leaving, handing over, shielding, merging and closing nobody sees more than he may (Z11).

What he may is worked out here from the bare rows and the words of the rules, without the product's own reading of
relations. After every step it is held against the list and the decision of two people, at the end of everybody.
`scripts/policy.sh sequences` runs more.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
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
from tests.casussen.test_zichtbaar import undone

REEKSEN = int(os.environ.get("KEUKENTAFEL_REEKSEN", "1"))
STAPPEN = 50 if REEKSEN > 10 else 24
ZAAD = int(os.environ.get("KEUKENTAFEL_ZAAD", "1"))
MENSEN = ("noor", "sanne", "tom", "zeno", "gwen", "werner", "ana")
TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
# The words of the rules once more: which role needs what placement, and reads a case under which laws.
IN_HET_TEAM = {"wijkteamlid", "regisseur", "teamleider"}
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
        shielded = Huishouden.objects.filter(label="afgeschermd").order_by()
        self.afgeschermd = set(shielded.values_list("pk", flat=True))
        self.op_lijst = set(Afschermlid.objects.order_by().values_list("gebruiker_id", "huishouden_id"))
        placed = Plaatsing.objects.filter(today).order_by()
        self.plaatsingen = set(placed.values_list("medewerker__gebruiker_id", "team_id"))
        self.rollen = set(Roltoekenning.objects.filter(today).order_by().values_list("gebruiker_id", "rol"))
        held = Casusrol.objects.filter(today).order_by()
        self.houders = set(held.values_list("casus_id", "medewerker__gebruiker_id"))
        deputises = held.filter(Q(waarneming_tot=None) | Q(waarneming_tot__gte=TODAY), waarnemer__isnull=False)
        self.waarnemers = set(deputises.values_list("casus_id", "waarnemer__gebruiker_id"))

    def may_see(self, user_id: int, casus: Casus) -> bool:
        """May this user see this case today?"""
        here = (user_id, casus.huishouden_id)
        if here in self.belangen or (casus.huishouden_id in self.afgeschermd and here not in self.op_lijst):
            return False
        placed = {team for who, team in self.plaatsingen if who == user_id}
        roles = {role for who, role in self.rollen if who == user_id}
        takes_part = (casus.pk, user_id) in self.houders
        near = casus.team_id in placed or takes_part or (casus.pk, user_id) in self.waarnemers
        if roles & IN_HET_TEAM and placed - {None} and near:
            return True
        return bool(placed) and takes_part and any(casus.wet in LEEST_MEE.get(role, ()) for role in roles)


@dataclass
class Wereld:
    """Where the steps happen."""

    cast: Cast
    dobbel: random.Random
    gedaan: Counter[str]

    def who(self) -> str:
        """Somebody."""
        return self.dobbel.choice(MENSEN)

    def case(self) -> Casus:
        """One of the cases."""
        return self.dobbel.choice(list(Casus.objects.order_by("pk")))

    def step(self) -> None:
        """One thing that happens; a rule of the product may forbid it."""
        what = self.dobbel.choice(STEPS)
        try:
            what(self)
        except Regelfout:
            self.gedaan["geweigerd"] += 1
        self.gedaan[what.__name__] += 1


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
        rol = w.dobbel.choice([*IN_HET_TEAM, *LEEST_MEE, "beleidsanalist"])
        Roltoekenning.objects.create(gebruiker=user, rol=rol, van=LANG_GELEDEN)


def hands_over(w: Wereld) -> None:
    """Somebody else becomes regisseur."""
    assign_regisseur(by=SYSTEEM, casus=w.case(), medewerker=w.cast.medewerkers[w.who()], op=TODAY)


def takes_part(w: Wereld) -> None:
    """Somebody gets a role on a case."""
    give_rol(by=SYSTEEM, casus=w.case(), medewerker=w.cast.medewerkers[w.who()], rol="consulent", van=TODAY)


def stops(w: Wereld) -> None:
    """A role on a case ends."""
    rows = list(Casusrol.objects.filter(tot=None).exclude(rol=Casusrolsoort.REGISSEUR).order_by("pk"))
    if rows:
        end_rol(by=SYSTEEM, rol=w.dobbel.choice(rows))


def deputises(w: Wereld) -> None:
    """Somebody looks after a case for another, until a day or no longer."""
    rows = list(Casusrol.objects.filter(tot=None).order_by("pk"))
    if rows:
        until = w.dobbel.choice((None, YESTERDAY, TODAY))
        Casusrol.objects.filter(pk=w.dobbel.choice(rows).pk).update(
            waarnemer=w.cast.medewerkers[w.who()], waarneming_tot=until
        )


def ties(w: Wereld) -> None:
    """Somebody has a tie with a household, or no longer."""
    user, home = w.cast.gebruikers[w.who()], w.case().huishouden
    until = w.dobbel.choice((None, YESTERDAY))
    Belang.objects.update_or_create(gebruiker=user, huishouden=home, defaults={"gemeld_op": LANG_GELEDEN, "tot": until})


def shields(w: Wereld) -> None:
    """A household is shielded with somebody on its list, or open again."""
    home = w.case().huishouden
    label = w.dobbel.choice(("normaal", "gevoelig", "afgeschermd", "afgeschermd"))
    Huishouden.objects.filter(pk=home.pk).update(label=label)
    Afschermlid.objects.get_or_create(huishouden=home, gebruiker=w.cast.gebruikers[w.who()])


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
    Casus.objects.filter(pk=w.case().pk).update(team=team, wet=law)


def merges(w: Wereld) -> None:
    """Two registrations turn out to be one person, or not after all."""
    done = Samenvoeging.objects.filter(ongedaan_op=None).order_by("pk").first()
    if done is not None:
        undo_merge(by=SYSTEEM, samenvoeging=done)
    else:
        double = Persoon.objects.create(voornamen="Mieke", achternaam="Dubbel")
        Huishoudlid.objects.create(huishouden=w.case().huishouden, persoon=double, van=LANG_GELEDEN)
        merge_personen(by=SYSTEEM, behouden=w.cast.mieke, vervallen=double)


def begins(w: Wereld) -> None:
    """A second case in a household, in any team."""
    if Casus.objects.count() < 5:
        open_casus(by=SYSTEEM, huishouden=w.cast.gezin, persoon=w.cast.jan, team=w.cast.zuid, aangemeld_op=TODAY)


STEPS: tuple[Callable[[Wereld], None], ...] = (
    joins, joins, leaves, role_changes, hands_over, takes_part, stops, deputises, ties, shields, closes_or_opens, moves,
    merges, begins,
)  # fmt: skip


def differences(cast: Cast, namen: Sequence[str]) -> list[str]:
    """Where the list or the decision of these people says other than the bare rows."""
    wrong, rows, cases = [], Rijen(), list(Casus.objects.select_related("huishouden").order_by("pk"))
    for naam in namen:
        user: Any = Gebruiker.objects.get(pk=cast.gebruikers[naam].pk)
        user.tweede_factor = True
        may = {casus.pk for casus in cases if rows.may_see(user.pk, casus)}
        listed = set(Casus.objects.visible_to(user).values_list("pk", flat=True))
        decided = {pk for pk, said in may_with_casussen(user, cases, "casus_inzien").items() if said.toegestaan}
        if not listed == decided == may:
            wrong.append(f"{naam}: mag {may}, lijst {listed}, besluit {decided}")
    return wrong


@pytest.mark.sqlite
def test_in_any_order_nobody_sees_more_than_his_relations_allow(cast: Cast) -> None:
    seen = 0
    counted: Counter[str] = Counter()
    for number in range(REEKSEN):
        with undone():
            world = Wereld(cast, random.Random(ZAAD + number), counted)  # not a secret
            for step in range(STAPPEN):
                world.step()
                last = step == STAPPEN - 1  # at the end everybody looks, on the way two who were drawn
                look = MENSEN if last else world.dobbel.sample(MENSEN, 2)
                wrong = differences(cast, look)
                assert not wrong, f"reeks {ZAAD + number}, stap {step}: {wrong}"
                seen += len(look)
    print(f"{REEKSEN} sequences of {STAPPEN} steps, {seen} looks, seed {ZAAD}; {dict(sorted(counted.items()))}")
    assert counted["geweigerd"] < REEKSEN * STAPPEN / 2
