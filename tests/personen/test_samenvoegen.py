"""Two records become one and are parted again: merge and undo together change nothing."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.versleuteling import plain_values
from keukentafel.personen.actions import NieuwLid, add_member, change_persoon, record_relatie, register_huishouden
from keukentafel.personen.belang import has_conflict
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import (
    EigenPersoon,
    Huishouden,
    Huishoudlid,
    Persoon,
    Relatie,
    Samenvoeging,
    Zoeksleutel,
)
from keukentafel.personen.samenvoegen import merge_personen, undo_merge
from keukentafel.personen.zoekindex import rebuild_index
from tests.cast import Cast
from tests.personen.test_actions import ANDER_BSN, PROEF_BSN, register

pytestmark = pytest.mark.django_db
VANDAAG = date.today()
VOORBEELDEN = 16 if connection.vendor == "sqlite" else 8  # PostgreSQL parts the same rows, at more cost
ROOMS = ("personen", "casussen", "meldingen", "plannen", "zelfredzaamheid")
BOOKKEEPING = {"versie", "gewijzigd_op"}
OWN = {"samenvoeging", "verplaatsing", "zoeksleutel", "naamwoord", "naamvariant"}


def world() -> dict[str, list[dict[str, Any]]]:
    """Every row of every domain table but for version numbers, and the search keys without their ids."""
    rows = {}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS and not hasattr(model, "history_id") and model._meta.model_name not in OWN:
            names = [field.attname for field in model._meta.concrete_fields if field.name not in BOOKKEEPING]
            rows[model._meta.label] = list(plain_values(model, model._base_manager.order_by("pk").values("pk", *names)))
    keys = Zoeksleutel.objects.order_by("persoon", "eerste", "tweede", "bereik")
    rows["zoeksleutels"] = list(keys.values("persoon", "eerste", "tweede", "bereik"))
    return rows


def test_everything_of_the_one_comes_to_the_other(cast: Cast) -> None:
    double = register(voornamen="Mieke", achternaam="de Wit", telefoon="0612345678", bsn=PROEF_BSN)
    Casus.objects.filter(pk=cast.burencasus.pk).update(persoon=double)
    rebuild_index()
    before = world()
    merge = merge_personen(by=SYSTEEM, behouden=cast.mieke, vervallen=double)
    mieke = Persoon.objects.get(pk=cast.mieke.pk)
    assert (mieke.telefoon, mieke.bsn, mieke.geboortedatum) == ("0612345678", PROEF_BSN, date(1988, 3, 12))
    assert Casus.objects.get(pk=cast.burencasus.pk).persoon_id == mieke.pk
    assert not Zoeksleutel.objects.filter(persoon=double).exists()
    assert Persoon.objects.get(pk=double.pk).samengevoegd_in_id == mieke.pk
    undo_merge(by=SYSTEEM, samenvoeging=merge)
    assert world() == before


def test_periods_in_one_household_are_joined(cast: Cast) -> None:
    double = register(achternaam="de Wit")
    long_ago = VANDAAG - timedelta(days=900)
    add_member(by=SYSTEEM, huishouden=cast.gezin, persoon=double, rol="volwassene", van=long_ago)
    merge_personen(by=SYSTEEM, behouden=cast.mieke, vervallen=double)
    lid = Huishoudlid.objects.get(huishouden=cast.gezin, persoon=cast.mieke)
    assert (lid.van, lid.tot) == (long_ago, None)


def test_a_period_that_bridges_two_others_makes_one(cast: Cast) -> None:
    home, persoon, double = Huishouden.objects.create(naam="A"), register(achternaam="Bos"), register(achternaam="Bos")
    moments = [VANDAAG - timedelta(days=days) for days in (90, 70, 50)]
    add_member(by=SYSTEEM, huishouden=home, persoon=persoon, rol="kind", van=moments[0], tot=moments[1])
    add_member(by=SYSTEEM, huishouden=home, persoon=persoon, rol="kind", van=moments[2])
    add_member(by=SYSTEEM, huishouden=home, persoon=double, rol="kind", van=moments[1])
    before = world()
    merge = merge_personen(by=SYSTEEM, behouden=persoon, vervallen=double)
    shown = Huishoudlid.objects.filter(huishouden=home, persoon__samengevoegd_in=None)
    assert list(shown.values_list("van", "tot")) == [(moments[0], None)]
    undo_merge(by=SYSTEEM, samenvoeging=merge)
    assert world() == before


def test_two_people_are_not_merged() -> None:
    one, other = register(achternaam="Bos", bsn=PROEF_BSN), register(achternaam="Bos", bsn=ANDER_BSN)
    hidden, third = register(achternaam="Vlinder", pseudoniem=True), register(achternaam="Smit")
    for behouden, vervallen in ((one, other), (one, one), (one, hidden)):
        with pytest.raises(Regelfout):
            merge_personen(by=SYSTEEM, behouden=behouden, vervallen=vervallen)
    merge_personen(by=SYSTEEM, behouden=one, vervallen=third)
    with pytest.raises(Regelfout):
        merge_personen(by=SYSTEEM, behouden=other, vervallen=third)


def test_an_address_that_became_secret_is_not_told_by_the_record_that_comes_back() -> None:
    typed = {"achternaam": "Bos", "postcode": "6217AB", "huisnummer": "4"}
    one, other, elsewhere = register(**typed), register(**typed), register(achternaam="Bos", postcode="6211AA")
    first = merge_personen(by=SYSTEEM, behouden=one, vervallen=elsewhere)
    second = merge_personen(by=SYSTEEM, behouden=one, vervallen=other)
    change_persoon(by=SYSTEEM, persoon=one, gegevens=Persoongegevens(**typed, geheim_adres=True))
    undo_merge(by=SYSTEEM, samenvoeging=second)
    undo_merge(by=SYSTEEM, samenvoeging=first)
    secret = set(Persoon.objects.filter(geheim_adres=True).values_list("pk", flat=True))
    assert secret >= {one.pk, other.pk} and elsewhere.pk not in secret


def test_who_was_linked_to_the_merged_person_is_not_let_in_by_the_undo(cast: Cast) -> None:
    double = register(achternaam="de Wit")
    merge = merge_personen(by=SYSTEEM, behouden=double, vervallen=cast.mieke)
    EigenPersoon.objects.create(gebruiker=cast.sanne, persoon=double)
    assert has_conflict(cast.sanne, cast.gezin.pk)
    with pytest.raises(Regelfout, match="gewijzigd"):
        undo_merge(by=SYSTEEM, samenvoeging=merge)
    assert has_conflict(cast.sanne, cast.gezin.pk)


def test_undo_is_refused_once_and_when_something_changed_since() -> None:
    one, other = register(achternaam="Bos"), register(achternaam="Bos", telefoon="0612345678")
    merge = merge_personen(by=SYSTEEM, behouden=one, vervallen=other)
    change_persoon(by=SYSTEEM, persoon=one, gegevens=Persoongegevens(achternaam="Bos", telefoon="0687654321"))
    with pytest.raises(Regelfout):
        undo_merge(by=SYSTEEM, samenvoeging=merge)
    change_persoon(by=SYSTEEM, persoon=one, gegevens=Persoongegevens(achternaam="Bos", telefoon="0612345678"))
    undo_merge(by=SYSTEEM, samenvoeging=merge)
    assert Persoon.objects.get(pk=one.pk).telefoon == ""
    with pytest.raises(Regelfout):
        undo_merge(by=SYSTEEM, samenvoeging=merge)


days = st.integers(0, 6).map(lambda n: VANDAAG - timedelta(days=30 * n))
person = st.fixed_dictionaries({
    "voornamen": st.sampled_from(["", "Jan"]), "achternaam": st.sampled_from(["Bos", "de Wit"]),
    "telefoon": st.sampled_from(["", "0612345678"]), "postcode": st.sampled_from(["", "6217AB"]),
    "geboortedatum": st.sampled_from([None, date(1990, 1, 1)]), "geslacht": st.sampled_from(["", "man"]),
    "geheim_adres": st.booleans(), "bsn": st.sampled_from(["", PROEF_BSN]),
})  # fmt: skip
unknown = st.just({"anoniem": True})
links = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from(["ouder", "partner"])), max_size=4)
lives = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), days, st.none() | days), max_size=5)


@settings(max_examples=VOORBEELDEN, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=person | unknown, second=person | unknown, links=links, lives=lives)
def test_merge_and_undo_together_change_nothing(
    fresh: Callable[[], None], first: dict[str, Any], second: dict[str, Any], links: list[Any], lives: list[Any]
) -> None:
    fresh()
    if first.get("bsn") and second.get("bsn"):
        second = second | {"bsn": ""}
    people = [register(**first), register(**second), register(achternaam="Derde")]
    homes = [register_huishouden(by=SYSTEEM, leden=[NieuwLid(people[2], "kind", VANDAAG)]) for _ in range(2)]
    for who, where, van, tot in lives:
        attempt(add_member, huishouden=homes[where], persoon=people[who], rol="volwassene", van=van, tot=tot)
    for a, b, soort in links:
        attempt(record_relatie, persoon_a=people[a], persoon_b=people[b], soort=soort)
    before = world()
    merge = merge_personen(by=SYSTEEM, behouden=people[0], vervallen=people[1])
    assert no_day_twice(homes)
    undo_merge(by=SYSTEEM, samenvoeging=merge)
    assert world() == before


def attempt(do: Any, **given: Any) -> None:
    with suppress(Regelfout):
        do(by=SYSTEEM, **given)


def no_day_twice(homes: list[Huishouden]) -> bool:
    """Nobody who is shown lives twice in one household on a day."""
    rows = Huishoudlid.objects.filter(huishouden__in=homes, persoon__samengevoegd_in=None)
    return not any(
        rows.filter(huishouden=lid.huishouden_id, persoon=lid.persoon_id)
        .exclude(pk=lid.pk)
        .overlapping(lid.van, lid.tot)
        .exists()
        for lid in rows
    )


@pytest.fixture
def fresh(db: None) -> Callable[[], None]:
    """Hypothesis runs many examples in one test: each begins without the people of the one before."""
    models = (Samenvoeging, Relatie, Huishoudlid, Huishouden, Persoon)
    last = {model: model.objects.aggregate(last=Max("pk", default=0))["last"] for model in models}

    def clean_up() -> None:
        Persoon.objects.filter(pk__gt=last[Persoon]).update(samengevoegd_in=None)
        for model in models:
            model.objects.filter(pk__gt=last[model]).delete()

    return clean_up
