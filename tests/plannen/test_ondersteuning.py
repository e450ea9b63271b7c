"""The arrangement: existing and new support per domain and circle, and the shift."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from keukentafel.core.formulieren import Bedragveld
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishoudlid
from keukentafel.plannen.actions.inzet import create_inzet, start_inzet, stop_inzet, update_inzet
from keukentafel.plannen.models import Inzet
from keukentafel.plannen.selectors.arrangement import before_and_now
from keukentafel.socialekaart.public import Organisatie
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein, queries_of, unchanged
from tests.vragen import QUERIES

Als = Callable[[Gebruiker], Client]


def add(cast: Cast, verhaal: Planverhaal, aard: str, **velden: object) -> Inzet:
    """A support item in the plan, begun a month ago."""
    velden = {"van": date.today() - timedelta(days=30), **velden}
    return create_inzet(by=cast.noor, plan=verhaal.plan, leefdomein=domein("adl"), aard=aard, **velden)  # type: ignore[arg-type]


def url(cast: Cast, naam: str = "") -> str:
    return f"/casussen/{cast.casus.pk}/ondersteuning/{naam}"


@pytest.mark.parametrize(
    ("wie", "kring"),
    [
        ("inwoner", "eigen_kracht"), ("netwerk", "sociaal_netwerk"), ("vrijwilliger", "sociaal_netwerk"),
        ("team", "algemeen"), ("tweede_lijn", "maatwerk"),
    ],
)  # fmt: skip
def test_the_circle_follows_from_who_does_it(cast: Cast, verhaal: Planverhaal, wie: str, kring: str) -> None:
    assert add(cast, verhaal, "nieuw", uitvoerder_soort=wie).kring == kring


def test_without_who_and_circle_it_asks(cast: Cast, verhaal: Planverhaal) -> None:
    with pytest.raises(Regelfout):
        add(cast, verhaal, "nieuw")


def test_the_shift_counts_what_stopped_before_and_not_now(cast: Cast, verhaal: Planverhaal) -> None:
    domestic = add(cast, verhaal, "bestaand", kring="maatwerk", omschrijving="Hulp bij het huishouden")
    add(cast, verhaal, "bestaand", kring="eigen_kracht")
    add(cast, verhaal, "nieuw", kring="sociaal_netwerk", omschrijving="Samen strijken")
    add(cast, verhaal, "nieuw", kring="maatwerk", status="voorgesteld")
    stop_inzet(by=cast.noor, inzet=domestic)
    before, now = before_and_now(Inzet.objects.all(), date.today())
    assert (before.eigen, before.netwerk, before.algemeen, before.maatwerk) == (1, 0, 0, 1)
    assert (now.eigen, now.netwerk, now.algemeen, now.maatwerk) == (1, 1, 0, 0)


def test_the_tab_shows_the_grid_and_its_finding(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    domestic = add(cast, verhaal, "bestaand", kring="maatwerk", omschrijving="Hulp bij het huishouden")
    add(cast, verhaal, "nieuw", kring="sociaal_netwerk", omschrijving="Samen strijken")
    stop_inzet(by=cast.noor, inzet=domestic)
    page = als(cast.noor).get(url(cast)).content.decode()
    assert "Van voorziening naar netwerk" in page and "Samen strijken" in page and "Bekijk als tabel" in page
    assert als(cast.zeno).get(url(cast)).status_code == 404
    assert als(cast.lot).get(url(cast)).status_code == 403


def test_stop_can_be_undone(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    item = add(cast, verhaal, "bestaand", kring="maatwerk", omschrijving="Hulp")
    page = als(cast.noor).post(url(cast, f"{item.pk}/stop/"), {"tot": date.today().isoformat()}, follow=True)
    item.refresh_from_db()
    assert item.status == "gestopt" and f"{item.pk}/start/" in page.content.decode()
    als(cast.noor).post(url(cast, f"{item.pk}/start/"), {})
    item.refresh_from_db()
    assert (item.status, item.tot) == ("ingezet", None)


def test_support_cannot_stop_before_it_began(cast: Cast, verhaal: Planverhaal) -> None:
    item = add(cast, verhaal, "bestaand", kring="maatwerk")
    with pytest.raises(Regelfout):
        stop_inzet(by=cast.noor, inzet=item, op=date.today() - timedelta(days=60))
    start_inzet(by=cast.noor, inzet=item)
    assert Inzet.objects.get(pk=item.pk).van == date.today()


def test_add_and_change_on_screen_once(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    data = {
        "omschrijving": "Maatje voor de boodschappen", "aard": "nieuw", "uitvoerder_soort": "vrijwilliger",
        "leefdomein": domein("sociaal_netwerk").pk, "status": "ingezet", "van": date.today().isoformat(),
        "wet": "algemeen",
        "idempotentiesleutel": "00000000-0000-4000-8000-000000000002",
    }  # fmt: skip
    for _ in range(2):
        assert als(cast.noor).post(url(cast, "nieuw/"), data).status_code == 302
    item = Inzet.objects.get()
    assert (item.kring, item.aard, item.wet) == ("sociaal_netwerk", "nieuw", "algemeen")
    wrong = als(cast.noor).post(url(cast, f"{item.pk}/"), {"omschrijving": "Toch anders", "versie": item.versie})
    assert wrong.status_code == 422 and "Toch anders" in wrong.content.decode()
    change = data | {"omschrijving": "Toch anders", "versie": item.versie, "kring": "algemeen"}
    change.pop("idempotentiesleutel")
    assert als(cast.noor).post(url(cast, f"{item.pk}/"), change).status_code == 302
    item.refresh_from_db()
    assert (item.omschrijving, item.kring) == ("Toch anders", "algemeen")


def test_queries_do_not_grow(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    add(cast, verhaal, "bestaand", kring="maatwerk")
    client = als(cast.noor)
    few = queries_of(client, url(cast))
    for _ in range(15):
        add(cast, verhaal, "nieuw", kring="algemeen", persoon=cast.jan, uitvoerder=cast.gemeente)
    many = queries_of(client, url(cast))
    assert few == many <= QUERIES, many


def form_of(client: Client, address: str) -> dict[str, object]:
    """What the form of this support posts when nothing is touched."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields if name != "idempotentiesleutel"}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_who_does_it_changes_and_the_circle_follows(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    item = add(cast, verhaal, "nieuw", uitvoerder_soort="inwoner", omschrijving="Steun")
    own_choice = add(cast, verhaal, "nieuw", uitvoerder_soort="inwoner", kring="algemeen", omschrijving="Steun")
    for found in (item, own_choice):
        address = url(cast, f"{found.pk}/")
        assert client.post(address, form_of(client, address) | {"omvang": "elke week"}).status_code == 302
    assert [Inzet.objects.get(pk=i.pk).kring for i in (item, own_choice)] == ["eigen_kracht", "algemeen"]
    for found in (item, own_choice):
        address = url(cast, f"{found.pk}/")
        changed = form_of(client, address) | {"uitvoerder_soort": "tweede_lijn"}
        assert client.post(address, changed).status_code == 302
    assert [Inzet.objects.get(pk=i.pk).kring for i in (item, own_choice)] == ["maatwerk", "maatwerk"]


def test_support_that_stops_later_goes_on_until_then(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    item = add(cast, verhaal, "nieuw", kring="maatwerk", omschrijving="Hulp bij het huishouden")
    later = date.today() + timedelta(days=60)
    stopped = stop_inzet(by=cast.noor, inzet=item, op=later)
    assert stopped.status_on(date.today()) == "ingezet" and stopped.status_on(later) == "gestopt"
    page = als(cast.noor).get(url(cast)).content.decode()
    assert "tot en met" in page and "· gestopt" not in page
    assert "Hulp bij het huishouden" in als(cast.noor).get(verhaal.url("afdruk/")).content.decode()
    stop_inzet(by=cast.noor, inzet=item, op=date.today())
    assert "Hulp bij het huishouden" not in als(cast.noor).get(verhaal.url("afdruk/")).content.decode()


def test_a_planned_end_lies_behind_the_beginning(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    item = add(cast, verhaal, "nieuw", uitvoerder_soort="team", omschrijving="Kort gesprek")
    with pytest.raises(Regelfout, match="na het begin"):
        update_inzet(by=cast.noor, inzet=item, versie=None, hoogstens_tot=item.van - timedelta(days=1))
    client, address = als(cast.noor), url(cast, f"{item.pk}/")
    before = (item.van - timedelta(days=1)).isoformat()
    answer = client.post(address, form_of(client, address) | {"hoogstens_tot": before})
    assert answer.status_code == 422 and "Kies een dag na het begin van de steun." in answer.content.decode()


@pytest.mark.parametrize(
    ("getypt", "bedrag"),
    [
        ("1.250,50", "1250.50"), ("€ 1.250", "1250"), ("1250,5", "1250.5"), ("12.50", "12.50"), ("12.500.000", None),
        ("1.250.50", None), ("veel", None), ("-3", None), ("1 250,50", "1250.50"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_written_here(getypt: str, bedrag: str | None) -> None:
    field = Bedragveld(max_digits=9)
    if bedrag is None:
        with pytest.raises(ValidationError):
            field.clean(getypt)
    else:
        assert field.clean(getypt) == Decimal(bedrag)


def test_saving_support_unchanged_loses_no_person_organisation_or_word(
    cast: Cast, verhaal: Planverhaal, als: Als
) -> None:
    ended = Organisatie.objects.create(naam="Stichting Weg", soort="partner", actief=False)
    item = add(cast, verhaal, "nieuw", kring="maatwerk", uitvoerder_soort="tweede_lijn", doel=verhaal.lucht)
    item.change(persoon=cast.mieke, uitvoerder=ended, omschrijving="Regel\n" * 100 + "einde", omvang="u" * 80)
    Huishoudlid.objects.filter(persoon=cast.mieke).update(tot=date.today() - timedelta(days=1))
    page = als(cast.noor).get(url(cast, f"{item.pk}/"))
    assert als(cast.noor).post(url(cast, f"{item.pk}/"), unchanged(page.context["form"])).status_code == 302
    saved = Inzet.objects.get(pk=item.pk)
    kept = ("persoon_id", "uitvoerder_id", "doel_id", "omschrijving", "omvang")
    assert [getattr(saved, name) for name in kept] == [getattr(item, name) for name in kept]
