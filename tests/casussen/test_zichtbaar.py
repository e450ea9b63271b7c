"""A list shows exactly what the decision allows, in worlds that nobody thought up (security.md, Z6)."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.casussen.public import Casus, Casusrol, Meelezing, Uitnodiging, facts_of_casus, may_with_casussen
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import Medewerker, Plaatsing
from keukentafel.toegang.models import Roltoekenning
from keukentafel.toegang.public import Gebruiker, Label, Objectfeiten, Rol, decision
from tests.cast import Cast
from tests.casussen.werelden import make_batch

TODAY = date.today()
# One at a time, and of a difference the smallest world: some. Many at once, without: as many as one likes with
# scripts/policy.sh worlds. PostgreSQL answers the same question, at more cost.
ENKEL = 40 if connection.vendor == "sqlite" else 20
WERELDEN = int(os.environ.get("KEUKENTAFEL_WERELDEN", "300" if connection.vendor == "sqlite" else "100"))
ZAAD = int(os.environ.get("KEUKENTAFEL_ZAAD", "1"))
begins = st.integers(-3, 1)  # days from today on which something begins
ends = st.sampled_from((None, None, -2, -1, 0, 1))  # and ends, both inclusive; None: open
role_of_user = st.tuples(st.sampled_from(Rol), begins, ends)
placement = st.tuples(st.sampled_from(("noord", "zuid", None)), begins, ends)
holding = st.tuples(
    st.integers(0, 2),  # which case
    st.sampled_from(("houder", "waarnemer")),
    st.sampled_from([soort for soort in Casusrolsoort if soort != Casusrolsoort.REGISSEUR]),
    begins,
    ends,
    ends,  # until when the deputy deputises
)
case = st.fixed_dictionaries(
    {
        "team": st.sampled_from(("noord", "zuid")),
        "wet": st.sampled_from(Wet.values),
        "label": st.sampled_from((Label.NORMAAL, Label.NORMAAL, Label.AFGESCHERMD)),
        "op_lijst": st.booleans(),
        "belang": st.sampled_from((None, None, None, -1, 0, 1)),  # declared, until that day
        "eigen": st.sampled_from((False, False, False, True)),
        "opgeschaald": st.booleans(),
        "regisseur": st.sampled_from((False, False, True)),
        "uitgenodigd": st.booleans(),  # opens the question alone, never the case
    }
)
world = st.fixed_dictionaries(
    {
        "rollen": st.lists(role_of_user, min_size=1, max_size=3),
        "plaatsingen": st.lists(placement, max_size=2, unique_by=lambda each: each[:2]),
        "casussen": st.lists(case, min_size=3, max_size=3),
        "rollen_op_casus": st.lists(holding, max_size=4),
    }
)


class Terugdraaien(Exception):
    """Take the world away again."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block writes, the next world does not find."""
    try:
        with transaction.atomic():
            yield
            raise Terugdraaien
    except Terugdraaien:
        pass


def period(van: int, tot: int | None) -> dict[str, date | None]:
    """Days from today, as a period that can be stored."""
    last = None if tot is None else max(tot, van)
    return {"van": TODAY + timedelta(days=van), "tot": None if last is None else TODAY + timedelta(days=last)}


def build(cast: Cast, facts: dict[str, Any]) -> tuple[Gebruiker, list[Casus]]:
    """Make this world; returns its user, as the next request would load him, and its cases."""
    user = Gebruiker.objects.create_user("wereld@voorbeeld.invalid", "Wereld")
    user.demo = True
    user.save()
    worker = Medewerker.objects.create(gebruiker=user, naam=user.naam)
    for rol, van, tot in facts["rollen"]:
        Roltoekenning.objects.create(gebruiker=user, rol=rol, **period(van, tot))
    for team, van, tot in facts["plaatsingen"]:
        place = getattr(cast, team) if team else None
        Plaatsing.objects.create(medewerker=worker, team=place, medewerkertype="volwassenen", **period(van, tot))
    cases = [_case(cast, user, worker, number, each) for number, each in enumerate(facts["casussen"])]
    for number, how, soort, van, tot, until in facts["rollen_op_casus"]:
        stranger = cast.medewerkers["zeno"]
        Casusrol.objects.create(
            casus=cases[number], rol=soort, medewerker=worker if how == "houder" else stranger,
            waarnemer=worker if how == "waarnemer" else None,
            waarneming_tot=None if until is None else TODAY + timedelta(days=until), **period(van, tot),
        )  # fmt: skip
    fresh = Gebruiker.objects.get(pk=user.pk)
    fresh.tweede_factor = True  # type: ignore[attr-defined]
    return fresh, cases


def _case(cast: Cast, user: Gebruiker, worker: Medewerker, number: int, facts: dict[str, Any]) -> Casus:
    home = Huishouden.objects.create(naam=f"Huis {number}", label=facts["label"])
    person = Persoon.objects.create(achternaam=f"Wereld {number}")
    Huishoudlid.objects.create(huishouden=home, persoon=person, van=TODAY - timedelta(days=9))
    casus = Casus.objects.create(
        nummer=f"W-{number}", huishouden=home, persoon=person, team=getattr(cast, facts["team"]), wet=facts["wet"],
        aangemeld_op=TODAY, geregistreerd_op=TODAY,
    )  # fmt: skip
    if facts["op_lijst"]:
        Afschermlid.objects.create(huishouden=home, gebruiker=user)
    if facts["belang"] is not None:
        tot = TODAY + timedelta(days=facts["belang"])
        Belang.objects.create(gebruiker=user, huishouden=home, gemeld_op=TODAY, tot=tot)
    if facts["eigen"] and not EigenPersoon.objects.filter(gebruiker=user).exists():
        EigenPersoon.objects.create(gebruiker=user, persoon=person)
    if facts["opgeschaald"]:
        casus.opschalingen.create(niveau="3", reden="zorg", besluit_door="Tom", op=TODAY)
    if facts["uitgenodigd"]:
        Meelezing.objects.create(casus=casus, medewerker=worker, van=TODAY, tot=TODAY)
        Uitnodiging.objects.create(casus=casus, medewerker=worker, vraag="Wat vindt u?", van=TODAY, tot=TODAY)
    if facts["regisseur"]:
        Casusrol.objects.create(casus=casus, medewerker=worker, rol=Casusrolsoort.REGISSEUR, van=TODAY)
    return casus


@settings(
    max_examples=ENKEL, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(facts=world)
def test_the_list_shows_exactly_what_the_decision_allows(cast: Cast, facts: dict[str, Any]) -> None:
    with undone():
        user, cases = build(cast, facts)
        allowed = {
            casus.pk
            for casus in Casus.objects.select_related("huishouden")
            if decision(user, "casus_inzien", facts_of_casus(user, casus)).toegestaan
        }
        assert set(Casus.objects.visible_to(user).values_list("pk", flat=True)) == allowed
        many = may_with_casussen(user, cases, "casus_inzien")
        assert {pk for pk, besluit in many.items() if besluit.toegestaan} == allowed & {casus.pk for casus in cases}


def test_many_users_around_the_same_cases_see_exactly_what_the_decision_allows(cast: Cast) -> None:
    """The list against the decision on facts read in bulk; of every fiftieth world also the decision case by case."""
    worlds, pairs, allowed = 0, 0, 0
    while worlds < WERELDEN:
        with undone():
            made = make_batch(cast, random.Random(ZAAD * 1_000_003 + worlds))  # not a secret
            for number, user in enumerate(made.mensen):
                listed = set(Casus.objects.visible_to(user).values_list("pk", flat=True))
                said = may_with_casussen(user, made.casussen, "casus_inzien")
                may = {pk for pk, besluit in said.items() if besluit.toegestaan}
                where = f"zaad {ZAAD}, wereld {worlds + number}"
                assert listed == may, f"{where}: lijst {listed - may}, besluit {may - listed}"
                if number % 50 == 0:
                    one_by_one = {c.pk for c in made.casussen if decision(user, *_about(user, c)).toegestaan}
                    assert one_by_one == may, f"{where}: per stuk {one_by_one ^ may}"
                pairs, allowed = pairs + len(made.casussen), allowed + len(may)
        worlds += len(made.mensen)
        if worlds % 5_000 == 0:
            print(f"{worlds} worlds, {pairs} cases weighed, {allowed} allowed so far", flush=True)
    print(f"{worlds} worlds, {pairs} cases weighed, {allowed} allowed, seed {ZAAD}: 0 differences")
    assert 0 < allowed < pairs


def _about(user: Gebruiker, casus: Casus) -> tuple[str, Objectfeiten]:
    return "casus_inzien", facts_of_casus(user, casus)
