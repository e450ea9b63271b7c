"""What a journey wrote is gone before the next one begins."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.personen.public import Persoon
from tests import migrated
from tests.cast import Cast


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL empties its tables")
def test_the_database_is_put_back_as_the_cast_left_it(cast: Cast) -> None:
    lines = Regel.objects.count()
    Persoon.objects.create(achternaam="Toegevoegd")
    Casus.objects.filter(pk=cast.casus.pk).update(zwaarte="zwaar")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM teams_plaatsing")
    migrated.put_back(TransactionTestCase())
    assert not Persoon.objects.filter(achternaam="Toegevoegd").exists()
    assert Casus.objects.get(pk=cast.casus.pk).zwaarte == cast.casus.zwaarte != "zwaar"
    assert cast.medewerkers["noor"].plaatsingen.exists()
    assert Regel.objects.count() == lines
