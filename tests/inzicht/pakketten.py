"""Small random packages as tables of text: with unknowns, days after the peildatum, ties, and several of everything."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pyarrow as pa

from keukentafel.inzicht import kostenbron
from keukentafel.inzicht.momentopname import EIGEN, REEKSPUNTEN, Momentopname, cells_to_arrow, of_tables
from keukentafel.uitwisseling.public import resources

Rij = dict[str, str]
Tabellen = dict[str, list[Rij]]
PEILDATUM = date(2014, 8, 14)
BEGIN = date(2014, 7, 10)
TEAMS = ("t1", "t2", "t10")
DOMEINEN = ("financien", "huisvesting", "justitie")
PERIODEN = {"2012-01-01": "2012-12-31", "2013-01-01": "2013-12-31", "2014-01-01": "2014-03-31"}  # of a series
REDENEN = ("keuze_inwoner", "preventief", "geen_netwerk")


def opname_of(tabellen: Tabellen) -> Momentopname:
    """Return these tables as a momentopname; a row may leave columns out."""
    tables = {}
    for naam, rows in tabellen.items():
        if naam in EIGEN:
            tables[naam] = _own_table(naam, rows)
            continue
        resource = resources()[naam]
        columns = {kolom: [row.get(kolom, "") for row in rows] for kolom in resource.namen}
        tables[naam] = cells_to_arrow(resource, columns, len(rows))
    return of_tables(tables)


def _own_table(naam: str, rows: list[Rij]) -> pa.Table:
    """A table of our own from texts; '' is unknown."""
    schema = EIGEN[naam]
    columns = [pa.array([row.get(name) or None for row in rows], pa.string()) for name in schema.names]
    return pa.Table.from_arrays(
        [one.cast(kind) for one, kind in zip(columns, schema.types, strict=True)], schema=schema
    )


class Maker:
    """Makes one package of a seed. Days cluster around the peildatum, so that ties and edges are common."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.t: Tabellen = {naam: [] for naam in resources()}

    def day(self, unknown: float = 0.0) -> str:
        """A day from three months before to a week after the peildatum; '' with this chance."""
        if self.r.random() < unknown:
            return ""
        near = self.r.random() < 0.3
        return (PEILDATUM + timedelta(self.r.randint(-1, 1) if near else self.r.randint(-90, 7))).isoformat()

    def later(self, day: str, unknown: float) -> str:
        """A day on or after this one."""
        if self.r.random() < unknown:
            return ""
        return (date.fromisoformat(day) + timedelta(self.r.choice((0, 1, 3, 14, 15, 40)))).isoformat()

    def code(self, resource: str, kolom: str, unknown: float = 0.0) -> str:
        """One of the codes of this column."""
        if self.r.random() < unknown:
            return ""
        return self.r.choice(sorted(resources()[resource].kolom(kolom).codes))

    def yes_no(self) -> str:
        return self.r.choice(("ja", "nee", ""))

    def one(self, resource: str, unknown: float = 0.0) -> str:
        """The id of a row of this resource; '' with this chance or when there is none."""
        rows = self.t[resource]
        return "" if not rows or self.r.random() < unknown else self.r.choice(rows)["id"]

    def make(self) -> Tabellen:
        """Return the package."""
        self.t["teams"] = [{"id": team, "naam": team} for team in TEAMS]
        self.t["medewerkers"] = [{"id": f"m{i}", "naam": f"m{i}"} for i in range(4)]
        self.t["organisaties"] = [{"id": "o1", "naam": "o1", "soort": "aanbieder"}]
        self.people()
        self.intake()
        for i in range(self.r.randint(0, 40)):
            self.case(f"c{i}")
        self.plans()
        self.neighbourhood()
        self.areas()
        self.costs()
        return self.t

    def costs(self) -> None:
        """What items of plans cost, requests for provisions, and a price list with gaps and changes."""
        self.t[kostenbron.INZETKOSTEN], self.t[kostenbron.VOORZIENINGEN] = [], []
        case_of = {row["id"]: row["casus"] for row in self.t["plannen"] if not row["eigenaar"] and row["casus"]}
        own = [row for row in self.t["inzet"] if row["plan"] in case_of]
        for row in own:
            if self.r.random() < 0.8:
                cents = self.r.choice(("", "", "36500", "100001"))
                wet = self.r.choice(("wmo", "jeugd"))
                self.t[kostenbron.INZETKOSTEN].append({"inzet": row["id"], "wet": wet, "jaar_cent": cents})
        for i in range(self.r.randint(0, 30) if self.t["casussen"] else 0):
            k = i * 2 // 3  # two of three share an item of the plan
            asked = self.day()
            decided = self.later(asked, 0.3)
            given = bool(decided) and self.r.random() < 0.7
            started = self.later(decided, 0.2) if given else ""
            self.t[kostenbron.VOORZIENINGEN].append({
                "aanvraag": f"a{i}",
                "casus": case_of[own[k]["plan"]] if k < len(own) else self.one("casussen"),
                "inzet": own[k]["id"] if k < len(own) else "",
                "wet": self.r.choice(("wmo", "jeugd")), "product": self.r.choice(("HH1", "BGI", "")),
                "omvang": self.r.choice(("", "1", "2.5", "90")), "eenheid": self.r.choice(("", "01", "04", "83")),
                "frequentie": self.r.choice(("", "1", "2", "4", "6")),
                "tot": self.later(started, 0.4) if started else "", "jaar_cent": self.r.choice(("", "73000")),
                "ingediend_op": asked, "besluit_op": decided,
                "uitslag": "toegekend" if given else "afgewezen" if decided else self.r.choice(("", "ingetrokken")),
                "afwijsreden": self.r.choice(("", "eigen_kracht")) if decided and not given else "",
                "hulp_gestart_op": started, "beeindigd_op": self.later(started, 0.5) if started else "",
            })  # fmt: skip
        self.t[kostenbron.PRIJZEN] = [
            {"product": "HH1", "eenheid": "04", "cent": "6150", "van": "2014-01-01", "tot": "2014-07-31"},
            {"product": "HH1", "eenheid": "04", "cent": "6301", "van": "2014-08-01", "tot": ""},
            {"product": "BGI", "eenheid": "01", "cent": "101", "van": "2014-07-15", "tot": "2014-08-31"},
        ]

    def areas(self) -> None:
        """Areas, which team serves them, where people and meldingen are, and series from elsewhere."""
        for code in ("G1", "G2", "G3"):
            people = self.r.choice(("", "1000", "2500", "333"))
            gone = self.r.choice(("", "", "2014-08-14", "2014-07-01"))
            begun = self.r.choice(("", "2013-01-01", "2014-08-14"))
            self.t["gebieden"].append(
                {"code": code, "naam": code, "soort": "buurt", "inwoners": people, "geldig_van": begun,
                 "geldig_tot": gone if gone >= begun else ""}
            )  # fmt: skip
            for team in self.r.sample(TEAMS, self.r.randint(0, 2)):
                van = self.r.choice(("", "2014-01-01", "2014-08-15"))
                self.t["team_gebieden"].append({"team": team, "gebied": code, "van": van, "tot": ""})
        for naam in ("personen", "meldingen"):
            for row in self.t[naam]:
                row["gebied"] = self.r.choice(("", "G1", "G2", "G3"))
        for row in self.t["casussen"]:
            row["melding"] = self.one("meldingen", 0.3)
        for row in self.t["inzet"]:
            row["uitvoerder_soort"] = self.code("inzet", "uitvoerder_soort", 0.2)
            row["kosten"] = self.r.choice(("", "", "100", "250.5", "0.005"))
        self.t[REEKSPUNTEN] = []
        for reeks in ("a", "b"):
            for van in self.r.sample(("2012-01-01", "2013-01-01", "2014-01-01", "2014-08-14", "2014-08-20"), 4):
                self.t[REEKSPUNTEN].append({
                    "reeks": reeks, "onderwerp": "zorggebruik" if reeks == "a" else "budget", "naam": reeks,
                    "eenheid": "euro", "bron": "elders", "van": van, "tot": PERIODEN.get(van, van),
                    "gebied": self.r.choice(("", "G1")), "team": self.r.choice(("", "t1")), "uitsplitsing": "",
                    "waarde": self.r.choice(("", "10.5", "12", "12.005")), "n": self.r.choice(("", "25")),
                })  # fmt: skip

    def people(self) -> None:
        born = ("", "2014-03-01", "1995-08-14", "1994-08-14", "1974-06-30", "1954-02-28", "1944-08-01", "1980-02-29")
        for i in range(8):
            self.t["personen"].append({
                "id": f"p{i}", "achternaam": "X", "geboortedatum": self.r.choice(born),
                "geslacht": self.code("personen", "geslacht", 0.3), "gebied": ("g1", "g2", "")[i % 3],
                "reden_zonder_casus": self.code("personen", "reden_zonder_casus", 0.6),
            })  # fmt: skip
        for i in range(4):
            self.t["huishoudens"].append({"id": f"h{i}", "naam": f"h{i}"})
            for _ in range(self.r.randint(0, 4)):
                van = self.day()
                self.t["huishoudleden"].append({
                    "huishouden": f"h{i}", "persoon": self.one("personen"),
                    "rol": self.r.choice(("volwassene", "kind")),
                    "van": self.r.choice((van, "2010-01-01")), "tot": self.later(van, 0.7),
                })  # fmt: skip

    def intake(self) -> None:
        for i in range(self.r.randint(0, 30)):
            day = self.day()
            coded = ("soort", "kanaal", "melder_soort", "vraagtype", "afhandeling")
            self.t["meldingen"].append({
                "id": f"l{i}", "ontvangen_op": day, "team": self.r.choice(TEAMS),
                **{kolom: self.code("meldingen", kolom, 0.25) for kolom in coded},
                "eerste_contact_op": self.later(day, 0.3), "afgehandeld_op": self.later(day, 0.4),
                "terugkoppeling_op": self.later(day, 0.3),
            })  # fmt: skip
            if self.r.random() < 0.4:
                self.t["meldingen"][-1]["melder_soort"] = "professional"
        for maand in ("2014-06", "2014-08", "2014-09"):
            if self.r.random() < 0.7:
                self.t["buiten_systeem"].append(
                    {"team": self.r.choice(TEAMS), "maand": maand, "aantal": str(self.r.randint(0, 9))}
                )
        for _ in range(self.r.randint(0, 6)):
            day = self.day()
            self.t["plaatsingen"].append({
                "medewerker": self.one("medewerkers"), "team": self.r.choice((*TEAMS, "")),
                "medewerkertype": self.r.choice(("jeugd", "loket")), "fte": self.r.choice(("0.885", "1", "0.005", "")),
                "van": day, "tot": self.later(day, 0.6),
            })  # fmt: skip

    def case(self, pk: str) -> None:
        day = self.day()
        self.t["casussen"].append({
            "id": pk, "huishouden": self.one("huishoudens"), "persoon": self.one("personen"),
            "team": self.r.choice(TEAMS), "casustype": self.code("casussen", "casustype", 0.3),
            "zwaarte": self.code("casussen", "zwaarte", 0.3), "veiligheid": self.yes_no(), "aangemeld_op": day,
            "geregistreerd_op": self.later(day, 0.4), "vraagverheldering_op": self.later(day, 0.4),
            "plan_op": self.later(day, 0.4), "volgen_vanaf": self.later(day, 0.5),
            "afgesloten_op": self.later(day, 0.6),
        })  # fmt: skip
        lead = self.day()
        for medewerker, van, tot in (("m0", lead, lead), ("m1", self.later(lead, 0), "")):
            role = "regisseur" if van != lead or medewerker == "m0" else "consulent"
            if self.r.random() < 0.6:
                self.t["casusrollen"].append(
                    {"casus": pk, "medewerker": medewerker, "rol": role, "van": van, "tot": tot}
                )
        for _ in range(self.r.randint(0, 4)):
            self.measure(pk)
        for review in {self.day() for _ in range(self.r.randint(0, 2))}:
            answers = {kolom: self.yes_no() for kolom in (
                "wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden",
            )}  # fmt: skip
            redenen = " ".join(self.r.choices(REDENEN, k=self.r.randint(0, 3)))
            self.t["werkwijze_reviews"].append({"casus": pk, "datum": review, **answers, "redenen": redenen})

    def measure(self, casus: str) -> None:
        own = self.t["casussen"][-1]["persoon"]
        pk = f"z{len(self.t['metingen'])}"
        self.t["metingen"].append({
            "id": pk, "casus": casus, "persoon": own if self.r.random() < 0.8 else self.one("personen"),
            "instrument": self.r.choice(("zrm2013", "zrm2013", "zrm2017")), "datum": self.day(),
            "moment": self.r.choice(("start", "start", "tussen", "eind", "nazorg")),
        })  # fmt: skip
        for domein in DOMEINEN:
            if self.r.random() < 0.7:
                level = self.r.choice(("1", "2", "3", "4", "5", ""))
                reden = "" if level else self.code("scores", "reden_niet_gescoord")
                self.t["scores"].append({"meting": pk, "domein": domein, "niveau": level, "reden_niet_gescoord": reden})

    def plans(self) -> None:
        for i in range(self.r.randint(0, 60)):
            day = self.day()
            self.t["plannen"].append({
                "id": f"n{i}", "huishouden": self.one("huishoudens"), "casus": self.one("casussen", 0.2),
                "eigenaar": self.r.choice(("", "", "", "o1")), "opgesteld_op": day,
                "verstrekt_op": self.later(day, 0.4), "akkoord": self.code("plannen", "akkoord", 0.3),
                "beeindigd_op": self.later(day, 0.6),
            })  # fmt: skip
        for i in range(self.r.randint(20, 90) if self.t["plannen"] else 0):
            self.t["doelen"].append({
                "id": f"d{i}", "plan": self.one("plannen"), "domein": self.r.choice(DOMEINEN),
                "telwijze": self.r.choice(("arrangement", "interventie")), "soort": self.code("doelen", "soort", 0.3),
                "status": self.code("doelen", "status"), "status_op": self.day(0.4),
            })  # fmt: skip
            self.t["inzet"].append({
                "id": f"i{i}", "plan": self.one("plannen"), "domeinstelsel": self.r.choice(("zrm2013", "maastricht1")),
                "domein": self.r.choice(DOMEINEN), "kring": self.code("inzet", "kring"),
                "aard": self.code("inzet", "aard"), "van": self.r.choice((self.day(), "2011-01-01")),
                "tot": "" if i % 3 else (PEILDATUM + timedelta(i % 5 - 2)).isoformat(),
            })  # fmt: skip

    def neighbourhood(self) -> None:
        for i in range(self.r.randint(0, 6)):
            day = self.day()
            self.t["buurtvragen"].append({"id": f"v{i}", "datum": day, "soort": "vervoer", "status": "open"})
            status = self.code("buurtaanbod", "status")
            self.t["buurtaanbod"].append({"id": f"a{i}", "datum": self.day(), "soort": "vervoer", "status": status})
            soort = self.code("buurtkoppelingen", "soort")
            self.t["buurtkoppelingen"].append(
                {"vraag": f"v{i}", "aanbod": f"a{i}", "soort": soort, "datum": self.later(day, 0)}
            )
            self.t["activiteiten"].append({"id": f"k{i}", "datum": self.day(), "naam": "Lunch"})
