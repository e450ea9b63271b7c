"""The user of a session: as he is at this request, with today's roles, in one query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from keukentafel.toegang.aanmelden import Wachtwoord
from keukentafel.toegang.models import Roltoekenning
from keukentafel.toegang.states import Rol
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_user_comes_with_the_roles_of_today(cast: Cast, django_assert_num_queries: Callable[[int], Any]) -> None:
    today = timezone.localdate()
    Roltoekenning.objects.create(
        gebruiker=cast.noor, rol=Rol.TEAMLEIDER, van=today - timedelta(9), tot=today - timedelta(1)
    )
    Roltoekenning.objects.create(gebruiker=cast.noor, rol=Rol.LOKETMEDEWERKER, van=today + timedelta(1))
    with django_assert_num_queries(1):
        found = Wachtwoord().get_user(cast.noor.pk)
        assert found == cast.noor
        assert found is not None
        assert found.toegekende_rollen == {Rol.REGISSEUR}


def test_who_has_no_role_left_is_still_known_and_may_nothing(cast: Cast) -> None:
    Roltoekenning.objects.filter(gebruiker=cast.noor).delete()
    found = Wachtwoord().get_user(cast.noor.pk)
    assert found == cast.noor
    assert found is not None
    assert found.rollen == frozenset()


@pytest.mark.parametrize("met_rol", [True, False])
def test_who_was_switched_off_is_nobody(cast: Cast, met_rol: bool) -> None:
    cast.noor.is_active = False
    cast.noor.save()
    if not met_rol:
        Roltoekenning.objects.filter(gebruiker=cast.noor).delete()
    assert Wachtwoord().get_user(cast.noor.pk) is None
    assert Wachtwoord().get_user(0) is None
