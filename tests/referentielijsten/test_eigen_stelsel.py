"""The functional administrator makes a scheme of her own, changes it with a day of effect, and takes back a mistake."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.actions import change_code, end_code
from keukentafel.referentielijsten.models import Code, Criteriumtekst, Domeinstelsel, Leefdomein, Niveau, Overgang
from keukentafel.referentielijsten.public import crosswalk, domains_of, label_of, levels_of, scheme
from keukentafel.referentielijsten.stelselbeheer import add_domain, copy_scheme, end_domain, withdraw_change
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.selectors import instruments
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Als = Callable[..., Client]
VANDAAG = timezone.localdate()
STRAKS = VANDAAG + timedelta(days=30)
KOPIE = {"bron": "zrm2017", "naam": "ZRM Ons dorp", "code": "ons_dorp", "geldig_van": VANDAAG.isoformat()}
SLEUTEL = {"idempotentiesleutel": "6f1c2f0e-0000-4000-8000-000000000009"}


def url(name: str, *args: object) -> str:
    return reverse(f"referentielijsten:{name}", args=args)


def own(**fields: object) -> Domeinstelsel:
    bron = Domeinstelsel.objects.get(code="zrm2017")
    values = {"code": "ons_dorp", "naam": "ZRM Ons dorp", "geldig_van": VANDAAG} | fields
    return copy_scheme(by=SYSTEEM, bron=bron, **values)  # type: ignore[arg-type]


def test_a_scheme_is_added_as_a_copy_once(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    assert "Stelsel toevoegen" in bea.get(url("stelsels")).content.decode()
    assert [bea.post(url("stelsel_nieuw"), KOPIE | SLEUTEL).status_code for _ in range(2)] == [302, 302]
    made = scheme("ons_dorp")
    assert [d.code for d in domains_of("ons_dorp")] == [d.code for d in domains_of("zrm2017")]
    assert [n.waarde for n in levels_of("ons_dorp")] == [1, 2, 3, 4, 5]
    assert {(line.van, line.soort) for line in crosswalk("zrm2017", "ons_dorp")} == {
        (d.code, "een_op_een") for d in domains_of("zrm2017")
    }
    assert Domeinstelsel.objects.get(pk=made.pk).telt_als == "zrm2017"
    assert "ons_dorp" in {found.code for found in instruments(VANDAAG)}
    assert Regel.objects.filter(actie="stelsel_toegevoegd").count() == 1
    page = bea.get(url("stelsel", "ons_dorp"))
    assert "Leefdomein toevoegen" in page.content.decode()


def test_a_taken_code_and_a_day_that_is_past_are_refused_in_words(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    page = bea.post(url("stelsel_nieuw"), KOPIE | {"code": "zrm2013"})
    assert (page.status_code, "Deze code bestaat al" in page.content.decode()) == (422, True)
    page = bea.post(url("stelsel_nieuw"), KOPIE | {"geldig_van": "1-1-2020"})
    assert (page.status_code, "vandaag of een latere dag" in page.content.decode()) == (422, True)
    assert bea.post(url("stelsel_nieuw"), KOPIE | {"code": "nieuw"}).status_code == 422


def test_a_domain_is_added_and_ended_on_screen(cast: Cast, als: Als) -> None:
    bea, made = als(cast.bea), own()
    data = {"naam": "Digitaal", "code": "digitaal", "geldig_van": STRAKS.isoformat()}
    assert bea.post(url("domein_nieuw", made.code), data).status_code == 302
    assert "digitaal" not in {d.code for d in domains_of("ons_dorp")}
    assert domains_of("ons_dorp", STRAKS)[-1].code == "digitaal"
    row = Leefdomein.objects.get(stelsel=made, code="justitie")
    address = url("domein_einde", made.code, row.pk)
    assert address in bea.get(url("domein_wijzigen", made.code, row.pk)).content.decode()
    data = {"laatste_dag": VANDAAG.isoformat(), "versie": str(row.versie)}
    assert bea.post(address, data).status_code == 302
    assert bea.post(address, data).status_code == 409  # a second editor
    assert "justitie" in {d.code for d in domains_of("ons_dorp")}
    assert "justitie" not in {d.code for d in domains_of("ons_dorp", VANDAAG + timedelta(days=1))}


def test_the_domains_of_a_shipped_scheme_stay(cast: Cast, als: Als) -> None:
    shipped = Domeinstelsel.objects.get(code="zrm2017")
    data = {"naam": "Digitaal", "code": "digitaal", "geldig_van": VANDAAG.isoformat()}
    page = als(cast.bea).post(url("domein_nieuw", "zrm2017"), data)
    assert (page.status_code, "Maak eerst een kopie" in page.content.decode()) == (422, True)
    with pytest.raises(Regelfout, match="kopie"):
        end_domain(by=SYSTEEM, domein=Leefdomein.objects.get(stelsel=shipped, code="justitie"), laatste_dag=VANDAAG)


def test_a_line_of_a_crosswalk_is_added_and_ended(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    add, since = url("overgang_nieuw", "zrm2017"), VANDAAG.isoformat()
    data = {"van": "justitie", "naar": "zrm2013.justitie", "ingang": since}
    assert bea.post(add, data).status_code == 302
    page = bea.post(add, data)
    assert (page.status_code, "staat er dan al" in page.content.decode()) == (422, True)
    assert bea.post(add, {"van": "tijdsbesteding", "naar": "zrm2013.", "ingang": since}).status_code == 302
    found = {(line.van, line.naar, line.soort) for line in crosswalk("zrm2017", "zrm2013")}
    assert found == {("justitie", "justitie", "een_op_een"), ("tijdsbesteding", "", "geen")}
    row = Overgang.objects.get(van_stelsel__code="zrm2017", naar_stelsel__code="zrm2013", van_code="justitie")
    address = url("overgang_einde", "zrm2017", row.pk)
    assert address in bea.get(url("stelsel", "zrm2017")).content.decode()
    assert bea.post(address, {"laatste_dag": since, "versie": row.versie}).status_code == 302
    assert len(crosswalk("zrm2017", "zrm2013", VANDAAG + timedelta(days=1))) == 1


def test_what_has_not_begun_is_taken_back(cast: Cast, als: Als) -> None:
    bea = als(cast.bea)
    row = Code.objects.get(lijst__code="kanaal", code="telefoon")
    later = change_code(by=SYSTEEM, code=row, ingang=STRAKS, naam="Gebeld")
    assert url("intrekken", "code", later.pk) in bea.get(
        url("code_wijzigen", "kanaal", later.pk)
    ).content.decode()  # fmt: skip
    assert bea.post(url("intrekken", "code", later.pk), {"versie": later.versie}).status_code == 302
    assert label_of("kanaal", "telefoon", STRAKS) == "Telefoon"
    assert Code.objects.get(pk=row.pk).geldig_tot is None
    assert Code.history.filter(id=later.pk, history_type="-").count() == 1
    assert Regel.objects.filter(actie="lijstwijziging_ingetrokken").count() == 1
    page = bea.post(url("intrekken", "code", row.pk), {"versie": Code.objects.get(pk=row.pk).versie})
    assert (page.status_code, "al ingegaan" in page.content.decode()) == (422, True)


def test_an_end_that_has_not_come_is_taken_back() -> None:
    row = Code.objects.get(lijst__code="kanaal", code="loket")
    end_code(by=SYSTEEM, code=row, laatste_dag=STRAKS)
    withdraw_change(by=SYSTEEM, row=row)
    assert Code.objects.get(pk=row.pk).geldig_tot is None
    made = own()
    domein = add_domain(by=SYSTEEM, stelsel=made, code="digitaal", naam="Digitaal", geldig_van=STRAKS)
    withdraw_change(by=SYSTEEM, row=domein)
    assert not Leefdomein.objects.filter(stelsel=made, code="digitaal").exists()


def test_a_scheme_is_taken_back_before_its_first_day(cast: Cast, als: Als) -> None:
    bea, made = als(cast.bea), own(geldig_van=STRAKS)
    assert "Stelsel intrekken" in bea.get(url("stelsel", made.code)).content.decode()
    assert bea.post(url("intrekken", "stelsel", made.pk), {"versie": made.versie}).status_code == 302
    assert not Domeinstelsel.objects.filter(code="ons_dorp").exists()
    assert not Niveau.objects.filter(stelsel=made.pk).exists()
    begun = own()
    assert bea.post(url("intrekken", "stelsel", begun.pk), {"versie": begun.versie}).status_code == 422
    shipped = Domeinstelsel.objects.get(code="zrm2013")
    page = bea.post(url("intrekken", "stelsel", shipped.pk), {"versie": shipped.versie})
    assert (page.status_code, "meegeleverd stelsel" in page.content.decode()) == (422, True)


def test_a_scheme_with_texts_goes_and_one_with_a_measurement_stays(cast: Cast, als: Als) -> None:
    """Its texts go along; what an import recorded under it early keeps it here, and the page says so."""
    bea, made = als(cast.bea), own(geldig_van=STRAKS)
    domein = made.domeinen.order_by("pk")[0]
    Criteriumtekst.objects.create(stelsel=made, domein_code=domein.code, niveau=1, tekst="Eigen", toestemming="wij")
    meting = Meting.objects.create(
        casus=cast.casus, persoon=cast.mieke, instrument=made, datum=VANDAAG, moment="start", wet="algemeen"
    )
    page = bea.post(url("intrekken", "stelsel", made.pk), {"versie": made.versie})
    assert (page.status_code, "al iets vastgelegd" in page.content.decode()) == (422, True)
    assert made.niveaus.exists() and made.criteriumteksten.exists()
    meting.delete()
    assert bea.post(url("intrekken", "stelsel", made.pk), {"versie": made.versie}).status_code == 302
    assert not Domeinstelsel.objects.filter(code="ons_dorp").exists()


def test_the_pages_ask_a_fixed_number_of_queries(cast: Cast, als: Als, django_assert_max_num_queries: Callable) -> None:
    own()
    bea = als(cast.bea)
    for address in (url("stelsel", "ons_dorp"), url("stelsel_nieuw"), url("overgang_nieuw", "zrm2017")):
        with django_assert_max_num_queries(20):
            assert bea.get(address).status_code == 200
