"""In households that nobody thought up, nothing of another goes along (security.md A6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from keukentafel.casussen.public import Casus
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.plannen.models import Deelafspraak, Plan, Vraag
from keukentafel.privacy.states import Onthouding
from keukentafel.tijdlijn.models import Contactmoment
from tests.cast import Cast
from tests.privacy.wereld import lees, note

pytestmark = pytest.mark.django_db
Leden = list[tuple[int, int | None]]
Briefjes = list[tuple[int | None, int, str]]
VANDAAG = date.today()
SOORTEN = {"casussen.casus", "tijdlijn.contactmoment", "plannen.plan", "plannen.vraag", "plannen.deelafspraak"}


@st.composite
def households(draw: st.DrawFn) -> tuple[Leden, Briefjes]:
    """Members, each with the days ago they came and left, and notes: about whom (or nobody), how long ago, what."""
    members = draw(st.lists(st.tuples(st.integers(1, 400), st.none() | st.integers(0, 400)), min_size=2, max_size=4))
    members = [(van, None if tot is None or tot >= van else tot) for van, tot in members]
    about = st.none() | st.integers(0, len(members) - 1)
    kinds = st.sampled_from(("notitie", "intern", "veiligheid", "vraag", "besloten", "deelafspraak"))
    return members, draw(st.lists(st.tuples(about, st.integers(0, 400), kinds), max_size=8))


def _write(cast: Cast, plan: Plan, wie: Persoon | None, ago: int, kind: str, word: str) -> None:
    day = VANDAAG - timedelta(days=ago)
    if kind in ("vraag", "besloten"):
        Vraag.objects.create(
            casus=cast.burencasus, persoon=wie, woorden=word, gesteld_op=day, besloten=kind == "besloten"
        )
    elif kind == "deelafspraak":
        Deelafspraak.objects.create(plan=plan, persoon=wie, met_wie=word, wat=word, waarom=word, van=day)
    else:
        extra = {"intern": {"aard": "intern"}, "veiligheid": {"wet": "veiligheid"}}.get(kind, {})
        note(cast.burencasus, word, wie, datum=day, **extra)


@settings(
    max_examples=8,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=households())
def test_nothing_of_another_goes_along(cast: Cast, world: tuple[Leden, Briefjes]) -> None:
    members, notes = world
    with transaction.atomic():
        home = Huishouden.objects.create(naam="Toeval")
        people = []
        for number, (van, tot) in enumerate(members):
            one = Persoon.objects.create(voornamen=f"Lid{number}", achternaam="Los")
            until = None if tot is None else VANDAAG - timedelta(days=tot)
            Huishoudlid.objects.create(
                huishouden=home, persoon=one, rol="volwassene", van=VANDAAG - timedelta(days=van), tot=until
            )
            people.append(one)
        Casus.objects.filter(pk=cast.burencasus.pk).update(
            huishouden=home, persoon=people[0], aangemeld_op=VANDAAG - timedelta(days=400)
        )
        Contactmoment.objects.filter(casus=cast.burencasus).delete()
        plan = Plan.objects.create(huishouden=home, casus=cast.burencasus, opgesteld_op=VANDAAG - timedelta(days=400))
        for place, (about, ago, kind) in enumerate(notes):
            _write(cast, plan, None if about is None else people[about], ago, kind, f"WOORD{place}X")
        for number, one in enumerate(people):
            for mee in ((), tuple(Onthouding)):
                _check(lees(one, *mee, soorten=SOORTEN).tekst, number, members, notes, bool(mee))
        transaction.set_rollback(True)


def _check(
    said: str,
    number: int,
    members: list[tuple[int, int | None]],
    notes: list[tuple[int | None, int, str]],
    lifted: bool,
) -> None:
    van, tot = members[number]
    for place, (about, ago, kind) in enumerate(notes):
        there = van >= ago and (tot is None or ago >= tot)
        closed = kind in ("intern", "veiligheid") and not lifted
        if about is not None:
            expected = about == number and not closed
        elif number == 0:  # the client: what names nobody is hers
            expected = not closed
        elif kind == "deelafspraak":  # with whom is shared is a fact of the plan, for who lived there when it was made
            expected = there and van == 400
        else:
            expected = lifted and there and kind != "besloten"
        assert (f"WOORD{place}X" in said) == expected, (number, about, ago, kind, lifted)
