"""Every id in every address replaced by what it should not be (Z5): nothing there, never a fault, never another's.

The addresses and their ids are read from the product. The short form tries one value for each id, in turn, so that each
value meets many addresses; `make matrix` tries all of them for all, and prints how many.
"""

from __future__ import annotations

import copy
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from keukentafel.personen.models import Afschermlid, Belang, Huishouden
from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.public import Gebruiker
from keukentafel.toegang.rechten import may_ever
from tests.cast import Cast
from tests.toegang.test_schermen import Loper, undone
from tests.toegang.test_verwisseld import elsewhere
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, Scherm, screens

FULL = os.environ.get("KEUKENTAFEL_MATRIX") == "heel"  # `make matrix`
MARKS = ("987654321", "merkteken", "5f0c7a52-7b5e-4a37-9d3b-0d6a5a3f9b11")
#: What somebody types in an address, as he types it.
TYPED = (
    "0", "-1", "-0", "+1", "1.0", "1e3", "0x1f", "007x", str(2**31), str(2**63), str(2**64 + 1), "9" * 400,
    "１２", "٣٤", "²", "½", "00000000-0000-0000-0000-000000000000", "5f0c7a52-7b5e-4a37-9d3b-0d6a5a3f9b12",
    "", " ", "null", "None", "true", "NaN", "1 OR 1=1", "1;DROP TABLE casussen_casus", "1'--", "1\x00", "\r\nX: y",
    "..", "%2e%2e%2f", "{{7*7}}", "<script>", "🗝", "a" * 300,
)  # fmt: skip
#: Ids of what is there, but not for this reader.
OTHERS = ("van een ander team", "afgeschermd", "gesloten", "verwijderd")
VARIANTS = (*OTHERS, *TYPED)
#: Ids of no dossier: another one is as good. Teams, keys, what was offered, figures, what neighbours ask of each other;
#: what the privacy officer judges without a person in it; and a task that is Noor's own, whatever team its case is of.
GEEN_VREEMDE = {
    "team_id", "partnersleutel_id", "koppelsleutel_id", "aanbod_id", "inlezing_id", "businesscase_id", "taak_id",
    "buurtvraag_id", "buurtaanbod_id", "activiteit_id", "koppeling_id",
    "noodtoegang_id", "controlepunt_id", "lijst_id", "regel_nr",
}  # fmt: skip
#: Of whoever made it: the stranger's is that of a colleague.
VAN_COLLEGA = {"weergave_id", "groepswijziging_id"}
#: The privacy officer handles what residents of every team ask.
VAN_ELK_TEAM = "privacy:"
#: What may be answered otherwise: nought is a finding that is written now; a line of the log is looked for after its
#: reason was given, and answers the same whether it is there or not; of an alert that was changed meanwhile the
#: position is not looked at.
ANDERS = {("inzicht:bevinding", "0"), *((name, None) for name in ("privacy:zoekterm", "casussen:let_op_weg"))}
METHODS = ("GET", "POST")
ZELF, OPENT = 8, 60  # every how manieth place is tried with her own id; of a hundred of those, how many open at least
DICHT = (403, 404, 405)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def with_mark(scherm: Scherm, name: str, values: dict[str, object]) -> str | None:
    """The address with a mark in the place of this id, as `{}`; None when it takes no value of any kind."""
    for mark in MARKS:
        try:
            url = reverse(scherm.naam, kwargs={one: values[one] for one in scherm.ids} | {name: mark})
        except NoReverseMatch:
            continue
        return url.replace("{", "{{").replace("}", "}}").replace(mark, "{}")
    return None


def somebody(cast: Cast, scherm: Scherm) -> Gebruiker | None:
    """Whom the gate lets through to this screen: Noor when it does, else the first of the cast."""
    action = load_matrix().action_for(scherm.naam, "GET") or load_matrix().action_for(scherm.naam, "POST")
    if action is None or action == OPENBAAR:
        return None
    order = sorted(cast.gebruikers.items(), key=lambda item: item[0] != "noor")
    return next((user for _naam, user in order if may_ever(user, action)), None)


def strangers(cast: Cast, names: set[str]) -> dict[str, dict[str, object]]:
    """Per kind of stranger an example of every id that hangs on a dossier of its own."""
    found: dict[str, dict[str, object]] = {}
    for kind in OTHERS[:3]:
        other = elsewhere(cast, "zuid" if kind == OTHERS[0] else "noord")
        colleague = copy.copy(other)
        colleague.gebruikers = {**cast.gebruikers, "noor": cast.zeno}
        found[kind] = {}
        for name in sorted(names):
            try:
                with transaction.atomic():
                    found[kind][name] = VOORBEELDEN[name](colleague if name in VAN_COLLEGA else other)
            except Exception:  # an example that knows one dossier only: tried with the other values
                continue
        if kind == "afgeschermd":
            Huishouden.objects.filter(pk=other.gezin.pk).update(label="afgeschermd")
            Afschermlid.objects.create(huishouden=other.gezin, gebruiker=cast.karin)
        if kind == "gesloten":
            for user in cast.gebruikers.values():
                Belang.objects.get_or_create(
                    gebruiker=user, huishouden=other.gezin, defaults={"gemeld_op": date.today() - timedelta(1)}
                )
    return found


def value_of(
    variant: str, scherm: Scherm, name: str, values: dict[str, object], others: dict[str, dict[str, object]]
) -> str | None:
    """What comes in the address for this variant; None when this kind of id has no such stranger."""
    if variant == "verwijderd":
        return str(int(str(values[name])) + 770_000) if str(values[name]).isdigit() else None
    if variant in others:
        stranger = others[variant].get(name)
        known = name in GEEN_VREEMDE or (variant == OTHERS[0] and scherm.naam.startswith(VAN_ELK_TEAM))
        return None if known or stranger is None or stranger == values[name] else str(stranger)
    return quote(variant, safe="")


def status(client: Client, method: str, url: str) -> int:
    """One visit, of which nothing stays."""
    with undone():
        return (client.get(url) if method == "GET" else client.post(url, {})).status_code
    return 0


def test_no_id_that_is_not_the_readers_opens_or_breaks(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    values: dict[str, object] = {name: make(cast) for name, make in VOORBEELDEN.items()}
    others = strangers(cast, {name for scherm in screens() for name in scherm.ids})
    clients: dict[int, Client] = {}
    tried: Counter[str] = Counter()
    wrong, turn = [], 0
    asked: list[bool] = []
    for scherm in screens():
        user = somebody(cast, scherm)
        if user is None or scherm.naam.startswith(BIBLIOTHEEK):
            continue
        if user.pk not in clients:
            clients[user.pk] = Loper()
            clients[user.pk].handler, clients[user.pk].cookies = Client().handler, als(user).cookies
        for name in scherm.ids:
            place = with_mark(scherm, name, values)
            if place is None:
                continue
            turn += 1
            if FULL or turn % ZELF == 0:  # with her own: an address that leads nowhere refuses every stranger
                own = place.format(quote(str(values[name]), safe=""))
                cache.clear()
                asked.append(any(status(clients[user.pk], method, own) not in DICHT for method in METHODS))
            for variant in VARIANTS if FULL else [VARIANTS[turn % len(VARIANTS)]]:
                value = value_of(variant, scherm, name, values, others)
                if value is None:
                    continue
                for method in METHODS if FULL else [METHODS[turn // len(VARIANTS) % 2]]:
                    cache.clear()
                    found = status(clients[user.pk], method, place.format(value))
                    tried[variant] += 1
                    other = {(scherm.naam, variant), (scherm.naam, None)} & ANDERS and found < 500
                    if found not in (404, 405) and not other:
                        wrong.append(f"{method} {scherm.naam} {name}={variant[:40]!r} ({value[:20]}): {found}")
    print(f"{sum(tried.values())} adressen, {len(tried)} soorten waarden")
    assert len(asked) >= 20 and sum(asked) >= len(asked) * OPENT // 100, f"{sum(asked)} van {len(asked)} gaan open"
    assert len(VARIANTS) >= 20 and sum(tried.values()) > 250
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
