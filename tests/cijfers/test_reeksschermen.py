"""Series on the screen: checked, shown and only then brought in; who sees which values."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.cijfers.models import Reeks, Reeksaanbod, Reekspunt
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.cijfers.voorbeelden import make_aanbod, make_reeks

Als = Callable[[Gebruiker], Client]
LIJST, AANBIEDEN = reverse("cijfers:reeksen"), reverse("cijfers:aanbieden")
KOP = "reeks,onderwerp,naam,eenheid,bron,van,tot,gebied,waarde\n"
RIJ = "hbh,zorggebruik,Hulp bij het huishouden,personen,CBS,{van},{tot},BU01,{waarde}\n"
EEN = RIJ.format(van="2024-01-01", tot="2024-12-31", waarde="210")
TWEE = RIJ.format(van="2025-01-01", tot="2025-12-31", waarde="240")


def offer(client: Client, content: str) -> Reeksaanbod:
    """Offer a file and return what was made of it."""
    upload = SimpleUploadedFile("r.csv", content.encode(), "text/csv")
    answer = client.post(AANBIEDEN, {"bestand": upload, "idempotentiesleutel": uuid.uuid4()})
    assert answer.status_code == 302, answer.content.decode()
    return Reeksaanbod.objects.get()


def press(client: Client, name: str, aanbod: Reeksaanbod) -> int:
    url = reverse(f"cijfers:{name}", args=[aanbod.pk])
    return client.post(url, {"idempotentiesleutel": uuid.uuid4()}).status_code


def test_a_file_is_shown_first_and_comes_in_with_the_second_button(cast: Cast, als: Als) -> None:
    make_reeks(cast)
    Reekspunt.objects.filter(van=date(2025, 1, 1)).update(waarde=1)
    Reekspunt.objects.filter(van=date(2024, 1, 1)).delete()
    client = als(cast.bea)
    made = offer(client, KOP + EEN + TWEE)
    assert made.tellingen == [
        {"reeks": "hbh", "naam": "Hulp bij het huishouden", "nieuw": 1, "gewijzigd": 1, "gelijk": 0}
    ]
    assert Reekspunt.objects.count() == 1
    assert "Er is nog niets ingelezen" in client.get(reverse("cijfers:aanbod", args=[made.pk])).content.decode()
    assert press(client, "inlezen", made) == 302
    assert sorted(Reekspunt.objects.values_list("waarde", flat=True)) == [210, 240]
    made.refresh_from_db()
    assert (made.status, bytes(made.bestand)) == ("ingelezen", b"")
    assert press(client, "inlezen", made) == 422
    assert Regel.objects.filter(actie="reeksen_aanbod_ingelezen").count() == 1


def test_of_a_file_with_faults_only_the_faults_are_kept(cast: Cast, als: Als) -> None:
    client = als(cast.bea)
    secret = "Jansen 999990639"
    made = offer(client, KOP + EEN + RIJ.format(van=secret, tot="2025-12-31", waarde=secret))
    assert (made.status, made.aantal_fouten, bytes(made.bestand)) == ("geweigerd", 2, b"")
    page = client.get(reverse("cijfers:aanbod", args=[made.pk])).content.decode()
    download = client.get(reverse("cijfers:fouten", args=[made.pk]))
    assert "Een dag als 2014-12-03." in page
    assert download.content.decode().splitlines()[1].startswith("reeksen,2,van,datum")
    assert secret not in page + download.content.decode() + str(made.fouten)
    assert press(client, "inlezen", made) == 422
    assert not Reeks.objects.exists()


def test_put_aside_is_gone(cast: Cast, als: Als) -> None:
    client = als(cast.bea)
    made = offer(client, KOP + EEN)
    assert press(client, "wegdoen", made) == 302
    made.refresh_from_db()
    assert (made.status, bytes(made.bestand)) == ("weggedaan", b"")
    assert not Reekspunt.objects.exists()


def test_what_changed_between_the_buttons_stops_the_second(cast: Cast, als: Als) -> None:
    client = als(cast.bea)
    made = offer(client, KOP + EEN)
    type(cast.gebied).objects.filter(pk=cast.gebied.pk).update(code="BU99")
    assert press(client, "inlezen", made) == 422
    assert not Reekspunt.objects.exists()


@pytest.mark.parametrize("content", [b"\x00\xff\xfe", b"", b"%PDF-1.7"])
def test_what_is_no_csv_is_refused_in_words(cast: Cast, als: Als, content: bytes) -> None:
    upload = SimpleUploadedFile("r.csv", content or b" ", "text/csv")
    answer = als(cast.bea).post(AANBIEDEN, {"bestand": upload, "idempotentiesleutel": uuid.uuid4()}, follow=True)
    words = answer.content.decode()
    assert "niets ingelezen" in words or "Dit is geen CSV-bestand" in words
    assert not Reeks.objects.exists()


@pytest.mark.parametrize(
    ("naam", "lijst", "inlezen"),
    [("tom", 200, 403), ("ana", 200, 403), ("bea", 200, 200), ("noor", 403, 403), ("lot", 403, 403)],
)
def test_who_may(cast: Cast, als: Als, naam: str, lijst: int, inlezen: int) -> None:
    client = als(getattr(cast, naam))
    assert client.get(LIJST).status_code == lijst
    assert client.get(reverse("cijfers:reeks", args=[make_reeks(cast)])).status_code == lijst
    assert client.get(AANBIEDEN).status_code == inlezen
    assert client.get(reverse("cijfers:aanbod", args=[make_aanbod(cast)])).status_code == inlezen


def test_a_series_says_up_or_down_per_area_with_its_source(cast: Cast, als: Als) -> None:
    page = als(cast.ana).get(reverse("cijfers:reeks", args=[make_reeks(cast)])).content.decode()
    for expected in ("Bron: CBS", "Caberg", "30 omhoog", "<svg", "2025", "csv"):
        assert expected in page


def test_a_team_lead_sees_no_values_of_other_teams(cast: Cast, als: Als) -> None:
    reeks = Reeks.objects.get(pk=make_reeks(cast))
    for team, value in ((cast.noord, 111), (cast.zuid, 222)):
        Reekspunt.objects.create(reeks=reeks, van=date(2025, 1, 1), tot=date(2025, 12, 31), team=team, waarde=value)
    alone = Reeks.objects.create(code="z", onderwerp="overig", naam="Alleen Zuid", eenheid="fte", bron="HR")
    Reekspunt.objects.create(reeks=alone, van=date(2025, 1, 1), tot=date(2025, 1, 1), team=cast.zuid, waarde=1)
    for user, theirs in ((cast.tom, False), (cast.ana, True)):
        client = als(user)
        pages = [
            client.get(reverse(f"cijfers:{name}", args=[reeks.pk])).content.decode() for name in ("reeks", "bestand")
        ]
        assert all("111" in page for page in pages)
        assert all(("222" in page) is theirs for page in pages)
        assert ("Alleen Zuid" in client.get(LIJST).content.decode()) is theirs
        expected = 200 if theirs else 404
        assert client.get(reverse("cijfers:reeks", args=[alone.pk])).status_code == expected


def test_a_download_has_no_formula(cast: Cast, als: Als) -> None:
    pk = make_reeks(cast)
    Reeks.objects.filter(pk=pk).update(naam="=HYPERLINK(1)")
    content = als(cast.ana).get(reverse("cijfers:bestand", args=[pk])).content.decode()
    assert "'=HYPERLINK(1)" in content
    assert "2025-01-01,2025-12-31,240," in content


def test_the_same_queries_for_two_values_and_for_two_hundred(cast: Cast, als: Als) -> None:
    pk = make_reeks(cast)
    client = als(cast.tom)

    def cost() -> list[int]:
        found = []
        for url in (LIJST, reverse("cijfers:reeks", args=[pk])):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            found.append(len(queries))
        return found

    few = cost()
    Reekspunt.objects.bulk_create(
        Reekspunt(reeks_id=pk, van=date(2025, 1, 1), tot=date(2025, 1, 1), uitsplitsing=f"deel {number}", waarde=1)
        for number in range(200)
    )
    assert cost() == few
    assert max(few) <= 25


def test_two_areas_of_one_name_are_each_a_place_of_their_own(cast: Cast, als: Als) -> None:
    made = make_reeks(cast)
    twin = type(cast.gebied).objects.create(code="W9", naam=cast.gebied.naam, soort="wijk")
    Reekspunt.objects.create(reeks_id=made, van=date(2025, 1, 1), tot=date(2025, 12, 31), gebied=twin, waarde=7)
    page = als(cast.bea).get(reverse("cijfers:reeks", args=[made])).content.decode()
    links = re.findall(r'href="([^"]*plek=[^"]*)"', page)
    assert len(links) == 2 and f"{twin.naam} (wijk)" in page
    opened = [als(cast.bea).get(link.replace("&amp;", "&")).context["gekozen"] for link in links]
    assert {one.naam: len(one.punten) for one in opened} == {f"{twin.naam} (buurt)": 2, f"{twin.naam} (wijk)": 1}
