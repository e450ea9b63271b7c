"""Packages for tests: a small whole one, as tables of texts, written as a folder or a zip."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Tabel = list[dict[str, str]]
Tabellen = dict[str, Tabel]
BSN = "999993653"  # an official test person of the BRP


def whole() -> Tabellen:
    """Return a package in which every resource has at least one row, without a fault."""
    return {
        "gebieden": [{"code": "B1", "naam": "Oud-Noord", "soort": "buurt", "inwoners": "4210"}],
        "organisaties": [{"id": "o1", "naam": "Stichting Welzijn", "soort": "moederorganisatie"}],
        "teams": [{"id": "t1", "naam": "Team Noord"}],
        "team_gebieden": [{"team": "t1", "gebied": "B1", "van": "2013-01-01", "tot": ""}],
        "medewerkers": [
            {"id": "m1", "naam": "Noor Haan", "moederorganisatie": "o1"},
            {"id": "m2", "naam": "Tom Brouwer", "moederorganisatie": ""},
            {"id": "m3", "naam": "Lot Willems", "moederorganisatie": ""},
        ],
        "plaatsingen": [
            {"medewerker": "m1", "team": "t1", "medewerkertype": "volwassenen", "fte": "0.89", "van": "2013-01-01"},
            {"medewerker": "m2", "team": "", "medewerkertype": "teamleiding", "fte": "", "van": "2013-01-01"},
        ],
        "personen": [
            {"id": "p1", "bsn": BSN, "voornamen": "Mieke", "achternaam": "Wit", "geboortedatum": "1984-03-12"},
            {"id": "p2", "bsn": "", "voornamen": "Daan", "achternaam": "Wit", "geboortedatum": "2013-06-01"},
        ],
        "huishoudens": [{"id": "h1", "naam": "Gezin Wit"}],
        "huishoudleden": [
            {"huishouden": "h1", "persoon": "p1", "rol": "volwassene", "van": "2013-01-01", "tot": ""},
            {"huishouden": "h1", "persoon": "p2", "rol": "kind", "van": "2013-06-01", "tot": ""},
        ],
        "relaties": [{"persoon_a": "p1", "persoon_b": "p2", "soort": "ouder", "van": "2013-06-01"}],
        "meldingen": [
            {"id": "l1", "ontvangen_op": "2014-02-03", "persoon": "p1", "team": "t1", "afgehandeld_op": "2014-02-05",
             "afhandeling": "casus", "omschrijving": "Vraagt hulp, \"snel\",\nin huis"},
        ],
        "casussen": [
            {"id": "c1", "huishouden": "h1", "persoon": "p1", "melding": "l1", "team": "t1",
             "aangemeld_op": "2014-02-05", "veiligheid": "nee", "afgesloten_op": ""},
        ],
        "casusrollen": [
            {"casus": "c1", "medewerker": "m1", "rol": "regisseur", "van": "2014-02-05", "tot": "2014-05-01"},
            {"casus": "c1", "medewerker": "m2", "rol": "regisseur", "van": "2014-05-02", "tot": ""},
        ],
        "contactmomenten": [
            {"casus": "c1", "medewerker": "m1", "datum": "2014-02-07", "soort": "huisbezoek", "tekst": "Gesproken."},
            {"casus": "c1", "medewerker": "m1", "datum": "2014-02-07", "soort": "huisbezoek", "tekst": "Gesproken."},
        ],
        "metingen": [
            {"id": "z1", "casus": "c1", "persoon": "p1", "instrument": "zrm2013", "datum": "2014-02-10",
             "moment": "start"},
        ],
        "scores": [
            {"meting": "z1", "domein": "financien", "niveau": "2", "reden_niet_gescoord": ""},
            {"meting": "z1", "domein": "justitie", "niveau": "", "reden_niet_gescoord": "niet_besproken"},
        ],
        "plannen": [{"id": "n1", "huishouden": "h1", "casus": "c1", "eigenaar": "", "opgesteld_op": "2014-03-01"}],
        "doelen": [
            {"id": "d1", "plan": "n1", "persoon": "p1", "domein": "financien", "telwijze": "arrangement",
             "status": "open"},
        ],
        "inzet": [
            {"id": "i1", "plan": "n1", "doel": "d1", "domeinstelsel": "zrm2013", "domein": "financien",
             "kring": "maatwerk", "aard": "nieuw", "kosten": "1250.5", "van": "2014-03-05", "tot": ""},
        ],
        "werkwijze_reviews": [
            {"casus": "c1", "datum": "2014-06-01", "wijkt_af": "ja", "tevreden": "",
             "redenen": "keuze_inwoner preventief"},
        ],
        "buiten_systeem": [{"team": "t1", "maand": "2014-03", "aantal": "2"}],
        "buurtvragen": [
            {"id": "v1", "datum": "2014-04-01", "soort": "vervoer", "inzet": "i1", "status": "gekoppeld"},
        ],
        "buurtaanbod": [{"id": "a1", "datum": "2014-04-01", "soort": "vervoer", "status": "open"}],
        "buurtkoppelingen": [{"vraag": "v1", "aanbod": "a1", "soort": "wederkerig", "datum": "2014-04-03"}],
        "activiteiten": [{"id": "k1", "datum": "2014-04-09", "naam": "Buurtlunch", "deelnemers": "23"}],
    }  # fmt: skip


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return these rows as a CSV; the columns are those of the first."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, fieldnames=list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def files_of(tabellen: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, bytes]:
    """Return the files of a package with these tables, the descriptor among them."""
    files = {f"{naam}.csv": as_csv(rows) for naam, rows in tabellen.items()}
    descriptor = {"name": "proef", "resources": [{"name": naam, "path": f"{naam}.csv"} for naam in tabellen]}
    return {"datapackage.json": json.dumps(descriptor).encode(), **files}


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write these files into a folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def write_zip(path: Path, files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write these files into a zip and return it."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
