"""L1 and U3: as many lines as persons on a page, and no page with personal data without a line."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM, lines_of_subject
from keukentafel.casussen.public import open_casus
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.toegang.public import Gebruiker
from tests.cast import LANG_GELEDEN, Cast

Als = Callable[[Gebruiker], Client]
KANARIES = ("Mieke", "Kanarie")


def more_households(cast: Cast, count: int) -> list[Persoon]:
    """Households of one person each, with a case at team Noord; every name is a canary."""
    made = []
    for number in range(count):
        person = Persoon.objects.create(voornamen=f"Kanarie{number}", achternaam="Geel", geslacht="vrouw")
        home = Huishouden.objects.create(naam=f"Kanarie{number} Geel")
        Huishoudlid.objects.create(huishouden=home, persoon=person, rol="volwassene", van=LANG_GELEDEN)
        day = cast.casus.aangemeld_op - timedelta(days=1)
        open_casus(by=SYSTEEM, huishouden=home, persoon=person, team=cast.noord, aangemeld_op=day)
        made.append(person)
    return made


@pytest.mark.parametrize("count", [0, 24])
def test_a_list_of_cases_writes_one_line_per_person_on_it(cast: Cast, als: Als, count: int) -> None:
    """L1: N persons shown are N lines, no more and no fewer; what is not shown is not written."""
    made, client, last = more_households(cast, count), als(cast.tom), Regel.objects.latest("volgnr").volgnr
    body = client.get("/casussen/").content.decode()
    new = Regel.objects.filter(volgnr__gt=last, soort="lezen")
    pseudonyms = list(new.exclude(betrokkene="").values_list("betrokkene", flat=True))
    assert len(pseudonyms) == len(set(pseudonyms))
    shown = [person for person in made if f"{person.voornamen} " in body]
    written = set(pseudonyms)
    assert len(shown) == count
    for person in shown:
        assert lines_of_subject(person.pk).filter(volgnr__gt=last).count() == 1
        written -= set(lines_of_subject(person.pk).values_list("betrokkene", flat=True)[:1])
    family = {one for pk in (cast.mieke.pk, cast.jan.pk, cast.kind.pk)
              for one in lines_of_subject(pk).values_list("betrokkene", flat=True)[:1]}  # fmt: skip
    assert written <= family | neighbours(cast)


def neighbours(cast: Cast) -> set[str]:
    """The pseudonym of the one in the other household of the cast."""
    return set(lines_of_subject(cast.burencasus.persoon_id).values_list("betrokkene", flat=True)[:1])


def bearing_without_line(cast: Cast, client: Client) -> tuple[int, list[str]]:
    """How many pages bear a canary, and which of those wrote no line."""
    pk, home = cast.casus.pk, cast.gezin.pk
    pages = [
        "/", "/casussen/", f"/casussen/{pk}/", f"/casussen/{pk}/plan/", f"/casussen/{pk}/tijdlijn/", "/meldingen/",
        f"/huishoudens/{home}/", "/team/", "/taken/",
    ]  # fmt: skip
    bearing, silent = 0, []
    for url in pages:
        last = Regel.objects.latest("volgnr").volgnr
        answer = client.get(url)
        if answer.status_code == 200 and any(word in answer.content.decode() for word in KANARIES):
            bearing += 1
            if not Regel.objects.filter(volgnr__gt=last, soort="lezen").exclude(betrokkene="").exists():
                silent.append(url)
    return bearing, silent


def test_every_page_that_names_somebody_wrote_a_line(cast: Cast, als: Als) -> None:
    """U3: answers that bear a canary beside lines in the log; the difference is nought."""
    bearing, silent = bearing_without_line(cast, als(cast.noor))
    assert bearing >= 3 and silent == []


def test_a_log_that_is_not_written_is_seen(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the middleware forgets to write."""
    monkeypatch.setattr("keukentafel.audit.middleware.write", lambda event: None)
    bearing, silent = bearing_without_line(cast, als(cast.noor))
    assert bearing == len(silent) >= 3
