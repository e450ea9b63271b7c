"""The screens of the functional administrator (Bea); others look, strangers to the matrix do not get in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.referentielijsten.models import Code, Criteriumtekst, Domeinstelsel, Leefdomein, Niveau
from keukentafel.referentielijsten.public import label_of, list_codes
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Als = Callable[..., Client]
VANDAAG = timezone.localdate()
MORGEN = VANDAAG + timedelta(days=1)


def url(name: str, *args: object) -> str:
    return reverse(f"referentielijsten:{name}", args=args)


def code(lijst: str, naam: str) -> Code:
    return Code.objects.get(lijst__code=lijst, code=naam, geldig_tot=None)


def form_url(row: Code) -> str:
    return url("code_wijzigen", row.lijst.code, row.pk)


def writing_urls() -> list[str]:
    row = code("expertise", "wmo")
    domain = Leefdomein.objects.get(stelsel__code="zrm2017", code="justitie")
    level = Niveau.objects.get(stelsel__code="zrm2017", waarde=3)
    return [
        url("code_nieuw", "expertise"),
        form_url(row),
        url("code_einde", "expertise", row.pk),
        url("leeftijden"),
        url("domein_wijzigen", "zrm2017", domain.pk),
        url("niveau_wijzigen", "zrm2017", level.pk),
        url("criteria", "zrm2017"),
    ]


def test_all_staff_may_look(cast: Cast, als: Als) -> None:
    for user in (cast.lot, cast.noor, cast.ana, cast.bea):
        assert als(user).get(url("lijst", "kanaal")).status_code == 200
    page = als(cast.noor).get(url("lijst", "expertise")).content.decode()
    assert "Code toevoegen" not in page
    assert form_url(code("expertise", "wmo")) not in page


def test_only_the_administrator_changes(cast: Cast, als: Als) -> None:
    for address in writing_urls():
        assert als(cast.bea).get(address).status_code == 200, address
        for user in (cast.noor, cast.tom, cast.petra):
            assert als(user).get(address).status_code == 403, address
            assert als(user).post(address).status_code == 403, address


def test_what_is_not_there_is_404(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    row = code("expertise", "wmo")
    missing = [
        url("lijst", "bestaat_niet"),
        url("code_wijzigen", "kanaal", row.pk),  # a code of another list
        url("stelsel", "zrm1900"),
        url("code_nieuw", "kanaal"),  # a closed list
        url("code_einde", "kring", code("kring", "maatwerk").pk),  # a code that is needed
    ]
    assert [bea.get(address).status_code for address in missing] == [404] * len(missing)


def test_the_overview_finds_a_list_and_asks_a_fixed_number_of_queries(
    cast: Cast, als: Als, django_assert_max_num_queries
) -> None:
    bea = als(cast.bea)
    with django_assert_max_num_queries(12):
        page = bea.get(url("overzicht"))
    assert "Kanaal" in page.content.decode()
    found = bea.get(url("overzicht"), {"q": "caseload"}).content.decode()
    assert "Gewichten van de caseload" in found
    assert "Kanaal" not in found
    assert "Geen lijst gevonden" in bea.get(url("overzicht"), {"q": "xyzzy"}).content.decode()


@pytest.mark.parametrize("lijst", ["kanaal", "termijn", "product", "leeftijdsband", "gewicht", "oude_regeling"])
def test_a_list_shows_its_codes_and_their_source(
    cast: Cast, als: Als, lijst: str, django_assert_max_num_queries
) -> None:
    bea = als(cast.bea)
    with django_assert_max_num_queries(12):
        page = bea.get(url("lijst", lijst)).content.decode()
    for value in list_codes(lijst):
        assert value.code in page


def test_a_change_shows_on_the_time_line_and_in_both_tables(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    row = code("kanaal", "telefoon")
    data = {"naam": "Gebeld", "volgorde": 1, "ingang": MORGEN.isoformat(), "versie": row.versie}
    response = bea.post(form_url(row), data)
    assert response.status_code == 302
    page = bea.get(url("lijst", "kanaal")).content.decode()
    assert "Gaat nog in" in page
    assert "Heette eerst: Telefoon." in page
    assert label_of("kanaal", "telefoon") == "Telefoon"
    assert label_of("kanaal", "telefoon", MORGEN) == "Gebeld"


def test_a_second_editor_sees_theirs_and_mine(cast: Cast, als: Als) -> None:
    row = code("kanaal", "telefoon")
    data = {"naam": "Gebeld", "volgorde": 1, "ingang": MORGEN.isoformat(), "versie": row.versie}
    als(cast.bea).post(form_url(row), data)
    page = als(cast.bea).post(form_url(row), data | {"naam": "Opgebeld"})
    assert page.status_code == 409
    assert "Opgebeld" in page.content.decode()


def test_a_double_click_adds_one_code(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    key = "6f1c2f0e-0000-4000-8000-000000000001"
    data = {
        "naam": "Autisme",
        "code": "autisme",
        "geldig_van": VANDAAG.isoformat(),
        "idempotentiesleutel": key,
    }
    first, second = (bea.post(url("code_nieuw", "expertise"), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Code.objects.filter(lijst__code="expertise", code="autisme").count() == 1
    assert Regel.objects.filter(actie="code_toegevoegd").count() == 1


def test_a_fault_keeps_what_was_typed_and_says_what_to_do(cast: Cast, als: Als) -> None:
    row = code("gewicht", "veiligheid")
    data = {
        "naam": "Veiligheid speelt",
        "volgorde": row.volgorde,
        "kenmerk_factor": "heel veel",
        "ingang": MORGEN.isoformat(),
        "versie": row.versie,
    }
    page = als(cast.bea).post(form_url(row), data)
    assert page.status_code == 422
    assert "heel veel" in page.content.decode()
    assert "Vul bij" in page.content.decode()
    again = als(cast.bea).post(form_url(row), data | {"kenmerk_factor": "2", "ingang": "1-1-2020"})
    assert again.status_code == 422
    assert "vandaag of een latere dag" in again.content.decode()


def test_a_weight_is_changed_on_screen(cast: Cast, als: Als) -> None:
    row = code("gewicht", "veiligheid")
    data = {"naam": row.naam, "volgorde": row.volgorde, "kenmerk_factor": "2", "versie": row.versie}
    assert als(cast.bea).post(form_url(row), data | {"ingang": MORGEN.isoformat()}).status_code == 302
    [tomorrow] = [v for v in list_codes("gewicht", MORGEN) if v.code == "veiligheid"]
    assert tomorrow.kenmerken["factor"] == "2"


def test_a_local_code_must_count_as_a_fixed_one(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    data = {"naam": "Kerk", "code": "kerk", "geldig_van": VANDAAG.isoformat(), "telt_als": ""}
    assert bea.post(url("code_nieuw", "kringsoort"), data).status_code == 422
    data["telt_als"] = "sociaal_netwerk"
    assert bea.post(url("code_nieuw", "kringsoort"), data).status_code == 302
    assert code("kringsoort", "kerk").telt_als == "sociaal_netwerk"


def test_a_new_product_stands_under_a_law_and_in_its_category(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    address = url("code_nieuw", "product")
    assert "01 Hulp bij het huishouden (Wmo)" in bea.get(address).content.decode()
    data = {"naam": "Maaltijden", "code": "MLT", "geldig_van": VANDAAG.isoformat(), "kenmerk_wet": "wmo"}
    for category in ("", "45"):  # none, and one of the Jeugdwet
        page = bea.post(address, data | {"kenmerk_categorie": category})
        assert page.status_code == 422
        assert "productcategorie die bij deze wet hoort" in page.content.decode()
    assert bea.post(address, data | {"kenmerk_categorie": "10", "kenmerk_groep": "eten"}).status_code == 302
    assert code("product", "MLT").kenmerken == {"wet": "wmo", "categorie": "10", "groep": "eten"}


def test_an_ended_code_moves_to_what_was(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    row = code("expertise", "wmo")
    address = url("code_einde", "expertise", row.pk)
    yesterday = VANDAAG - timedelta(days=1)
    assert bea.post(address, {"laatste_dag": yesterday.isoformat(), "versie": row.versie}).status_code == 302
    page = bea.get(url("lijst", "expertise")).content.decode()
    assert "Niet meer te kiezen" in page


def test_age_bands_are_changed_together(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    page = bea.get(url("leeftijden")).content.decode()
    assert "0, 20, 40, 60, 70" in page
    data = {"grenzen": "0, 18, 65", "ingang": MORGEN.isoformat()}
    assert bea.post(url("leeftijden"), data).status_code == 302
    assert [v.code for v in list_codes("leeftijdsband", MORGEN)] == ["0_17", "18_64", "65_plus"]
    assert bea.post(url("leeftijden"), data | {"grenzen": "nul"}).status_code == 422


def test_a_scheme_shows_domains_levels_and_crosswalks_without_converting(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    assert "Maastricht" in bea.get(url("stelsels")).content.decode()
    assert "Instrumentele ADL" in bea.get(url("stelsel", "zrm2013")).content.decode()  # a row per line, to end it
    page = als(cast.noor).get(url("stelsel", "zrm2013")).content.decode()
    for words in ("ADL", "Basale ADL, Instrumentele ADL", "1 op meer", "Scores worden niet omgerekend"):
        assert words in page
    assert "Keukentafel levert ze niet mee" in page
    assert "Voorbeeld" in bea.get(url("stelsel", "maastricht1")).content.decode()


def test_a_domain_and_a_level_change_on_screen(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    domain = Leefdomein.objects.get(stelsel__code="zrm2017", code="justitie")
    level = Niveau.objects.get(stelsel__code="zrm2017", waarde=3)
    day = MORGEN.isoformat()
    bea.post(
        url("domein_wijzigen", "zrm2017", domain.pk),
        {"naam": "Politie en justitie", "ingang": day, "versie": domain.versie},
    )
    bea.post(
        url("niveau_wijzigen", "zrm2017", level.pk),
        {"naam": level.naam, "is_probleem": "nee", "ingang": day, "versie": level.versie},
    )
    page = bea.get(url("stelsel", "zrm2017")).content.decode()
    assert "Heette eerst: Justitie." in page
    assert "Telt nu niet meer als probleem." in page


def test_criteria_texts_come_from_a_file_with_a_permission(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)

    def upload(content: bytes) -> dict[str, object]:
        file = SimpleUploadedFile("criteria.csv", content, content_type="text/csv")
        return {"toestemming": "Eigen tekst van de gemeente", "bestand": file}

    wrong = bea.post(url("criteria", "zrm2017"), upload(b"domein,niveau,tekst\nwonen,1,a\njustitie,7,b\n"))
    assert wrong.status_code == 422
    assert Criteriumtekst.objects.count() == 0
    right = bea.post(url("criteria", "zrm2017"), upload(b"domein,niveau,tekst\njustitie,1,Eigen tekst\n"))
    assert right.status_code == 302
    assert Criteriumtekst.objects.get().stelsel == Domeinstelsel.objects.get(code="zrm2017")
    assert "Er zijn 1 eigen criteriumteksten" in bea.get(url("stelsel", "zrm2017")).content.decode()
