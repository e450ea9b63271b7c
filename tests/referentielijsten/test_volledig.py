"""Every list that the design names is shipped, with as many codes as it has there; with what is not a list."""

import pytest

from keukentafel.referentielijsten.zending import read_shipment

#: List -> how many codes, by the chapter of the reference where it stands.
ONTWERP: dict[str, dict[str, int]] = {
    "2.1 kringen": {"kring": 4},
    "2.2 vraagtype and regiecheck": {"vraagtype": 3, "regiecheck_vraag": 8, "regiecheck_uitkomst": 4},
    "2.4 familiegroepsplan": {"familiegroepsplan_keuze": 3, "familiegroepsplan_afzien": 3},
    "2.5 ecogram": {"netwerkcategorie": 6, "steunsoort": 4, "ecogram_kwaliteit": 3, "ecogram_nabijheid": 3},
    "2.8 opschaling": {"opschalingsniveau": 4},
    "2.9 meldcode": {"meldcode_stap": 5, "meldcode_afweging": 5},
    "2.11 nazorg": {"nazorgresultaat": 5},
    "3.1 termijnen": {"termijn": 19, "wgs_bedreigend": 3},
    "3.2 Wmo onderzoek": {"wmo_onderzoek": 7},
    "3.4 besluit en bezwaar": {"besluit": 7, "leveringsvorm": 3, "bezwaar_uitkomst": 5},
    "3.5 Wgs": {"wgs_signaalbron": 4, "wgs_contactsoort": 8, "wgs_eindresultaat": 10},
    "4.1 grondslag": {"grondslag": 4},
    "4.3 bewaren": {"bewaartermijn": 9},
    "1.10 doelsoort": {"doelsoort": 3},
    "5.2 CBS jeugd": {
        "cbs_verwijzer": 7, "cbs_hulpvorm": 8, "cbs_crisis": 2, "cbs_reden_beeindiging": 5, "cbs_zonder_hulp_verder": 4,
        "cbs_geslacht": 3, "cbs_informant": 2,
    },
    "5.4 CEO": {"ceo_antwoord": 6},
    "5.5 GAS": {"gas_vijfpunt": 5, "gas_zespunt": 6, "doelresultaat": 4},
    "5.6 caseload": {"zwaarte": 3, "gewicht": 14},
    "6.1 en 6.2 productcategorie": {"productcategorie_wmo": 18, "productcategorie_jeugd": 24},
    "6.3 iStandaarden": {
        "verwijzer": 7, "eenheid": 7, "frequentie": 4, "reden_beeindiging_wmo": 11, "reden_beeindiging_jeugd": 11,
        "reden_wijziging": 14, "reden_verzoek": 2, "reden_afwijzing_verzoek": 9, "verzoek_antwoord": 2,
        "geslacht_istandaard": 3, "adressoort": 4, "communicatievorm": 3, "datumgebruik": 3, "naamgebruik": 6,
        "wettelijke_vertegenwoordiging": 5, "juridische_status": 7, "relatie_istandaard": 23,
    },
}  # fmt: skip
STELSELS = {
    "zrm2010": 11,
    "zrm2013": 11,
    "zrm2017": 13,
    "zrm_jongeren2020": 13,
    "zrm_huishoudens2020": 5,
    "zrm_huishoudens_kind2020": 6,
    "ouderschap2013": 4,
    "groningen9": 9,
    "maastricht1": 8,
    "maastricht2": 10,
}


@pytest.mark.parametrize("hoofdstuk", sorted(ONTWERP))
def test_every_list_of_the_design_is_shipped_in_full(hoofdstuk: str) -> None:
    shipped = {entry.code: len(entry.codes) for entry in read_shipment().lijsten}
    assert {code: shipped.get(code, 0) for code in ONTWERP[hoofdstuk]} == ONTWERP[hoofdstuk]


def test_every_scheme_of_the_design_is_shipped_in_full() -> None:
    assert {s.code: len(s.domeinen) for s in read_shipment().stelsels} == STELSELS


def test_a_scheme_that_the_package_cannot_hold_is_not_offered_for_a_measurement() -> None:
    unused = {s.code for s in read_shipment().stelsels if not s.in_gebruik}
    assert unused == {"zrm2010", "zrm_jongeren2020", "zrm_huishoudens2020", "zrm_huishoudens_kind2020"}
