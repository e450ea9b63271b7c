"""The timeline is read a page at a time: nothing is lost or shown twice, and the database applies the permissions."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.casussen.public import Casustoegang, access_casus
from keukentafel.core.inlezen import bulk_add
from keukentafel.tijdlijn import notities
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.notities import notes_naming, notes_page, shared_notes
from keukentafel.tijdlijn.plek import Tijdlijnplek
from keukentafel.tijdlijn.regie import HEEL_LAATST
from keukentafel.tijdlijn.selectors import Tijdlijnfilter, timeline
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.public import Relatie, Rol, Veld
from tests.cast import Cast
from tests.tijdlijn.test_noemen import goals
from tests.toegang.wandeling import make_user

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


def notes(cast: Cast, aantal: int, **velden: object) -> list[Contactmoment]:
    """So many notes on the case; three to a day, of which one without a time."""
    values = {"medewerker": cast.medewerkers["noor"], **velden}
    times = (None, time(9), time(9))
    made = [
        Contactmoment(
            **{
                "casus": cast.casus,
                "tekst": f"notitie {number}",
                "datum": VANDAAG - timedelta(days=number // 3),
                "tijd": times[number % 3],
                **values,
            }
        )
        for number in range(aantal)
    ]
    return bulk_add(Contactmoment, made)


def pages(toegang: Casustoegang, filter: Tijdlijnfilter | None = None) -> list[list[str]]:
    """The words on every page, from the newest to the oldest."""
    found, onder = [], None
    while True:
        page = timeline(toegang, filter, onder)
        found.append([item.tekst or item.titel for item in page.items])
        if page.eerder is None:
            return found
        onder = Tijdlijnplek.read(str(page.eerder))
        assert onder == page.eerder


def test_every_line_stands_on_one_page(cast: Cast, inzage: Gebeurtenis) -> None:
    made = notes(cast, 120)
    toegang = access_casus(cast.noor, cast.casus.pk)
    found = pages(toegang)
    assert [len(page) for page in found] == [50, 50, 22]  # with two lines of the case itself
    told = [tekst for page in found for tekst in page if tekst.startswith("notitie")]
    ordered = sorted(made, key=lambda row: (row.datum, row.tijd or time.min, row.pk), reverse=True)
    assert told == [row.tekst for row in ordered]


def test_notes_of_one_day_with_the_lines_of_the_case_between_them(cast: Cast, inzage: Gebeurtenis) -> None:
    notes(cast, 99, datum=cast.casus.aangemeld_op, tijd=None)
    found = pages(access_casus(cast.noor, cast.casus.pk))
    assert [len(page) for page in found] == [50, 50, 1]
    assert len({tekst for page in found for tekst in page}) == 101


def test_pages_of_a_filter(cast: Cast, inzage: Gebeurtenis) -> None:
    notes(cast, 60, aard="signaal", persoon=cast.kind)
    notes(cast, 60, persoon=cast.mieke)
    toegang = access_casus(cast.noor, cast.casus.pk)
    assert [len(page) for page in pages(toegang, Tijdlijnfilter("signaal"))] == [50, 10]
    assert [len(page) for page in pages(toegang, Tijdlijnfilter(persoon_id=cast.kind.pk))] == [50, 12]
    assert pages(toegang, Tijdlijnfilter("signaal", cast.mieke.pk)) == [[]]


@pytest.mark.parametrize("rol", [Rol.REGISSEUR, Rol.MAATWERKSPECIALIST, Rol.WERKBEGELEIDER, Rol.MEDEWERKER_WI])
def test_the_database_shows_what_the_rule_allows(cast: Cast, inzage: Gebeurtenis, rol: Rol) -> None:
    for wet in ("algemeen", "wmo", "jeugd", "participatie", "schulden", "veiligheid"):
        for aard, zicht in (("contact", "team"), ("contact", "intern"), ("contact", "inwoner"), ("intern", "intern")):
            notes(cast, 1, wet=wet, aard=aard, zichtbaar_voor=zicht)
    toegang = access_casus(make_user(cast, rol, Relatie.CASUSTEAM), cast.casus.pk)
    allowed = {
        row.pk
        for row in Contactmoment.objects.all()
        if toegang.besluit.mag_zien(Veld.INHOUD)
        and toegang.mag_wet(row.wet)
        and (toegang.besluit.mag_zien(Veld.INTERN) or "intern" not in (row.aard, row.zichtbaar_voor))
    }
    assert {row.pk for row in notes_page(toegang)} == allowed
    contacts = {row.pk for row in notes_page(toegang, aard="contact")}
    assert contacts == allowed & set(Contactmoment.objects.filter(aard="contact").values_list("pk", flat=True))
    at_table = {row.wet for row in shared_notes(toegang, None)}
    assert "veiligheid" not in at_table and all(toegang.mag_wet(wet) for wet in at_table)


@pytest.mark.parametrize(
    ("tekst", "woord", "gevonden"),
    [
        ("over #eten", "eten", True),
        ("over #Eten.", "eten", True),
        ("over #éten!", "eten", True),
        ("over #eten-2", "eten", False),
        ("over #etenstijd", "eten", False),
        ("over eten", "eten", False),
        ("#Geestelijke_gezondheid", "geestelijke-gezondheid", True),
        ("#geestelijke--gezondheid-", "geestelijke-gezondheid", True),
    ],
)
def test_a_goal_is_found_as_people_type_it(
    cast: Cast, inzage: Gebeurtenis, tekst: str, woord: str, gevonden: bool
) -> None:
    notes(cast, 1, tekst=tekst)
    found, rest = notes_naming(access_casus(cast.noor, cast.casus.pk), woord)
    assert ([row.tekst for row in found], rest) == ([tekst] if gevonden else [], None)


def naming(cast: Cast, aantal: int, elke: int, **velden: object) -> list[str]:
    """So many notes, of which one in `elke` names the goal "financien"; returns the words of those, newest first."""
    goals(cast, "financien")
    made = notes(cast, aantal, **velden)
    for number, row in enumerate(made):
        if number % elke == 0:
            row.change(tekst=f"{row.tekst} over #Financi\u00ebn")
    ordered = sorted(made, key=lambda row: (row.datum, row.tijd or time.min, row.pk), reverse=True)
    return [row.tekst for row in ordered if "#" in row.tekst]


def test_pages_of_a_goal_are_full_and_lose_nothing(cast: Cast, inzage: Gebeurtenis) -> None:
    told = naming(cast, 240, 2)
    toegang = access_casus(cast.noor, cast.casus.pk)
    found = pages(toegang, Tijdlijnfilter(doel="financien"))
    assert [len(page) for page in found] == [50, 50, 20]
    assert [tekst for page in found for tekst in page] == told
    assert pages(toegang, Tijdlijnfilter("signaal", doel="financien")) == [[]]


@pytest.mark.parametrize("hoogstens", [7, 30])
def test_a_page_of_a_goal_opens_no_more_notes_than_it_may_and_goes_on_from_there(
    cast: Cast, inzage: Gebeurtenis, monkeypatch: pytest.MonkeyPatch, hoogstens: int
) -> None:
    told = naming(cast, 60, 3)
    monkeypatch.setattr(notities, "LEES_HOOGSTENS", hoogstens)
    opened = []
    look = notities.names_goal
    monkeypatch.setattr(notities, "names_goal", lambda tekst, woord: opened.append(tekst) or look(tekst, woord))
    found = pages(access_casus(cast.noor, cast.casus.pk), Tijdlijnfilter(doel="financien"))
    assert [tekst for page in found for tekst in page] == told
    assert len(opened) == 60 and len(found) == 60 // hoogstens + 1


def test_who_may_not_read_a_case_finds_no_goal_in_it(cast: Cast, inzage: Gebeurtenis) -> None:
    naming(cast, 3, 1, wet="veiligheid")
    assert len(notes_naming(access_casus(cast.noor, cast.casus.pk), "financien")[0]) == 3
    reader = make_user(cast, Rol.MEDEWERKER_WI, Relatie.CASUSTEAM)
    assert notes_naming(access_casus(reader, cast.casus.pk), "financien") == ([], None)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "2",
        "²0250301143000000000.1.0.0",
        "20251301000000000000.1.0.0",
        f"20250301143000000000.{'9' * 30}.0.0",
        f"20250301143000000000.{'9' * 19}.0.0",
    ],
)
def test_an_address_that_was_changed_is_the_first_page(tekst: str) -> None:
    assert Tijdlijnplek.read(tekst) is None


def test_the_way_from_page_to_page_and_back_after_a_correction(cast: Cast, als: Als) -> None:
    notes(cast, 70, aard="signaal")
    notes(cast, 1, aard="besluit")
    client, url = als(cast.noor), f"/casussen/{cast.casus.pk}/tijdlijn/"
    first = client.get(f"{url}?soort=signaal")
    eerder = first.context["eerder_url"]
    assert eerder.startswith(f"{url}?soort=signaal&voor=") and f'href="{eerder.replace("&", "&amp;")}"' in str(
        first.content.decode()
    )
    second = client.get(eerder)
    assert (second.context["eerder_url"], second.context["nieuwste_url"]) == ("", f"{url}?soort=signaal")
    assert len(second.context["items"]) == 20
    change = second.context["items"][3].bewerk_url
    assert change.endswith(eerder.removeprefix(url))
    item = Contactmoment.objects.get(pk=second.context["items"][3].anker.removeprefix("contact-"))
    form = client.get(change).context["form"].initial
    fields = {name: value for name, value in form.items() if value is not None} | {"tekst": "Beter.", "versie": 1}
    answer = client.post(change, fields)
    assert answer["Location"] == f"{eerder}#contact-{item.pk}"


def test_reading_ten_notes_or_a_thousand_asks_and_reads_the_same(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    found = {}
    for aantal in (60, 500):
        notes(cast, aantal)
        for url in (f"/casussen/{cast.casus.pk}/", f"/casussen/{cast.casus.pk}/tijdlijn/"):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(url)
            asked = [query["sql"] for query in queries if "tijdlijn_contactmoment" in query["sql"]]
            assert all("LIMIT" in sql for sql in asked), asked
            found.setdefault(url, set()).add((len(queries), answer.content.count(b'id="contact-')))
    assert [len(seen) for seen in found.values()] == [1, 1], found


def test_the_kind_of_the_next_note_is_that_of_ones_own_newest(cast: Cast, als: Als) -> None:
    notes(cast, 1, soort="huisbezoek", datum=VANDAAG - timedelta(days=9))
    notes(cast, 20, soort="telefoon", medewerker=cast.medewerkers["sanne"])
    notes(cast, 3, soort="niet_bereikt")
    html = als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert '<option value="huisbezoek" selected>' in html


@pytest.mark.parametrize(
    "plek",
    [
        Tijdlijnplek(VANDAAG, time.min, HEEL_LAATST, -3, -12),  # a closing, of a case that was opened again
        Tijdlijnplek(date(987, 3, 1), time(9, 30), 0, 0, 0),
    ],
)
def test_every_place_can_be_read_back(plek: Tijdlijnplek) -> None:
    assert Tijdlijnplek.read(str(plek)) == plek
