"""The shipped lists, the enumerations and the contract say the same; nothing is shipped that is not ours."""

import json
from pathlib import Path

import pytest
from django.db.models import Choices

from keukentafel.referentielijsten import states
from keukentafel.referentielijsten.toetsing import check_bands
from keukentafel.referentielijsten.zending import ALTIJD, Lijstzending, Zendingsfout, _entries, read_shipment

CONTRACT = json.loads(Path(__file__).with_name("contract_v1.json").read_text(encoding="utf-8"))
LIJSTEN = {entry.code: entry for entry in read_shipment().lijsten}
MET_OPSOMMING = [entry for entry in LIJSTEN.values() if entry.opsomming]
ZONDER_LIJST = {  # closed by the contract, but not a list of codes that a municipality sees as a list
    "metingen.instrument": "domain schemes",
    "inzet.domeinstelsel": "domain schemes",
}
TELT_ALS = {"meldingen.kanaal": {"verwijzing": "overig"}}  # R-022 names a referral, the contract has no code for it
EIGEN_LIJST = {
    "Domeinstelselcode",
    "Zelfredzaamheidsniveau",
    "Betrouwbaarheid",
    "Lijstsoort",
    "Overgangsoort",
}


def codes(entry: Lijstzending) -> list[str]:
    return [regel.code for regel in entry.codes]


@pytest.mark.parametrize("entry", MET_OPSOMMING, ids=lambda entry: entry.code)
def test_a_list_and_its_enumeration_hold_the_same_codes_and_names(entry: Lijstzending) -> None:
    enumeration: type[Choices] = getattr(states, entry.opsomming)
    assert [(r.code, r.naam) for r in entry.codes] == [(str(c), str(n)) for c, n in enumeration.choices]


def test_every_enumeration_is_a_shipped_list() -> None:
    assert {entry.opsomming for entry in MET_OPSOMMING} == set(states.__all__) - EIGEN_LIJST


@pytest.mark.parametrize("column", sorted(CONTRACT["kolommen"]))
def test_every_code_list_of_the_contract_is_shipped_as_it_is(column: str) -> None:
    if column in ZONDER_LIJST:
        schemes = {entry.code for entry in read_shipment().stelsels}
        assert set(CONTRACT["kolommen"][column]) <= schemes
        return
    [entry] = [entry for entry in LIJSTEN.values() if column in entry.contract]
    own = {regel.code: regel.telt_als for regel in entry.codes if regel.telt_als}  # leaves as a code of the contract
    assert own == TELT_ALS.get(column, {})
    assert [code for code in codes(entry) if code not in own] == CONTRACT["kolommen"][column]
    assert set(own.values()) <= set(CONTRACT["kolommen"][column])
    assert entry.soort == states.Lijstsoort.GESLOTEN


@pytest.mark.parametrize(
    "scheme", [s for s in read_shipment().stelsels if s.code in CONTRACT["domeinen"]], ids=lambda scheme: scheme.code
)
def test_domains_are_those_of_the_contract_in_its_order(scheme) -> None:
    assert codes_of(scheme) == CONTRACT["domeinen"][scheme.code]


def codes_of(scheme) -> list[str]:
    return [regel.code for regel in scheme.domeinen]


def test_schemes_are_those_of_the_contract() -> None:
    shipped = read_shipment().stelsels
    assert {s.code for s in shipped if s.in_gebruik} == set(states.Domeinstelselcode.values)
    assert set(states.Domeinstelselcode.values) == set(CONTRACT["domeinen"])
    assert {s.code for s in shipped if not s.in_gebruik} == {  # the design names them, the package does not
        "zrm2010", "zrm_jongeren2020", "zrm_huishoudens2020", "zrm_huishoudens_kind2020",
    }  # fmt: skip
    for_support = {s.code for s in shipped if s.voor_inzet}
    assert for_support == set(CONTRACT["kolommen"]["inzet.domeinstelsel"])
    assert {s.code for s in shipped if s.voorbeeld} == {"maastricht1", "maastricht2"}
    assert {s.code for s in shipped if s.alleen_met_kinderen} == {"ouderschap2013", "zrm_huishoudens_kind2020"}


@pytest.mark.parametrize("name", ["reden_niet_anders", "effect", "afwijking", "ander_arrangement"])
def test_review_reasons_are_those_of_the_contract(name: str) -> None:
    assert codes(LIJSTEN[name]) == CONTRACT["redenen"][name]


def test_the_two_meanings_of_code_31_stay_apart() -> None:
    wmo = {r.code: r.naam for r in LIJSTEN["reden_beeindiging_wmo"].codes}
    youth = {r.code: r.naam for r in LIJSTEN["reden_beeindiging_jeugd"].codes}
    assert wmo["31"].startswith("Verhuizing")
    assert youth["31"] == "Volgens plan"


def test_product_categories_are_complete() -> None:
    assert codes(LIJSTEN["productcategorie_wmo"]) == [f"{n:02}" for n in range(1, 19)]
    youth = [int(code) for code in codes(LIJSTEN["productcategorie_jeugd"])]
    assert youth == [*range(31, 39), *range(40, 56)]
    categories = {"wmo": "productcategorie_wmo", "jeugd": "productcategorie_jeugd"}
    for product in LIJSTEN["product"].codes:
        law = product.kenmerken["wet"]
        if law in categories:
            assert product.kenmerken["categorie"] in codes(LIJSTEN[categories[law]])


def test_terms_name_their_law_and_what_is_not_sure_says_so() -> None:
    terms = {r.code: r for r in LIJSTEN["termijn"].codes}
    assert len(terms) == 19
    assert all(r.kenmerken["artikel"] and r.kenmerken["start"] for r in terms.values())
    assert (terms["WMO_ONDERZOEK"].kenmerken["lengte"], terms["WMO_ONDERZOEK"].kenmerken["eenheid"]) == (
        6,
        "weken",
    )
    assert terms["WMO_ONDERZOEK"].betrouwbaarheid == "M"  # only read in a secondary source
    assert terms["BEZWAAR"].betrouwbaarheid == "H"


def test_every_entry_has_a_source_and_a_confidence() -> None:
    entries = [r for entry in LIJSTEN.values() for r in entry.codes]
    entries += [r for s in read_shipment().stelsels for r in s.domeinen]
    assert [r.code for r in entries if not r.bron or r.betrouwbaarheid not in states.Betrouwbaarheid] == []


def test_shipped_age_bands_join() -> None:
    bands = LIJSTEN["leeftijdsband"].codes
    made = check_bands([r.kenmerken["van"] for r in bands])
    assert [(b.code, b.naam, b.kenmerken) for b in made] == [(r.code, r.naam, r.kenmerken) for r in bands]


def test_a_local_code_counts_as_a_code_that_is_there() -> None:
    for entry in LIJSTEN.values():
        target = codes(LIJSTEN[entry.telt_als_lijst or entry.code])
        assert [r.code for r in entry.codes if r.telt_als and r.telt_als not in target] == []


def test_crosswalks_cover_their_scheme_and_say_their_kind() -> None:
    schemes = {s.code: codes_of(s) for s in read_shipment().stelsels}
    pairs: dict[tuple[str, str], list] = {}
    for line in read_shipment().overgangen:
        pairs.setdefault((line.van_stelsel, line.naar_stelsel), []).append(line)
    both_ways = {("groningen9", "zrm2013"), ("groningen9", "zrm2017"), ("groningen9", "maastricht2")}
    both_ways |= {("maastricht2", "zrm2013"), ("maastricht2", "zrm2017")}
    one_way = {("zrm2010", "zrm2013"), ("zrm2013", "zrm2017"), ("maastricht1", "maastricht2")}
    assert set(pairs) == one_way | both_ways | {(target, source) for source, target in both_ways}
    assert {line.bron.split(";")[0] for line in read_shipment().overgangen} == {"eigen afleiding"}
    for (source, target), lines in pairs.items():
        assert [line.van for line in lines] == schemes[source]
        reached = [code for line in lines for code in line.naar]
        assert set(reached) <= set(schemes[target])
        for line in lines:
            assert line.soort == kind(line.naar, reached), (source, target, line.van)


def kind(targets: tuple[str, ...], reached: list[str]) -> str:
    if not targets:
        return "geen"
    if len(targets) > 1:
        return "een_op_meer"
    return "een_op_een" if reached.count(targets[0]) == 1 else "meer_op_een"


def test_no_criteria_texts_are_shipped() -> None:
    """Names and numbers only: no name of a domain or level is as long as a sentence of the handbook."""
    zrm = [s for s in read_shipment().stelsels if s.code.startswith(("zrm", "ouderschap"))]
    assert max(len(r.naam) for s in zrm for r in s.domeinen) < 40
    assert max(len(level.naam) for level in read_shipment().niveaus) < 40
    allowed = {"mijnzrm"}
    assert {key for s in zrm for r in s.domeinen for key in r.kenmerken} <= allowed


def test_a_double_code_is_refused() -> None:
    rows = [{"code": "a", "naam": "A"}, {"code": "a", "naam": "B"}]
    with pytest.raises(ValueError, match="dubbel"):
        _entries("lijst", rows, "bron", "H", ALTIJD, None)
    assert issubclass(Zendingsfout, ValueError)
