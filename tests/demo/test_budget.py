"""The budget of a case page: at most 25 SQL queries, session and read log included, with every room filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.casussen.public import TABS, Casusrol
from keukentafel.demo.laden import Demo
from keukentafel.meldingen.public import MeldingCasus
from keukentafel.plannen.public import Doel, Inzet
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Contactmoment
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.public import Aanvraag
from keukentafel.zelfredzaamheid.public import Meting
from tests.vragen import QUERIES, asked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
]  # PostgreSQL asks the same questions; tests/werkplek counts them
Als = Callable[[Gebruiker], Client]
CASUSSEN = 6  # the fullest open ones, and the fullest closed ones


def fullest(*, afgesloten: bool) -> list[Casusrol]:
    """The regisseurs of the cases in which most rooms hold something, then of those with most rows."""
    rooms, rows = Counter[int](), Counter[int]()
    for model, path in (
        (Contactmoment, "casus"), (Taak, "casus"), (MeldingCasus, "casus"), (Meting, "casus"), (Aanvraag, "casus"),
        (Doel, "plan__casus"), (Inzet, "plan__casus"),
    ):  # fmt: skip
        found = Counter(model._default_manager.order_by().values_list(path, flat=True))
        rows += found
        rooms += Counter(found.keys())
    roles = Casusrol.objects.filter(rol="regisseur", casus__afgesloten_op__isnull=not afgesloten)
    roles = roles.filter(medewerker__gebruiker__isnull=False).select_related("medewerker__gebruiker").order_by("-pk")
    last = {role.casus_id: role for role in roles}
    return sorted(last.values(), key=lambda role: (-rooms[role.casus_id], -rows[role.casus_id]))[:CASUSSEN]


@pytest.mark.parametrize("afgesloten", [False, True])
def test_every_tab_of_a_full_case_stays_within_its_queries(geladen: Demo, als: Als, afgesloten: bool) -> None:
    opened = 0
    for role in fullest(afgesloten=afgesloten):
        client = als(role.medewerker.gebruiker)
        for name in (*(tab.url_naam for tab in TABS), "plannen:meekijken"):
            path = reverse(name, args=[role.casus_id])
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                status = client.get(path).status_code
            if status == 200:
                opened += 1
                found = [sql[:120] for sql in asked(queries)]
                assert len(found) <= QUERIES, (path, len(found), found)
    assert opened >= 4 * CASUSSEN
