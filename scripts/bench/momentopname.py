"""A fictitious city as a momentopname in Parquet, written by the bare engine: the same rows every time.

Per case: 1.2 meldingen, 2.4 persons, 1.2 measurements of 11 scores, 1.1 plans, 2 goals, 10 items of support and 6
contacts: 43 rows in all.
Each value is a number made of the row's number, so that every column can be made apart and no random state is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

PEILDATUM = "2025-12-15"
TEAMS, GEBIEDEN, MEDEWERKERS = 20, 60, 600
#: A number below m made of n; another `zout` (salt) gives another one. Squared, so that two salts are not in step.
KIES = (
    "CREATE MACRO gemengd(n, zout) AS (n * 1103515245 + zout::BIGINT * 12820163) % 2147483647",
    "CREATE MACRO kies(n, zout, m) AS gemengd(n, zout) * gemengd(n, zout) % 2147483647 % m",
)
SQLTYPE = {"string": "VARCHAR", "date32[day]": "DATE", "int64": "BIGINT", "bool": "BOOLEAN"}
DOMEINEN = ("financien", "dagbesteding", "huisvesting", "huiselijke_relaties", "geestelijke_gezondheid",
            "lichamelijke_gezondheid", "verslaving", "adl", "sociaal_netwerk", "maatschappelijke_participatie",
            "justitie")  # fmt: skip
Kolommen = Mapping[str, str]


def one_of(zout: int, *waarden: str, leeg: int = 0) -> str:
    """SQL for one of these texts, by the number of the row; NULL in `leeg` of 100 rows."""
    listed = ", ".join(f"'{waarde}'" for waarde in waarden)
    return sometimes(zout, f"[{listed}][1 + kies(n, {zout}, {len(waarden)})]", leeg)


def sometimes(zout: int, value: str, leeg: int) -> str:
    """SQL for this value, NULL in `leeg` of 100 rows."""
    return f"CASE WHEN kies(n, {zout + 500}, 100) >= {leeg} THEN {value} END" if leeg else value


def day(zout: int, source: str = "n", plus: str = "0", leeg: int = 0) -> str:
    """SQL for the day on which case `source` came in, and so many days more; NULL in `leeg` of 100 rows."""
    return sometimes(zout, f"DATE '2022-01-01' + CAST(kies({source}, 1, 1445) + {plus} AS INTEGER)", leeg)


def yes_no(zout: int) -> str:
    """SQL for yes, no or unknown."""
    return f"CASE kies(n, {zout}, 5) WHEN 0 THEN NULL WHEN 1 THEN false WHEN 2 THEN false ELSE true END"


def tables(zaken: int) -> Mapping[str, tuple[int, Kolommen]]:
    """Return of each table how many rows it has and the SQL of its columns in `n`; a column that is absent is NULL."""
    return {**_places(), **_people(zaken), **_cases(zaken), **_plans(zaken)}


def _places() -> dict[str, tuple[int, Kolommen]]:
    """Teams, areas and workers: as many in a small city as in a large one."""
    return {
        "gebieden": (GEBIEDEN, {"code": "'g' || n", "naam": "'Gebied ' || n", "soort": "'buurt'",
                                "inwoners": "1000 + kies(n, 2, 9000)"}),
        "organisaties": (50, {"id": "'o' || n", "naam": "'Aanbieder ' || n", "soort": "'aanbieder'"}),
        "teams": (TEAMS, {"id": "'t' || n", "naam": "'Team ' || n"}),
        "team_gebieden": (GEBIEDEN, {"team": f"'t' || n % {TEAMS}", "gebied": "'g' || n"}),
        "medewerkers": (MEDEWERKERS, {"id": "'m' || n"}),
        "plaatsingen": (MEDEWERKERS, {"medewerker": "'m' || n", "team": f"'t' || n % {TEAMS}",
                                      "medewerkertype": "'volwassenen'", "fte": "0.89", "van": "DATE '2020-01-01'"}),
    }  # fmt: skip


def _people(zaken: int) -> dict[str, tuple[int, Kolommen]]:
    """Persons in households of two or three; the first `zaken` persons have the cases."""
    mensen, huishoudens = zaken * 12 // 5, zaken * 19 // 20
    return {
        "personen": (mensen, {"id": "'p' || n", "gebied": f"'g' || kies(n, 3, {GEBIEDEN})",
                              "geboortedatum": sometimes(4, "DATE '1930-01-01' + kies(n, 4, 30000)::INTEGER", 3),
                              "geslacht": one_of(5, "man", "vrouw", "vrouw", leeg=4)}),
        "huishoudens": (huishoudens, {"id": "'h' || n"}),
        "huishoudleden": (mensen, {"huishouden": f"'h' || n % {huishoudens}", "persoon": "'p' || n",
                                   "rol": f"CASE WHEN n < {zaken * 3 // 2} THEN 'volwassene' ELSE 'kind' END",
                                   "van": "DATE '2015-01-01' + CAST(kies(n, 6, 2000) AS INTEGER)",
                                   "tot": sometimes(7, "DATE '2023-01-01' + CAST(kies(n, 7, 900) AS INTEGER)", 95)}),
    }  # fmt: skip


def _cases(zaken: int) -> dict[str, tuple[int, Kolommen]]:
    """Meldingen, cases, roles, contacts, measurements, reviews."""
    meldingen, team = zaken * 6 // 5, f"'t' || kies(n, 8, {TEAMS})"
    worker = f"'m' || (kies(n, 8, {TEAMS}) + {TEAMS} * kies(n, 27, {MEDEWERKERS // TEAMS}))"  # one of the team
    metingen, household = zaken * 6 // 5, f"'h' || n % {zaken * 19 // 20}"
    return {
        "meldingen": (meldingen, {
            "id": "'l' || n", "ontvangen_op": day(9), "soort": one_of(10, "hulpvraag", "signaal", "hulpvraag"),
            "kanaal": one_of(11, "telefoon", "loket", "digitaal", "huisbezoek", leeg=5), "team": team,
            "melder_soort": one_of(12, "inwoner_zelf", "professional", "inwoner_over_ander", leeg=5),
            "gebied": f"'g' || kies(n, 13, {GEBIEDEN})",
            "afhandeling": one_of(16, "casus", "informatie_advies", leeg=9),
            "vraagtype": one_of(14, "enkelvoudig", "meervoudig", "multiproblematiek", leeg=20),
            "eerste_contact_op": day(15, plus="kies(n, 15, 30)", leeg=10),
            "afgehandeld_op": day(16, plus="kies(n, 17, 20)", leeg=9),
            "terugkoppeling_op": day(18, plus="kies(n, 18, 40)", leeg=40),
        }),
        "casussen": (zaken, {
            "id": "'c' || n", "huishouden": household, "persoon": "'p' || n", "melding": "'l' || n", "team": team,
            "casustype": one_of(19, "regie", "monitoring", "casemanagement", "kortdurende_ondersteuning", leeg=5),
            "zwaarte": one_of(20, "licht", "middel", "zwaar", leeg=30), "veiligheid": yes_no(21),
            "aangemeld_op": day(1), "geregistreerd_op": day(22, plus="kies(n, 22, 15)", leeg=10),
            "vraagverheldering_op": day(23, plus="kies(n, 23, 60)", leeg=20),
            "plan_op": day(24, plus="20 + kies(n, 24, 60)", leeg=30), "volgen_vanaf": day(25, plus="200", leeg=70),
            "afgesloten_op": day(26, plus="60 + kies(n, 26, 700)", leeg=25),
        }),
        "casusrollen": (zaken, {"casus": "'c' || n", "medewerker": worker,
                                "rol": "'regisseur'", "van": day(1)}),
        "contactmomenten": (zaken * 6, {
            "casus": f"'c' || n % {zaken}", "medewerker": f"'m' || kies(n, 28, {MEDEWERKERS})",
            "datum": day(29, f"n % {zaken}", "kies(n, 29, 300)"), "soort": one_of(30, "telefoon", "huisbezoek"),
            "duur_minuten": "15",
        }),
        "metingen": (metingen, {
            "id": "'z' || n", "casus": f"'c' || n % {zaken}", "persoon": f"'p' || n % {zaken}",
            "instrument": "'zrm2013'", "moment": f"CASE WHEN n < {zaken} THEN 'start' ELSE 'tussen' END",
            "datum": day(31, f"n % {zaken}", f"10 + 150 * (n // {zaken})"), "bron": "'professional'",
        }),
        "scores": (metingen * 11, {
            "meting": "'z' || n // 11", "domein": f"{list(DOMEINEN)}[1 + n % 11]",
            "niveau": sometimes(32, "1 + kies(n, 32, 5)", 8),
            "reden_niet_gescoord": "CASE WHEN kies(n, 532, 100) < 8 THEN 'niet_besproken' END",
        }),
        "werkwijze_reviews": (zaken // 3, {
            "casus": "'c' || n * 3", "datum": day(33, "n * 3", "250"), "wijkt_af": yes_no(34), "tijdwinst": yes_no(36),
            "ander_arrangement": yes_no(35), "wijkkracht": yes_no(37), "voldoende_ondersteuning": yes_no(38),
            "tevreden": yes_no(39), "redenen": one_of(40, "preventief", "keuze_inwoner preventief", leeg=50),
        }),
    }  # fmt: skip


def _plans(zaken: int) -> dict[str, tuple[int, Kolommen]]:
    """Plans (one in eleven of somebody else), goals, support, and the neighbourhood."""
    plannen, domein = zaken * 11 // 10, f"{list(DOMEINEN)}[1 + kies(n, 44, 11)]"
    return {
        "plannen": (plannen, {
            "id": "'n' || n", "huishouden": f"'h' || n % {zaken * 19 // 20}",
            "casus": f"CASE WHEN n < {zaken} THEN 'c' || n END",
            "eigenaar": f"CASE WHEN n >= {zaken} THEN 'o' || n % 50 END", "opgesteld_op": day(41, plus="20"),
            "verstrekt_op": day(42, plus="30", leeg=30), "beeindigd_op": day(43, plus="400", leeg=40),
            "akkoord": one_of(43, "akkoord", "akkoord", "niet_akkoord", leeg=20),
        }),
        "doelen": (zaken * 2, {
            "id": "'d' || n", "plan": f"'n' || n % {zaken}", "persoon": f"'p' || n % {zaken}", "domein": domein,
            "telwijze": one_of(45, "arrangement", "interventie"),
            "soort": one_of(46, "verbetering", "stabilisering", "begeleide_achteruitgang", leeg=15),
            "status": one_of(47, "open", "behaald", "deels_behaald", "niet_behaald"),
            "status_op": day(48, f"n % {zaken}", "kies(n, 48, 500)", 30),
        }),
        "inzet": (zaken * 10, {
            "id": "'i' || n", "plan": f"'n' || n % {zaken}", "doel": f"'d' || n % {zaken * 2}",
            "persoon": f"'p' || n % {zaken}", "domeinstelsel": "'zrm2013'", "domein": domein,
            "kring": one_of(49, "eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk", "maatwerk"),
            "aard": one_of(50, "nieuw", "bestaand"), "van": day(52, f"n % {zaken}", "kies(n, 52, 200)"),
            "uitvoerder_soort": one_of(51, "team", "eerste_lijn", "tweede_lijn", "netwerk", "vrijwilliger", leeg=10),
            "kosten": sometimes(53, "kies(n, 53, 4000) / 4", 40),
            "tot": day(54, f"n % {zaken}", "200 + kies(n, 54, 700)", 40), "zonder_indicatie": yes_no(55),
        }),
        "buurtvragen": (zaken // 10, {"id": "'v' || n", "datum": day(1), "gebied": f"'g' || n % {GEBIEDEN}",
                                      "soort": "'vervoer'", "namens": "'zelf'", "status": "'gekoppeld'"}),
        "buurtaanbod": (zaken // 20, {"id": "'a' || n", "datum": day(1), "soort": "'vervoer'",
                                      "status": one_of(56, "open", "gekoppeld")}),
        "buurtkoppelingen": (zaken // 20, {"vraag": "'v' || n", "aanbod": "'a' || n", "datum": day(1),
                                           "soort": one_of(57, "wederkerig", "eenzijdig")}),
        "activiteiten": (zaken // 100, {"id": "'k' || n", "datum": day(1), "naam": "'Lunch'", "deelnemers": "12"}),
    }  # fmt: skip


def write_city(zaken: int, folder: Path) -> int:
    """Write the momentopname of a city of so many cases into this folder; return its number of rows."""
    from keukentafel.inzicht.momentopname import schema_of, table_names  # Django is set up only now

    folder.mkdir(parents=True, exist_ok=True)
    engine, made, total = duckdb.connect(), tables(zaken), 0
    engine.execute("SET threads = 2")
    engine.execute("SET enable_progress_bar = false")
    for macro in KIES:
        engine.execute(macro)
    for naam in table_names():
        rows, kolommen = made.get(naam, (0, {}))
        columns = ", ".join(f"CAST({kolommen.get(field.name, 'NULL')} AS {_type(field)}) AS {field.name}"
                            for field in schema_of(naam))  # fmt: skip
        query = f"SELECT {columns} FROM range({rows}) AS r(n)"  # noqa: S608  our own text
        engine.execute(f"COPY ({query}) TO '{folder / naam}.parquet' (FORMAT parquet)")
        total += rows
    return total


def _type(field: pa.Field) -> str:
    return SQLTYPE.get(str(field.type), "DECIMAL(18, 6)")
