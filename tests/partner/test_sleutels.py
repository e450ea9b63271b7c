"""The keys of partners: made once, kept as a fingerprint, dated, ended at once (R-036)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.partner.public import (
    DEMOSLEUTEL,
    Partnersleutel,
    Sleutelstand,
    end_sleutel,
    find_sleutel,
    make_sleutel,
    sleutel_by_id,
)
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

SLEUTELS = reverse("partner:sleutels")
VORM = re.compile(r"([A-Z2-9]{4}-){6}[A-Z2-9]{4}")


def over(dagen: int) -> str:
    """A day from today, as the form reads it."""
    return (timezone.localdate() + timedelta(days=dagen)).isoformat()


def test_the_administrator_sees_the_key_once(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    client = als(cast.bea)
    key = "7b0c8a2e-6f5e-4a39-9d0f-1f2a3b4c5d6e"
    given = {"organisatie": cast.gemeente.pk, "team": "", "tot": over(30), "voor_wie": "balie",
             "idempotentiesleutel": key}  # fmt: skip
    page = client.post(SLEUTELS, given).content.decode()
    found = VORM.search(page)
    assert found is not None
    made = Partnersleutel.objects.get()
    assert find_sleutel(found[0].lower().replace("-", " ")) == made
    assert found[0] not in client.get(SLEUTELS).content.decode()
    again = client.post(SLEUTELS, given)
    assert again.status_code == 302 and Partnersleutel.objects.count() == 1
    assert Regel.objects.filter(actie="partnersleutel_gemaakt", object_id=str(made.pk)).count() == 1


def test_the_key_itself_is_nowhere_in_the_database(cast: Cast) -> None:
    _made, key = make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate())
    plain = key.replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("partner_", "audit_", "core_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                text = " ".join(str(row) for row in cursor.fetchall())
                assert key not in text and plain not in text, table


def test_a_key_holds_up_to_its_last_day_and_not_after_it_was_ended(cast: Cast) -> None:
    today = timezone.localdate()
    made, key = make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=today)
    assert made.stand(today) == Sleutelstand.GELDT
    assert made.stand(today + timedelta(days=1)) == Sleutelstand.VERLOPEN
    assert made.stand(today - timedelta(days=1)) == Sleutelstand.KOMT
    end_sleutel(by=SYSTEEM, sleutel=made)
    assert find_sleutel(key) is None and sleutel_by_id(made.pk) is None
    with pytest.raises(Regelfout, match="al beëindigd"):
        end_sleutel(by=SYSTEEM, sleutel=made)


@pytest.mark.parametrize("dagen", [-1, 800])
def test_a_key_has_an_end(cast: Cast, als: Callable[[Gebruiker], Client], dagen: int) -> None:
    with pytest.raises(Regelfout, match="hoogstens twee jaar"):
        make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate() + timedelta(days=dagen))
    given = {"organisatie": cast.gemeente.pk, "team": "", "tot": over(dagen), "voor_wie": "balie"}
    answer = als(cast.bea).post(SLEUTELS, given)
    assert answer.status_code == 422 and 'value="balie"' in answer.content.decode()
    assert not Partnersleutel.objects.exists()


def test_ending_is_one_press(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    made, _key = make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate())
    client, url = als(cast.bea), reverse("partner:einde", args=[made.pk])
    assert client.post(url).status_code == 302
    made.refresh_from_db()
    assert made.beeindigd_op == timezone.localdate()
    assert client.post(url).status_code == 422
    assert "Beëindigd" in client.get(SLEUTELS).content.decode()
    assert als(cast.tom).post(url).status_code == 403


def test_the_list_costs_the_same_for_one_key_and_for_thirty(
    cast: Cast, als: Callable[[Gebruiker], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = als(cast.bea)
    for _ in range(30):
        make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate(), team=cast.noord)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert client.get(SLEUTELS).status_code == 200


def test_the_key_of_the_demo_opens_nothing_where_the_demo_is_off(cast: Cast, settings: Settings) -> None:
    make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate(), tekst=DEMOSLEUTEL)
    assert find_sleutel(DEMOSLEUTEL) is not None
    assert DEMOSLEUTEL in Client().get(reverse("partner:sleutel")).content.decode()
    settings.DEMO = False
    assert find_sleutel(DEMOSLEUTEL) is None
    assert DEMOSLEUTEL not in Client().get(reverse("partner:sleutel")).content.decode()
