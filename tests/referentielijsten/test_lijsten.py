"""Reading lists on a day, and changing them with a day of effect."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.referentielijsten import momentopname
from keukentafel.referentielijsten.actions import (
    add_code,
    change_code,
    change_domain,
    change_level,
    end_code,
    import_criteria,
    set_age_bands,
)
from keukentafel.referentielijsten.criteria import CriteriaFout, parse_criteria
from keukentafel.referentielijsten.laden import load_reference_lists
from keukentafel.referentielijsten.models import (
    Code,
    Criteriumtekst,
    Domeinstelsel,
    Leefdomein,
    Lijst,
    Niveau,
    Overgang,
)
from keukentafel.referentielijsten.public import (
    OnbekendeLijst,
    aftercare_days,
    age_band,
    choices,
    contract_code,
    criteria_of,
    crosswalk,
    domains_of,
    find_code,
    find_domain,
    label_of,
    levels_of,
    list_codes,
    norm,
    problem_levels,
    schemes,
    terms,
    weights,
)
from keukentafel.referentielijsten.zending import Zending, read_shipment

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
MORGEN = VANDAAG + timedelta(days=1)
STRAKS = VANDAAG + timedelta(days=30)
DAG = timedelta(days=1)


def code(lijst: str, naam: str) -> Code:
    return Code.objects.get(lijst__code=lijst, code=naam, geldig_tot=None)


# --- loading ---


def test_loading_again_adds_nothing_and_writes_nothing() -> None:
    lines, codes = Regel.objects.count(), Code.objects.count()
    assert load_reference_lists().aantal == 0
    assert (Regel.objects.count(), Code.objects.count()) == (lines, codes)


def test_loading_restores_what_is_missing_and_leaves_what_was_renamed() -> None:
    Overgang.objects.filter(van_code="adl").delete()
    code("kanaal", "loket").delete()
    change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=VANDAAG, naam="Gebeld")
    report = load_reference_lists()
    assert report.toegevoegd == 2 + 2 + 1 + 1 + 1  # adl: lines of four crosswalks of which two to two; loket
    assert (report.verbeterd, report.gelaten) == ([], ["kanaal.telefoon"])
    assert label_of("kanaal", "telefoon") == "Gebeld"
    assert label_of("kanaal", "loket") == "Loket of balie"


def test_a_database_of_before_gets_the_referral_and_the_last_place_of_anders() -> None:
    code("kanaal", "verwijzing").delete()
    code("kanaal", "overig").change(volgorde=8)
    report = load_reference_lists()
    assert (report.toegevoegd, report.verbeterd, report.gelaten) == (1, ["kanaal.overig"], [])
    assert list(choices("kanaal"))[-2:] == [("verwijzing", "Verwijzing"), ("overig", "Anders")]
    assert contract_code("kanaal", "verwijzing") == "overig"


def corrected(lijst: str, naam: str, words: str) -> Zending:
    """The shipment with another name for one code, as a next release may bring."""
    shipped = read_shipment()
    [entry] = [entry for entry in shipped.lijsten if entry.code == lijst]
    codes = tuple(replace(regel, naam=words) if regel.code == naam else regel for regel in entry.codes)
    others = [each for each in shipped.lijsten if each.code != lijst]
    return replace(shipped, lijsten=(*others, replace(entry, codes=codes)))


def test_a_shipped_correction_arrives_as_a_version_from_today() -> None:
    report = load_reference_lists(zending=corrected("kanaal", "loket", "Aan de balie"))
    assert (report.toegevoegd, report.verbeterd, report.gelaten) == (0, ["kanaal.loket"], [])
    assert label_of("kanaal", "loket") == "Aan de balie"
    assert label_of("kanaal", "loket", VANDAAG - DAG) == "Loket of balie"
    line = Regel.objects.get(actie="referentielijsten_geladen", reden=str(report))
    assert "1 verbeterd" in line.reden
    assert load_reference_lists(zending=corrected("kanaal", "loket", "Aan de balie")).aantal == 0
    # a second correction on the same day takes the place of the first
    assert load_reference_lists(zending=corrected("kanaal", "loket", "Balie")).verbeterd == ["kanaal.loket"]
    assert [row.naam for row in Code.objects.filter(lijst__code="kanaal", code="loket")] == ["Loket of balie", "Balie"]


@pytest.mark.parametrize("daad", ["hernoemd", "straks hernoemd", "beëindigd"])
def test_a_shipped_correction_never_overwrites_an_administrator(daad: str) -> None:
    row = code("kanaal", "loket")
    if daad == "beëindigd":
        end_code(by=SYSTEEM, code=row, laatste_dag=VANDAAG)
    else:
        change_code(by=SYSTEEM, code=row, ingang=VANDAAG if daad == "hernoemd" else STRAKS, naam="Stadhuis")
    before = list(Code.objects.filter(lijst__code="kanaal").values_list("pk", "naam", "geldig_tot"))
    assert load_reference_lists(zending=corrected("kanaal", "loket", "Aan de balie")).verbeterd == []
    assert list(Code.objects.filter(lijst__code="kanaal").values_list("pk", "naam", "geldig_tot")) == before


def test_the_first_version_of_a_shipped_code_is_in_its_history() -> None:
    row = code("kanaal", "telefoon")
    assert [h.history_type for h in row.history.all()] == ["+"]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_its_lists_again_after_migrate() -> None:
    call_command("flush", interactive=False)  # as between tests with real transactions; it ends like migrate
    assert len(list_codes("kring")) == 4
    assert len(domains_of("zrm2017")) == 13


# --- reading ---


def test_a_list_holds_its_codes_in_order() -> None:
    assert [v.code for v in list_codes("kring")] == [
        "eigen_kracht",
        "sociaal_netwerk",
        "algemeen",
        "maatwerk",
    ]
    with pytest.raises(OnbekendeLijst):
        list_codes("bestaat_niet")
    with pytest.raises(OnbekendeLijst):
        find_code("kring", "vijfde")


def test_old_codes_are_kept_but_not_offered() -> None:
    assert "31" not in dict(choices("productcategorie_jeugd"))
    assert label_of("productcategorie_jeugd", "31") == "Wijkteam"
    assert [v.code for v in list_codes("oude_regeling", date(2014, 12, 31))] == [
        "awbz",
        "provinciale_jeugdzorg",
    ]
    assert list_codes("oude_regeling", date(2015, 1, 1)) == ()
    assert label_of("oude_regeling", "awbz", VANDAAG) == "AWBZ"


def test_label_of_an_empty_code_is_empty() -> None:
    assert label_of("kanaal", "") == ""


def test_maastricht_breaks_on_the_first_of_july_2014() -> None:
    before, after = date(2014, 6, 30), date(2014, 7, 1)
    assert {s.code for s in schemes(before)} >= {"maastricht1"}
    assert "maastricht2" not in {s.code for s in schemes(before)}
    assert "maastricht1" not in {s.code for s in schemes(after)}
    assert domains_of("maastricht1", after) == ()
    assert len(domains_of("maastricht1")) == 8  # of its last day: an old measurement stays readable
    assert len(domains_of("maastricht2")) == 10


def test_levels_and_problem_threshold() -> None:
    assert next((level.waarde, level.naam) for level in levels_of("zrm2017")) == (1, "Acute problematiek")
    assert problem_levels("zrm2013") == {1, 2, 3}


def test_a_crosswalk_is_shown_with_its_kind_and_none_is_invented() -> None:
    lines = [(line.van, line.naar, line.soort) for line in crosswalk("zrm2013", "zrm2017")]
    assert ("adl", "basale_adl", "een_op_meer") in lines
    assert ("verslaving", "middelengebruik", "een_op_een") in lines
    assert ("onderwijs", "", "geen") in [(x.van, x.naar, x.soort) for x in crosswalk("groningen9", "zrm2013")]
    assert crosswalk("zrm2017", "zrm2013") == ()


@pytest.mark.parametrize(
    ("zwaarte", "veiligheid", "casustype", "stand", "points"),
    [
        ("licht", False, "casemanagement", "actief", "1"),
        ("middel", False, "regie", "actief", "2"),
        ("zwaar", True, "casemanagement", "actief", "4.5"),
        ("", False, "", "actief", "2"),
        ("zwaar", False, "eenmalige_voorziening", "volgen", "0.1875"),
        ("middel", True, "kortdurende_ondersteuning", "actief", "2.25"),
        ("middel", False, "monitoring", "actief", "1"),
        ("middel", False, "nazorg", "volgen", "0.125"),
        ("zwaar", True, "regie", "afgesloten", "0"),
    ],
)
def test_weights_are_those_of_the_caseload_report(zwaarte, veiligheid, casustype, stand, points) -> None:
    weight = weights().points(zwaarte=zwaarte, veiligheid=veiligheid, casustype=casustype, stand=stand)
    assert weight == Decimal(points)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "0_19"),
        (19, "0_19"),
        (20, "20_39"),
        (69, "60_69"),
        (70, "70_plus"),
        (103, "70_plus"),
        (None, "onbekend"),
    ],
)
def test_age_bands(age: int | None, band: str) -> None:
    assert age_band(age) == band


def test_norms_terms_and_aftercare() -> None:
    assert norm("terugkoppeling") == 14
    assert aftercare_days("regie") == aftercare_days("") == 42
    by_code = {term.code: term for term in terms()}
    assert (by_code["WMO_ONDERZOEK"].lengte, by_code["WMO_ONDERZOEK"].eenheid) == (6, "weken")
    assert by_code["WMO_SPOED"].lengte is None


def test_a_local_code_leaves_as_the_code_it_counts_as() -> None:
    assert contract_code("kringsoort", "gebruikelijke_hulp") == "eigen_kracht"
    assert contract_code("kanaal", "telefoon") == "telefoon"


def test_lists_are_read_once_and_asked_after_once_per_request(django_assert_num_queries) -> None:
    list_codes("kring")
    momentopname._start()
    try:
        with django_assert_num_queries(1):
            list_codes("kring")
            domains_of("zrm2017")
            weights()
    finally:
        momentopname._finish()
    with django_assert_num_queries(1):
        list_codes("kring")


def test_a_server_that_starts_has_read_the_lists_before_its_first_request(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    monkeypatch.setattr(momentopname, "_current", None)
    momentopname.warm_up_lists()
    with django_assert_num_queries(1):
        list_codes("kring")


def test_a_server_starts_when_the_lists_cannot_be_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(momentopname, "snapshot", fail)
    momentopname.warm_up_lists()


def test_held_lists_ask_nothing_and_yet_see_our_own_change(django_assert_num_queries) -> None:
    with momentopname.lists_held():
        with django_assert_num_queries(0):
            assert label_of("kanaal", "telefoon") == "Telefoon"
        change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=VANDAAG, naam="Gebeld")
        assert label_of("kanaal", "telefoon") == "Gebeld"
    with django_assert_num_queries(1):
        list_codes("kanaal")


def test_a_rolled_back_change_is_not_remembered() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=VANDAAG, naam="Gebeld")
        assert label_of("kanaal", "telefoon") == "Gebeld"
        raise RuntimeError
    assert label_of("kanaal", "telefoon") == "Telefoon"


# --- changing ---


def test_a_change_closes_the_old_version_and_the_record_keeps_it() -> None:
    old = code("kanaal", "telefoon")
    new = change_code(by=SYSTEEM, code=old, ingang=STRAKS, versie=old.versie, naam="Gebeld")
    old.refresh_from_db()
    assert (old.naam, old.geldig_tot) == ("Telefoon", STRAKS - DAG)
    assert (new.naam, new.geldig_van, new.geldig_tot, new.versie) == ("Gebeld", STRAKS, None, 1)
    assert new.pk != old.pk
    assert label_of("kanaal", "telefoon", STRAKS - DAG) == "Telefoon"
    assert label_of("kanaal", "telefoon", STRAKS) == "Gebeld"
    assert Regel.objects.filter(actie="code_gewijzigd").count() == 1


def test_a_planned_change_can_still_be_corrected_in_place() -> None:
    planned = change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=STRAKS, naam="Gebeldt")
    again = change_code(by=SYSTEEM, code=planned, ingang=STRAKS, naam="Gebeld")
    assert again.pk == planned.pk
    assert [h.naam for h in again.history.all()] == ["Gebeld", "Gebeldt"]


@pytest.mark.parametrize(
    ("ingang", "naam", "field"),
    [(VANDAAG - DAG, "Gebeld", "ingang"), (VANDAAG, "Telefoon", None)],
)
def test_a_change_in_the_past_or_without_a_change_is_refused(ingang: date, naam: str, field: str | None) -> None:
    with pytest.raises(Regelfout) as refused:
        change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=ingang, naam=naam)
    assert refused.value.veld == field
    assert label_of("kanaal", "telefoon") == "Telefoon"


def test_a_second_change_on_one_day_waits_for_tomorrow() -> None:
    new = change_code(by=SYSTEEM, code=code("kanaal", "telefoon"), ingang=VANDAAG, naam="Gebeld")
    with pytest.raises(Regelfout):
        change_code(by=SYSTEEM, code=new, ingang=VANDAAG, naam="Telefonisch")


def test_someone_else_was_first() -> None:
    row = code("kanaal", "telefoon")
    with pytest.raises(Versieconflict):
        change_code(by=SYSTEEM, code=row, ingang=MORGEN, versie=row.versie + 1, naam="Gebeld")


def test_a_weight_changes_from_a_day_on_and_last_quarter_stays() -> None:
    row = code("gewicht", "veiligheid")
    change_code(by=SYSTEEM, code=row, ingang=STRAKS, kenmerken={"factor": "2"})
    assert weights(STRAKS - DAG).factoren["veiligheid"] == Decimal("1.5")
    assert weights(STRAKS).factoren["veiligheid"] == Decimal("2")


@pytest.mark.parametrize(
    "attributes", [{"factor": "veel"}, {"factor": "-1"}, {"factor": 2}, {}, {"factor": "1", "x": 1}]
)
def test_a_wrong_attribute_is_refused(attributes: dict) -> None:
    with pytest.raises(Regelfout):
        change_code(by=SYSTEEM, code=code("gewicht", "veiligheid"), ingang=MORGEN, kenmerken=attributes)


def test_a_closed_list_takes_no_new_code_and_a_free_one_does() -> None:
    with pytest.raises(Regelfout):
        add_code(by=SYSTEEM, lijst=Lijst.objects.get(code="kanaal"), code="fax", naam="Fax", geldig_van=VANDAAG)
    new = add_code(
        by=SYSTEEM,
        lijst=Lijst.objects.get(code="expertise"),
        code="autisme",
        naam="Autisme",
        geldig_van=VANDAAG,
    )
    assert new.eigen
    assert dict(choices("expertise"))["autisme"] == "Autisme"


def test_a_code_in_an_extensible_list_must_count_as_a_fixed_one() -> None:
    lijst = Lijst.objects.get(code="kringsoort")
    with pytest.raises(Regelfout) as refused:
        add_code(by=SYSTEEM, lijst=lijst, code="kerk", naam="Kerk", geldig_van=VANDAAG, telt_als="bestaat_niet")
    assert refused.value.veld == "telt_als"
    add_code(by=SYSTEEM, lijst=lijst, code="kerk", naam="Kerk", geldig_van=VANDAAG, telt_als="sociaal_netwerk")
    assert contract_code("kringsoort", "kerk") == "sociaal_netwerk"


def test_validity_never_overlaps() -> None:
    lijst = Lijst.objects.get(code="expertise")
    with pytest.raises(Regelfout):
        add_code(by=SYSTEEM, lijst=lijst, code="wmo", naam="Wmo", geldig_van=STRAKS)
    end_code(by=SYSTEEM, code=code("expertise", "wmo"), laatste_dag=VANDAAG)
    with pytest.raises(Regelfout):
        add_code(by=SYSTEEM, lijst=lijst, code="wmo", naam="Wmo", geldig_van=VANDAAG)
    again = add_code(by=SYSTEEM, lijst=lijst, code="wmo", naam="Wmo opnieuw", geldig_van=MORGEN)
    assert not again.eigen
    assert [v.naam for v in list_codes("expertise", MORGEN) if v.code == "wmo"] == ["Wmo opnieuw"]


def test_an_ended_code_is_not_offered_but_keeps_its_name() -> None:
    end_code(by=SYSTEEM, code=code("expertise", "wmo"), laatste_dag=VANDAAG)
    assert "wmo" in dict(choices("expertise", VANDAAG))
    assert "wmo" not in dict(choices("expertise", MORGEN))
    assert label_of("expertise", "wmo", STRAKS) == "Wmo"


def test_a_code_that_the_product_needs_cannot_be_ended() -> None:
    with pytest.raises(Regelfout):
        end_code(by=SYSTEEM, code=code("gewicht", "veiligheid"), laatste_dag=VANDAAG)


def test_age_bands_change_together() -> None:
    with pytest.raises(Regelfout):
        change_code(by=SYSTEEM, code=code("leeftijdsband", "0_19"), ingang=MORGEN, kenmerken={"van": 0, "tot": 17})
    set_age_bands(by=SYSTEEM, ondergrenzen=[0, 18, 40, 60, 70], ingang=STRAKS)
    assert age_band(18, STRAKS - DAG) == "0_19"
    assert age_band(18, STRAKS) == "18_39"
    assert [v.code for v in list_codes("leeftijdsband", STRAKS)] == [
        "0_17",
        "18_39",
        "40_59",
        "60_69",
        "70_plus",
    ]


@pytest.mark.parametrize("bounds", [[], [1, 20], [0, 20, 20], [0, 40, 20], [0, 130]])
def test_age_bands_with_gaps_or_overlap_are_refused(bounds: list[int]) -> None:
    with pytest.raises(Regelfout):
        set_age_bands(by=SYSTEEM, ondergrenzen=bounds, ingang=STRAKS)


def test_a_domain_and_a_level_are_renamed_from_a_day_on() -> None:
    domain = Leefdomein.objects.get(stelsel__code="zrm2017", code="justitie")
    new = change_domain(by=SYSTEEM, domein=domain, ingang=STRAKS, naam="Politie en justitie")
    assert find_domain("zrm2017", "justitie").pk == domain.pk
    assert find_domain("zrm2017", "justitie", STRAKS).pk == new.pk
    level = Niveau.objects.get(stelsel__code="zrm2017", waarde=3)
    change_level(by=SYSTEEM, niveau=level, ingang=STRAKS, is_probleem=False)
    assert problem_levels("zrm2017") == {1, 2, 3}
    assert problem_levels("zrm2017", STRAKS) == {1, 2}


# --- criteria texts of a municipality ---


def test_own_criteria_texts_replace_those_of_the_same_domain_and_level() -> None:
    scheme = Domeinstelsel.objects.get(code="zrm2017")
    rows = parse_criteria(b"domein,niveau,tekst\njustitie,1,Eigen tekst\njustitie,2,Andere tekst\n")
    assert import_criteria(by=SYSTEEM, stelsel=scheme, regels=rows, toestemming="Eigen tekst") == 2
    rows = parse_criteria(b"domein,niveau,tekst\njustitie,1,Nieuwe tekst\n")
    import_criteria(by=SYSTEEM, stelsel=scheme, regels=rows, toestemming="Eigen tekst")
    assert criteria_of("zrm2017") == {("justitie", 1): "Nieuwe tekst", ("justitie", 2): "Andere tekst"}
    assert criteria_of("zrm2013") == {}
    assert list(Criteriumtekst.objects.values_list("niveau", "tekst")) == [
        (1, "Nieuwe tekst"),
        (2, "Andere tekst"),
    ]


def test_criteria_are_read_all_or_nothing_and_every_fault_is_named() -> None:
    with pytest.raises(CriteriaFout) as refused:
        parse_criteria(b"domein,niveau,tekst\njustitie,6,x\njustitie,2,\n")
    assert len(refused.value.fouten) == 2
    scheme = Domeinstelsel.objects.get(code="zrm2017")
    rows = parse_criteria(b"domein,niveau,tekst\njustitie,1,a\njustitie,1,b\nwonen,1,c\n")
    with pytest.raises(CriteriaFout) as refused:
        import_criteria(by=SYSTEEM, stelsel=scheme, regels=rows, toestemming="Eigen tekst")
    assert len(refused.value.fouten) == 2
    assert Criteriumtekst.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"a,b,c\n", b"domein,niveau,tekst\n", b"\xff\xfe", b"domein,niveau,tekst\nx\n", b"x" * 200_000]
)
def test_a_file_that_is_not_such_a_file_is_refused(content: bytes) -> None:
    with pytest.raises(CriteriaFout):
        parse_criteria(content)


def test_criteria_need_a_permission() -> None:
    rows = parse_criteria(b"domein,niveau,tekst\njustitie,1,Eigen tekst\n")
    with pytest.raises(Regelfout):
        import_criteria(by=SYSTEEM, stelsel=Domeinstelsel.objects.get(code="zrm2017"), regels=rows, toestemming=" ")
