"""Writes: a rule that hinders on a case, the one sentence that may leave the team, the answer of policy (R-218)."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.models import Casus, Knelpunt, Knelregel
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.states import Knelstatus, Knelthema
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishoudlid, find_bsn
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Medewerker

KORT = 3  # letters: a name that short is a word of its own in many sentences
MET_ANTWOORD = (Knelstatus.OPGELOST, Knelstatus.AFGEWEZEN)
CIJFERS = re.compile(r"\d{6,}|\d{4}\s?[A-Za-z]{2}\b|\S@\S")  # a long number, a postal code, an e-mail address


@action("knelpunt_genoteerd")
def note_knelpunt(
    *, by: Actor, casus: Casus, thema: str, regel: str, hindert: str, geholpen: str = "",
    medewerker: Medewerker | None = None,
) -> Knelpunt:  # fmt: skip
    """Note that a rule hinders on this case. The same rule (theme and name, capitals aside) is one rule.

    Raises Regelfout without a rule or a sentence, and for a name of a rule that could point to a person.
    """
    naam = " ".join(regel.split())
    if not naam:
        raise Regelfout("Schrijf welke regel het is.", veld="regel")
    if thema not in Knelthema.values:
        raise Regelfout("Kies wat voor regel het is.", veld="thema")
    if not hindert.strip():
        raise Regelfout("Schrijf in een zin wat de regel tegenhoudt.", veld="hindert")
    refuse_person(naam, _names(casus), veld="regel")
    known = Knelregel.objects.filter(thema=thema, naam__iexact=naam).first()
    found = known or Knelregel.objects.get_or_create(thema=thema, naam=naam)[0]
    made = Knelpunt.objects.create(
        casus=casus, regel=found, wet=casus.wet, op=timezone.localdate(), hindert=hindert.strip(),
        geholpen=geholpen.strip(), medewerker=medewerker,
    )  # fmt: skip
    record("knelpunt_genoteerd", made, subjects=subjects_of(casus), wet=made.wet)
    return made


@action("knelpunt_vrijgegeven")
def release_knelpunt(
    *, by: Actor, knelpunt: Knelpunt, neutraal: str, bevestigd: bool, medewerker: Medewerker | None,
    versie: int | None = None,
) -> Knelpunt:  # fmt: skip
    """Let one neutral sentence go to policy, and the name of the rule with it. Raises Regelfout unless it is confirmed
    that nobody can be recognised in either, and for a case of safety.

    A BSN, another long number, a postal code, an e-mail address and the names of the household are refused: a help for
    who confirms, no proof.
    """
    locked = Knelpunt.lock(knelpunt.pk, versie)
    text = " ".join(neutraal.split())
    if not text:
        raise Regelfout("Schrijf de zin die naar beleid mag.", veld="neutraal")
    if not bevestigd:
        raise Regelfout("Lees de zin na en bevestig dat niemand erin te herkennen is.", veld="bevestigd")
    if locked.wet == Wet.VEILIGHEID:
        raise Regelfout("Dit hoort bij veiligheid: het blijft op de casus.", veld="neutraal")
    names = _names(locked.casus)
    refuse_person(locked.regel.naam, names, veld="neutraal")
    refuse_person(text, names, veld="neutraal")
    locked.change(neutraal=text, vrijgegeven_op=timezone.localdate(), vrijgegeven_door=medewerker)
    record("knelpunt_vrijgegeven", locked, subjects=subjects_of(locked.casus), wet=locked.wet)
    return locked


@action("knelpunt_teruggehaald")
def take_back_knelpunt(*, by: Actor, knelpunt: Knelpunt, versie: int | None = None) -> Knelpunt:
    """Take the sentence back: policy does not see it any more."""
    locked = Knelpunt.lock(knelpunt.pk, versie)
    locked.change(neutraal="", vrijgegeven_op=None, vrijgegeven_door=None)
    record("knelpunt_teruggehaald", locked, subjects=subjects_of(locked.casus), wet=locked.wet)
    return locked


@action("knelregel_beantwoord")
def answer_knelregel(
    *, by: Actor, regel: Knelregel, status: str, antwoord: str, versie: int | None = None
) -> Knelregel:
    """Say what policy does about a rule. Raises Regelfout for solved or refused without an answer for the workers."""
    locked = Knelregel.lock(regel.pk, versie)
    if status not in Knelstatus.values:
        raise Regelfout("Kies hoe het ermee staat.", veld="status")
    if status in MET_ANTWOORD and not antwoord.strip():
        raise Regelfout("Schrijf wat er is gedaan, of waarom het blijft zoals het is.", veld="antwoord")
    locked.change(status=status, status_op=timezone.localdate(), antwoord=antwoord.strip())
    record("knelregel_beantwoord", locked, reden=status)
    return locked


def refuse_person(text: str, namen: Collection[str], *, veld: str) -> None:
    """Raise Regelfout for what points to somebody: a number, an address of mail or post, a name of the household."""
    if find_bsn(text) is not None or CIJFERS.search(text):
        raise Regelfout("Hier staat een nummer of adres in. Schrijf het zonder gegevens van een persoon.", veld=veld)
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    if words & {name.casefold() for name in namen}:
        raise Regelfout("Hier staat een naam uit het huishouden in. Schrijf het zonder die naam.", veld=veld)


def _names(casus: Casus) -> set[str]:
    """The words of the names in the household, now or before, that are long enough to point to somebody."""
    members = Huishoudlid.objects.filter(huishouden=casus.huishouden_id).select_related("persoon").order_by("pk")
    people = [casus.persoon, *(lid.persoon for lid in members)]
    words = (word for one in people for word in re.findall(r"\w+", f"{one.voornamen} {one.achternaam}"))
    return {word for word in words if len(word) >= KORT}
