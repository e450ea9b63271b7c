"""The households once they are stored: who lives there, what kind of home it is, whose team it falls under."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from keukentafel.personen.public import Huishouden, Ingelezen, Persoon, first_name
from keukentafel.referentielijsten.public import Geslacht

VOLWASSEN, OUD, JONG = 18, 65, 27
NIEUWKOMERS = frozenset({"Hussein", "Haddad", "Masri", "Wiśniewski", "Kamiński", "Dąbrowski", "Wójcik", "Zieliński"})


@dataclass
class Huis:
    """A stored household, with what the stories need to know of it."""

    huishouden: Huishouden
    personen: tuple[Persoon, ...]
    team: str
    soorten: frozenset[str] = frozenset()
    volwassenen: list[Persoon] = field(default_factory=list)
    kinderen: list[Persoon] = field(default_factory=list)

    @property
    def vrager(self) -> Persoon:
        """Whose question it is: the first adult of the row."""
        return self.volwassenen[0]

    @property
    def ander(self) -> Persoon | None:
        """Another adult at home, if there is one."""
        return self.volwassenen[1] if len(self.volwassenen) > 1 else None


def look_at(ingelezen: Sequence[Ingelezen], team_van_gebied: dict[int, str], today: date) -> list[Huis]:
    """Describe the stored households in which an adult lives; where no area is known, the teams take turns."""
    teams = sorted(set(team_van_gebied.values()))
    homes = []
    for place, one in enumerate(ingelezen):
        alive = [persoon for persoon in one.personen if persoon.overleden_op is None]
        adults = [persoon for persoon in alive if _age(persoon, today) >= VOLWASSEN]
        if not adults:
            continue
        area = adults[0].gebied_id
        team = team_van_gebied.get(area, teams[place % len(teams)]) if area else teams[place % len(teams)]
        children = [persoon for persoon in alive if persoon not in adults]
        kinds = frozenset(_kinds(adults, children, today))
        homes.append(Huis(one.huishouden, one.personen, team, kinds, adults, children))
    return homes


def age_of(persoon: Persoon, today: date) -> int:
    """Age in whole years; someone whose date of birth is unknown counts as an adult of forty."""
    return _age(persoon, today)


def _age(persoon: Persoon, today: date) -> int:
    age = persoon.age_on(today)
    return 40 if age is None else age


def _kinds(adults: Sequence[Persoon], children: Sequence[Persoon], today: date) -> list[str]:
    ages = [_age(persoon, today) for persoon in adults]
    kinds = ["nieuwkomer"] if adults[0].achternaam in NIEUWKOMERS else []
    if children:
        return [*kinds, "gezin" if len(adults) > 1 else "eenouder"]
    if len(adults) == 1:
        return [*kinds, "oudere" if ages[0] >= OUD else "jongere" if ages[0] < JONG else "alleen"]
    return [*kinds, "oud_paar" if min(ages) >= OUD else "samen"]


def words_for(huis: Huis, kind: Persoon | None) -> dict[str, str]:
    """The words that fill a story for this household."""
    who = huis.vrager
    he = who.geslacht == Geslacht.MAN
    return {
        "naam": first_name(who),
        "zij": "hij" if he else "zij",
        "Zij": "Hij" if he else "Zij",
        "haar": "zijn" if he else "haar",
        "hem": "hem" if he else "haar",
        "kind": first_name(kind) if kind else "het kind",
        "ander": first_name(huis.ander) if huis.ander else "de familie",
    }
