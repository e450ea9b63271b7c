"""What stands in Inzicht before anybody used it: prices, a business case, practice scans, keys and hindering rules.

All of it invented, also the prices: a municipality brings in its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, Knelpunt, note_knelpunt, release_knelpunt
from keukentafel.cijfers.public import import_prijzen
from keukentafel.core.csvbestand import csv_text
from keukentafel.demo.werkers import Bezetting
from keukentafel.inzicht.public import (
    Bevindinginvoer,
    Postinvoer,
    Postsoort,
    Puntinvoer,
    add_post,
    begin_scan,
    close_scan,
    confirm_koppelsleutel,
    create_businesscase,
    fix_version,
    make_koppelsleutel,
    record_bevinding,
    record_punt,
)
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Foutenlijst

NOORD, TEAMLEIDER, ANALIST = "Team Noord", "Tom Brouwer", "Ana Ferreira"
BRON = "Inkoopafspraken (verzonnen)"
#: product, unit, euro
PRIJZEN = (
    ("HH1", "04", "31.90"), ("BGI", "04", "61.50"), ("DBG", "16", "38.75"), ("VRV", "82", "1450.00"),
    ("JAM", "04", "89.20"), ("KDV", "14", "142.00"), ("SHV", "82", "1900.00"),
)  # fmt: skip
#: kind, name, source, number, euro each (low, middle, high), what is assumed
POSTEN = (
    (Postsoort.UITGANG, "Individuele begeleiding", "Zorgadministratie (verzonnen)", 40, (8900, 9360, 9800), ""),
    (Postsoort.UITGANG, "Huishoudelijke hulp", "Zorgadministratie (verzonnen)", 60, (3900, 4160, 4400), ""),
    (Postsoort.GEREALISEERD, "Individuele begeleiding", "Zorgadministratie (verzonnen)", 31, (8900, 9360, 9800), ""),
    (Postsoort.GEREALISEERD, "Huishoudelijke hulp", "Zorgadministratie (verzonnen)", 57, (3900, 4160, 4400), ""),
    (Postsoort.VERMEDEN, "Huisuitzettingen die niet doorgingen", "Woningcorporatie (verzonnen)", 2,
     (4000, 7000, 10_000), "Zonder het team waren deze huishoudens hun huis kwijt; dat is aan niemand te bewijzen."),
    (Postsoort.INVESTERING, "Een dag per week voor de buurtservice", "Begroting (verzonnen)", 1,
     (14_000, 16_000, 18_000), ""),
)  # fmt: skip
#: theme, kind, days ago, who, what, what it shows from
BEVINDINGEN = (
    ("regie", "interview", 40, "vier hulpverleners van het team",
     "Bij de start is vaak niet duidelijk wie de regie heeft; na twee weken wel.", "gesprekken per tweetal"),
    ("eigen_kracht", "observatie", 33, "twee keukentafelgesprekken",
     "Het netwerk komt pas ter sprake als de hulp al gekozen is.", ""),
    ("casuistiek", "interview", 30, "de werkbegeleider",
     "De bespreking gaat over de zwaarste casussen; van wat goed ging leert het team weinig.", ""),
    ("monitoring", "document", 28, "jaarplan van het team",
     "Wie meldt, hoort volgens het plan binnen twee weken iets terug. Dat staat in geen agenda.",
     "jaarplan, hoofdstuk 3"),
    ("randvoorwaarden", "interview", 21, "het loket",
     "Er is geen ruimte om iemand apart te spreken als het vol is.", ""),
)  # fmt: skip
#: what, why, places of the findings, figures it rests on
PUNTEN = (
    ("Eerst het netwerk, dan de hulp", "Wij kiezen nu te vroeg. Een vaste vraag in het eerste gesprek helpt.", (1,),
     ("kanteling",)),
    ("Melders laten weten wat er gebeurt", "Wie niets hoort, belt opnieuw of meldt niet meer.", (3,),
     ("terugkoppeling",)),
    ("Regisseur afspreken in de eerste week", "Dan weet de inwoner wie hij kan bellen.", (0,), ("hoe_lang",)),
)  # fmt: skip
#: theme, rule, what it holds up, what would have helped, the sentence for policy (empty: not released)
KNELPUNTEN = (
    ("wet", "Wachttijd van vier weken bij een bijstandsaanvraag", "De huur is niet te betalen in die weken.",
     "Een voorschot vanaf de eerste dag.", "Door de wachttijd ontstaan schulden die er niet hoefden te zijn."),
    ("beleid", "Inschrijfduur telt opnieuw na een scheiding", "Ouder en kind wonen nu bij familie op een kamer.",
     "Inschrijfduur houden als er kinderen zijn.", "Wie scheidt, begint achteraan, ook met kinderen."),
    ("werkwijze", "Twee indicaties voor dezelfde hulp", "De hulp stopt op een verjaardag en begint weken later.", "",
     "Bij achttien jaar valt er een gat tussen twee indicaties."),
    ("wet", "Wachttijd van vier weken bij een bijstandsaanvraag", "De energierekening bleef liggen.", "", ""),
)  # fmt: skip


def fill_inzicht(staff: Bezetting, cases: Sequence[Casus], today: date) -> int:
    """Store it all; returns how many objects there are. Raises ValueError for a price that is not in the lists."""
    made = _prices(today) + _business_cases(today) + _scans(staff, today) + _keys(staff, today)
    return made + _hindering_rules(staff, cases)


def _prices(today: date) -> int:
    """The price list, through the door of such lists."""
    fouten, van = Foutenlijst(), date(today.year - 2, 1, 1).isoformat()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "prijzen.csv"
        rows = [(product, unit, euro, van, BRON) for product, unit, euro in PRIJZEN]
        path.write_text(
            csv_text([("product", "eenheid", "bedrag", "van", "bron"), *rows]), encoding="utf-8", newline=""
        )
        import_prijzen(by=SYSTEEM, pad=path, fouten=fouten)
    if fouten:
        raise ValueError(f"the prices of the demo have {len(fouten)} faults: {fouten.eerste[0]}")
    return len(PRIJZEN)


def _business_cases(today: date) -> int:
    """One with a fixed version, and one that was only begun."""
    year = today.year - 1
    zaak = create_businesscase(
        by=SYSTEEM, naam="Buurtservice naast begeleiding", van=date(year, 1, 1), tot=date(year, 12, 31),
        vraag="Voor de raad: wat kost een dag buurtservice per week, en wat staat daartegenover?",
    )  # fmt: skip
    for soort, naam, bron, aantal, euro, aanname in POSTEN:
        number, (low, middle, high) = Decimal(aantal), euro
        cents = (100 * low, 100 * middle, 100 * high)
        add_post(
            by=SYSTEEM,
            businesscase=zaak,
            invoer=Postinvoer(soort, naam, bron, (number, number, number), cents, aanname),
        )
    fix_version(by=SYSTEEM, businesscase=zaak)
    create_businesscase(by=SYSTEEM, naam="Formulierenbrigade", van=date(year, 1, 1), tot=date(year, 12, 31))
    return 2


def _scans(staff: Bezetting, today: date) -> int:
    """An open scan of the team with a button at the login, and one of the municipality that was closed."""
    lead, policy = staff.gebruikers[TEAMLEIDER], staff.gebruikers[ANALIST]
    for by, team, closed in ((lead, staff.teams[NOORD], False), (policy, None, True)):
        scan = begin_scan(by=by, naam=f"Praktijkscan {today.year}", team=team)
        found = [
            record_bevinding(
                by=by, scan=scan, invoer=Bevindinginvoer(thema, soort, today - timedelta(ago), wie, tekst, bewijs)
            )
            for thema, soort, ago, wie, tekst, bewijs in BEVINDINGEN
        ]
        for naam, waarom, places, cijfers in PUNTEN:
            invoer = Puntinvoer(naam, waarom, [found[place].pk for place in places], cijfers)
            record_punt(by=by, scan=scan, invoer=invoer)
        if closed:
            close_scan(by=by, scan=scan)
    return 2


def _keys(staff: Bezetting, today: date) -> int:
    """A key of the team that its lead confirmed, one that waits for him, and one for published figures.

    Nobody knows their texts, so they open nothing.
    """
    noord: Team = staff.teams[NOORD]
    until = today + timedelta(180)
    known, _text = make_koppelsleutel(
        by=SYSTEEM, naam="Dashboard van de gemeente", tot=until, team=noord, rapporten=["meldingen", "doorlooptijd"]
    )
    confirm_koppelsleutel(by=staff.gebruikers[TEAMLEIDER], sleutel=known)
    make_koppelsleutel(by=SYSTEEM, naam="Onderzoeksbureau", tot=until, team=noord, rapporten=["doelen"])
    make_koppelsleutel(by=SYSTEEM, naam="Open data van de gemeente", tot=until)
    return 3


def _hindering_rules(staff: Bezetting, cases: Sequence[Casus]) -> int:
    """Rules that hinder on open cases of the team, most of them released for policy."""
    noord = staff.teams[NOORD]
    own = [casus for casus in cases if casus.team_id == noord.pk and casus.afgesloten_op is None]
    own = [casus for casus in own if casus.wet != Wet.VEILIGHEID][: len(KNELPUNTEN)]
    worker = staff.per_team[NOORD][0]
    for casus, (thema, regel, hindert, geholpen, neutraal) in zip(own, KNELPUNTEN, strict=False):
        found: Knelpunt = note_knelpunt(
            by=SYSTEEM, casus=casus, thema=thema, regel=regel, hindert=hindert, geholpen=geholpen, medewerker=worker
        )
        if neutraal:
            release_knelpunt(by=SYSTEEM, knelpunt=found, neutraal=neutraal, bevestigd=True, medewerker=worker)
    return len(own)
