"""Organisations, areas and postcodes: actions, reads and screens. Bea administers, the others look."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.socialekaart.postcodes import parse_postcodes
from keukentafel.socialekaart.public import (
    Gebied,
    Organisatie,
    PostcodeFout,
    Postcodegebied,
    create_gebied,
    create_organisatie,
    gebied_of_postcode,
    import_postcodes,
    list_gebieden,
    list_organisaties,
    update_gebied,
    update_organisatie,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Als = Callable[..., Client]


def url(name: str, *args: object) -> str:
    return reverse(f"socialekaart:{name}", args=args)


def test_an_organisation_is_added_once() -> None:
    create_organisatie(by=SYSTEEM, naam="Envida", soort="aanbieder")
    with pytest.raises(Regelfout) as refused:
        create_organisatie(by=SYSTEEM, naam="envida", soort="aanbieder")
    assert refused.value.veld == "naam"
    create_organisatie(by=SYSTEEM, naam="Envida", soort="moederorganisatie")  # another kind is another role
    assert Regel.objects.filter(actie="organisatie_toegevoegd").count() == 2


def test_an_organisation_that_is_gone_is_not_offered() -> None:
    row = create_organisatie(by=SYSTEEM, naam="Trajekt", soort="partner")
    update_organisatie(by=SYSTEEM, organisatie=row, versie=row.versie, actief=False)
    assert list(list_organisaties(term="traj")) == []
    assert list(list_organisaties(term="traj", ook_vervallen=True)) == [row]
    with pytest.raises(Versieconflict):
        update_organisatie(by=SYSTEEM, organisatie=row, versie=1, naam="Trajekt welzijn")


def test_an_area_keeps_its_code_and_ends_after_its_begin() -> None:
    row = create_gebied(by=SYSTEEM, code="BU1", naam="Malpertuis", soort="buurt")
    with pytest.raises(Regelfout):
        create_gebied(by=SYSTEEM, code="BU1", naam="Anders", soort="wijk")
    with pytest.raises(Regelfout):
        update_gebied(by=SYSTEEM, gebied=row, geldig_van=date(2020, 1, 2), geldig_tot=date(2020, 1, 1))
    update_gebied(by=SYSTEEM, gebied=row, inwoners=3200)
    assert Gebied.objects.get(code="BU1").inwoners == 3200


def test_the_most_precise_postcode_wins_and_a_later_file_moves_it() -> None:
    caberg = create_gebied(by=SYSTEEM, code="BU1", naam="Caberg", soort="buurt")
    oud = create_gebied(by=SYSTEEM, code="BU2", naam="Oud-Caberg", soort="buurt")
    rows = parse_postcodes(b"postcode,gebied\n6217,BU1\n6217 ab,BU2\n")
    assert import_postcodes(by=SYSTEEM, regels=rows) == 2
    assert gebied_of_postcode("6217AB") == oud.pk
    assert gebied_of_postcode("6217CD") == caberg.pk
    assert gebied_of_postcode("9999ZZ") is None
    assert import_postcodes(by=SYSTEEM, regels=rows) == 0
    assert import_postcodes(by=SYSTEEM, regels=parse_postcodes(b"postcode,gebied\n6217AB,BU1\n")) == 1
    assert gebied_of_postcode("6217AB") == caberg.pk
    found = {row.code: row.aantal_postcodes for row in list_gebieden()}
    assert (found["BU1"], found["BU2"]) == (2, 0)
    assert Postcodegebied.history.filter(postcode="6217AB").count() == 2


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", 1),
        (b"pc,gebied\n", 1),
        (b"postcode,gebied\n", 1),
        (b"\xff", 1),
        (b"x" * 200_000, 1),
        (b"postcode,gebied\n0217AB,BU1\n6217A,BU1\nx\n", 3),
    ],
)
def test_a_file_with_faults_is_refused_with_all_of_them(content: bytes, faults: int) -> None:
    with pytest.raises(PostcodeFout) as refused:
        parse_postcodes(content)
    assert len(refused.value.fouten) == faults


def test_postcodes_are_read_all_or_nothing() -> None:
    create_gebied(by=SYSTEEM, code="BU1", naam="Caberg", soort="buurt")
    rows = parse_postcodes(b"postcode,gebied\n6217,BU1\n6217,BU1\n6218,BU9\n")
    with pytest.raises(PostcodeFout) as refused:
        import_postcodes(by=SYSTEEM, regels=rows)
    assert len(refused.value.fouten) == 2
    assert Postcodegebied.objects.count() == 0


def test_many_faults_are_counted_not_listed() -> None:
    content = b"postcode,gebied\n" + b"x,BU1\n" * 60
    with pytest.raises(PostcodeFout) as refused:
        parse_postcodes(content)
    assert refused.value.fouten[-1] == "En nog 10 fouten."


# --- screens ---


def test_all_staff_look_and_only_the_administrator_changes(cast: Cast, als: Als) -> None:
    row = cast.gemeente
    for name in ("organisaties", "gebieden"):
        assert als(cast.noor).get(url(name)).status_code == 200
        assert "toevoegen" not in als(cast.noor).get(url(name)).content.decode()
    writing = [
        url("organisatie_nieuw"),
        url("organisatie_wijzigen", row.pk),
        url("gebied_nieuw"),
        url("gebied_wijzigen", cast.gebied.pk),
        url("postcodes"),
    ]
    for address in writing:
        assert als(cast.bea).get(address).status_code == 200, address
        assert als(cast.noor).get(address).status_code == 403, address
        assert als(cast.noor).post(address).status_code == 403, address
    assert als(cast.bea).get(url("organisatie_wijzigen", 999_999)).status_code == 404
    assert als(cast.bea).get(url("gebied_wijzigen", 999_999)).status_code == 404


def test_the_administrator_adds_and_changes_an_organisation(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    data = {"naam": "Envida", "soort": "aanbieder", "telefoon": "043 000 00 00", "email": ""}
    assert bea.post(url("organisatie_nieuw"), data).status_code == 302
    row = Organisatie.objects.get(naam="Envida")
    again = bea.post(url("organisatie_nieuw"), data)
    assert again.status_code == 422
    assert "Deze organisatie is er al." in again.content.decode()
    change = data | {"naam": "Envida zorg", "versie": row.versie}  # an unticked box: no longer offered
    assert bea.post(url("organisatie_wijzigen", row.pk), change).status_code == 302
    page = bea.get(url("organisaties"), {"q": "envida"}).content.decode()
    assert "Envida zorg" in page
    assert "Niet meer te kiezen" in page
    assert bea.post(url("organisatie_wijzigen", row.pk), change).status_code == 409


def test_the_list_asks_a_fixed_number_of_queries(cast: Cast, als: Als, django_assert_max_num_queries) -> None:
    Organisatie.objects.bulk_create(Organisatie(naam=f"Partner {n}", soort="partner") for n in range(200))
    bea = als(cast.bea)
    with django_assert_max_num_queries(12):
        page = bea.get(url("organisaties"))
    assert "Partner 0" in page.content.decode()
    with django_assert_max_num_queries(12):
        bea.get(url("gebieden"))


def test_the_menu_says_that_this_is_administration(cast: Cast, als: Als) -> None:
    page = als(cast.bea).get(url("organisaties"))
    entries = {entry["naam"]: entry["actief"] for entry in page.context["hoofdmenu"]}
    assert entries["Beheer"] is True
    assert [naam for naam, active in entries.items() if active] == ["Beheer"]


def test_an_area_and_its_postcodes_on_screen(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    data = {"code": "BU9", "naam": "Malberg", "soort": "buurt", "inwoners": "6000", "geldig_van": "1-2-2014"}
    assert bea.post(url("gebied_nieuw"), data).status_code == 302
    file = SimpleUploadedFile("postcodes.csv", b"postcode,gebied\n6218,BU9\n")
    assert bea.post(url("postcodes"), {"bestand": file}).status_code == 302
    page = bea.get(url("gebieden")).content.decode()
    assert "Malberg" in page
    assert "vanaf 1 feb 2014" in page
    assert gebied_of_postcode("6218AA") == Gebied.objects.get(code="BU9").pk
    wrong = bea.post(url("postcodes"), {"bestand": SimpleUploadedFile("p.csv", b"postcode,gebied\n1,X\n")})
    assert wrong.status_code == 422
    assert "4 cijfers" in wrong.content.decode()


def test_a_double_click_adds_one_area(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    data = {"code": "BU9", "naam": "Malberg", "soort": "buurt"}
    data["idempotentiesleutel"] = "6f1c2f0e-0000-4000-8000-000000000002"
    assert [bea.post(url("gebied_nieuw"), data).status_code for _ in range(2)] == [302, 302]
    assert Gebied.objects.filter(code="BU9").count() == 1
