"""A POST that comes ten times has the effect of one: a double click, the back button, a retry after a time-out (D7)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from keukentafel.audit import herhaling, posten
from keukentafel.tijdlijn.public import register_niet_bereikt
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import Gebruiker
from tests.aanval.herhaling import KEREN, buttons, repeat, try_out
from tests.aanval.telling import Telling
from tests.aanval.wereld import Wereld, doors, enough, make_wereld, view_of, watched
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("quiet")

STAP = 48
LUKT = 40  # of a hundred forms that do their work when filled in by rule, at least
#: Answers a repeat in another way, and why that is right.
ANDERS_GOED = {
    "toegang:vergrendeld": "unlocking gives the session a new key; who comes again with the old one has to log in",
    "tijdlijn:agenda": "the address of a calendar is shown once, to who made it; there is one",
    "partner:sleutels": "a key is shown once; there is one",
    "inzicht_api:sleutels": "the same",
    "voorzieningen:uit_inzet": "the request that the first began is opened, as it is for whoever comes later",
}
#: Does something again, and why that is right.
OPNIEUW_GOED = {"toegang:demo_inloggen": "logging in again is logging in: when that was last is kept"}


def test_a_post_that_is_repeated_has_one_effect(
    cast: Cast, als: Callable[[Gebruiker], Client], telling: Telling, aantal: int | None
) -> None:
    wereld, worked = make_wereld(cast, als), set[str]()
    with watched(wereld):
        known = list(doors(wereld, 1 if aantal else STAP))
        for deur in (*known, *(buttons(wereld, worked) if aantal else ())):
            name = view_of(deur.formulier.adres)
            data = None if not deur.pagina and name in worked else try_out(wereld, deur)
            if data is None:
                continue
            found = repeat(wereld, deur.gebruiker, deur.formulier.adres, data)
            telling.tried("formulier" if deur.pagina else "knop", KEREN)
            worked.add(name)
            for wrong in found.stuk:
                telling.fout(wrong, deur.formulier.adres)
            if found.opnieuw and name not in OPNIEUW_GOED:
                telling.bevinding(f"{name} schrijft opnieuw", f"{deur.formulier.adres}: {found.opnieuw}")
            if found.anders and name not in ANDERS_GOED:
                telling.bevinding(f"{name} antwoordt anders", f"{found.eerste} {found.anders[0]}")
    left = {screen for screen, method in load_matrix().schermen if method == "POST"} - worked
    print(f"{len(worked)} adressen waarvan de POST lukte; {len(left)} niet: {', '.join(sorted(left))}")
    enough(wereld, telling, len(known))
    telling.reached("adressen waarvan de POST lukte", len(worked), len(known) * LUKT // 100)
    telling.close()


@pytest.mark.parametrize("plek", ["niet-bereikt", "intrekken"])
def test_a_repeat_that_writes_and_one_that_is_refused_are_seen(
    plek: str, cast: Cast, als: Callable[[Gebruiker], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: keys are not known again. Then ten notes are made of one, and what is gone cannot go again."""
    note = register_niet_bereikt(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["noor"])
    address = f"/casussen/{cast.casus.pk}/" + (plek if plek == "niet-bereikt" else f"tijdlijn/{note.pk}/{plek}") + "/"
    wereld = Wereld(cast, {}, {cast.noor.pk: als(cast.noor)})
    data = {"idempotentiesleutel": [str(uuid.uuid4())], "versie": ["1"], "reden": ["dubbel"]}
    well = repeat(wereld, cast.noor, address, data)
    assert (well.eerste[0], well.opnieuw, well.anders, well.stuk) == (302, {}, [], [])
    claim = posten._claim
    monkeypatch.setattr(posten, "_claim", lambda key, by, inhoud: claim(uuid.uuid4(), by, inhoud))
    monkeypatch.setattr(herhaling, "first_result", lambda key, by, inhoud: "")
    ill = repeat(wereld, cast.noor, address, data)
    if plek == "intrekken":
        assert ill.anders == [(404, "")] * (KEREN - 1)
    else:
        assert ill.opnieuw["tijdlijn_contactmoment"] == (KEREN - 1, 0)
