"""What is behind every number of a team, written by hand in the engine's own SQL: ids instead of counts.

The other half of scripts/bench/kaal.py, of which it borrows the selections: the days that stand in the text are those.
"""

# ruff: noqa: S608  the text is our own, and so are the days that go in

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.inzicht.rapporten import (
    doorlooptijd,
    eenheden,
    eenheden_buurt,
    eenheden_gebied,
    eenheden_kosten,
    eenheden_meldingen,
    eenheden_plan,
    formatie,
    kenmerken,
    voorzieningen,
    werkwijze,
)
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT
from keukentafel.meldingen.public import BINNEN_DAGEN
from scripts.bench.kaal import (
    BESCHREVEN,
    EIGEN,
    GELDIG,
    IN_PERIODE,
    MELDINGEN,
    OPEN_CASUS,
    OPEN_EIGEN,
    OPEN_PLAN,
    PAREN,
    STAND,
    START,
    TERUGBLIK,
)


def lists(sleutel: str, rows: str, wat: str = "casus") -> str:
    """Return the SQL of the ids in column `wat` of these rows, per team and key."""
    return f"SELECT team, {sleutel} sleutel, list({wat}) ids FROM {rows} GROUP BY ALL"


def together(*parts: str) -> str:
    """Return the SQL of these questions one after another."""
    return " UNION ALL ".join(f"({part})" for part in parts)


MAAND = "strftime({0}, '%Y-%m')"
INGEVOERD = "coalesce(geregistreerd_op, aangemeld_op)"
SAMEN = (
    START
    + f""", g AS (SELECT b.team, b.casus, b.instrument, s.domein, s.niveau <= {PROBLEEM_TOT} slecht
    FROM begin_ b JOIN scores s ON s.meting = b.id WHERE s.niveau IS NOT NULL),
samen AS (SELECT a.team, a.casus, a.slecht AND z.slecht beide, a.instrument || '/' || a.domein || '/' || z.domein paar
    FROM g a JOIN g z ON a.casus = z.casus AND a.instrument = z.instrument AND a.domein < z.domein)
"""
)
HULP = f"""WITH hulp AS (SELECT e.team, e.casus, CASE i.kring WHEN 'algemeen' THEN 'eerste_lijn'
    WHEN 'maatwerk' THEN 'tweede_lijn' ELSE 'informeel' END lijn
    FROM inzet i JOIN (SELECT p.id, p.casus, c.team, c.aangemeld_op FROM {EIGEN}) e
    ON i.plan = e.id WHERE i.aard = 'nieuw' AND i.van <= {{dag}} AND i.van >= e.aangemeld_op GROUP BY ALL)
"""
MELDER = f"""CASE WHEN melder_soort IS NULL THEN 'onbekend' WHEN melder_soort <> 'professional' THEN melder_soort
    WHEN terugkoppeling_op <= {{dag}} THEN CASE WHEN terugkoppeling_op - ontvangen_op <= {BINNEN_DAGEN}
    THEN 'binnen_14_dagen' ELSE 'later' END ELSE 'nog_niet' END"""
AFHANDELING = "CASE WHEN afgehandeld_op > {dag} THEN 'onbekend' ELSE coalesce(afhandeling, 'onbekend') END"
DOELEN = f"""WITH doel AS (SELECT e.team, d.id, d.telwijze, coalesce(d.soort, 'onbekend') soort,
    CASE WHEN d.status_op > {{dag}} THEN 'open' ELSE d.status END status
    FROM doelen d JOIN (SELECT p.id, c.team FROM {EIGEN} AND p.opgesteld_op <= {{dag}}) e ON d.plan = e.id)
"""

KAAL_RIJEN: Mapping[object, str] = {
    eenheden._months: together(
        lists(f"'maanden/' || {MAAND.format('aangemeld_op')}", "casussen WHERE aangemeld_op <= {dag}", "id"),
        lists(f"'ingevoerd/' || {MAAND.format(INGEVOERD)}",
              f"casussen WHERE aangemeld_op <= {{dag}} AND {INGEVOERD} <= {{dag}}", "id"),
    ),
    eenheden._features: BESCHREVEN
    + together(
        lists("'casussen'", "gekozen", "id"),
        *(lists(f"'{kenmerk}/' || {kenmerk}", "beschreven") for kenmerk in kenmerken.WAARDEN),
    ),
    eenheden._levels: START
    + """SELECT b.team, 'start/' || b.instrument || '/' || s.domein || '/' || coalesce(s.niveau, 0) sleutel,
        list(b.casus) ids FROM begin_ b JOIN scores s ON s.meting = b.id GROUP BY ALL""",
    eenheden._changes: PAREN
    + lists("'overgang/' || instrument || '/' || domein || '/' || van || '-' || naar", "paren"),
    eenheden._together: SAMEN
    + together(lists("'samen_gescoord/' || paar", "samen"), lists("'samen/' || paar", "samen WHERE beide")),
    eenheden._stands: lists("'stand/' || stand", f"(SELECT *, {STAND} FROM casussen WHERE {OPEN_CASUS})", "id"),
    eenheden._plans: OPEN_EIGEN
    + together(*(lists(f"'plan/{naam}'", f"eigen WHERE team IS NOT NULL{welke}") for naam, welke in (
        ("open", ""), ("verstrekt", " AND verstrekt_op <= {dag}"), ("akkoord", " AND akkoord = 'akkoord'")))),
    eenheden._homes: OPEN_EIGEN
    + """, huis AS (SELECT e.team, e.casus, p.aantal
        FROM (SELECT team, huishouden, min(casus) casus FROM eigen WHERE team IS NOT NULL GROUP BY ALL) e
        JOIN (SELECT huishouden, count(*) aantal FROM open_plan GROUP BY huishouden) p USING (huishouden))
        """
    + together(lists("'plan/huishoudens'", "huis"),
               lists("'plan/huishoudens_met_meer_dan_een_plan'", "huis WHERE aantal > 1")),
    eenheden._reviews: TERUGBLIK
    + together(
        *(lists(f"'terugblik/{naam}{wat}'", f"laatste WHERE {naam}{welke}") for naam in werkwijze.VRAGEN
          for wat, welke in (("", ""), ("/antwoord", " IS NOT NULL"))),
        lists("'reden/' || code", """(SELECT DISTINCT team, casus, code
            FROM (SELECT team, casus, unnest(string_split(redenen, ' ')) code FROM laatste) WHERE code <> '')"""),
    ),
    eenheden._steps: HULP
    + together(
        *(lists(f"'duur/aangemeld_{stap}'", f"casussen WHERE {IN_PERIODE} AND {stap}_op <= {{dag}}", "id")
          for stap in doorlooptijd.STAPPEN),
        lists("'hulp/' || lijn", "hulp"),
        lists("'hulp/alle'", "(SELECT DISTINCT team, casus FROM hulp)"),
    ),
    eenheden_meldingen._features: f"WITH m AS (SELECT * {MELDINGEN}) "
    + together(
        *(lists(f"'{naam}/' || coalesce({naam}, 'onbekend')", "m", "id") for naam in ("kanaal", "vraagtype")),
        lists(f"'afhandeling/' || {AFHANDELING}", "m", "id"),
        lists(f"'melder/' || {MELDER}", "m", "id"),
        lists("'contact/eerste_contact'", "m WHERE eerste_contact_op <= {dag}", "id"),
    ),
    eenheden_plan._goals: DOELEN
    + together(*(lists(f"'doel{naam}/' || telwijze || '/' || {naam}", "doel", "id") for naam in ("soort", "status"))),
    eenheden_plan._support: f"""SELECT e.team, i.aard || '/' || i.domeinstelsel || '/' || i.domein || '/' || i.kring
        sleutel, list(i.id) ids FROM inzet i JOIN (SELECT p.id, c.team FROM {EIGEN}) e ON i.plan = e.id
        WHERE i.van <= {{dag}} GROUP BY ALL""",
    eenheden_kosten._closed: f"""SELECT team,
        'traject_afgesloten/' || year(aangemeld_op) || 'K' || quarter(aangemeld_op) sleutel, list(id) ids
        FROM casussen WHERE {IN_PERIODE} AND afgesloten_op <= {{dag}} AND (id IN (
        SELECT p.casus FROM inzet i JOIN plannen p ON i.plan = p.id WHERE p.eigenaar IS NULL AND i.van <= {{dag}}
        ) OR id IN (SELECT casus FROM {voorzieningen.VOORZIENINGEN} WHERE hulp_gestart_op <= {{dag}})) GROUP BY ALL""",
    voorzieningen.requests_of: f"""SELECT c.team, {", ".join(f"v.{naam}" for naam in voorzieningen.KOLOMMEN)}
        FROM {voorzieningen.VOORZIENINGEN} v JOIN casussen c ON v.casus = c.id
        WHERE v.ingediend_op BETWEEN {{van}} AND {{tot}} AND c.aangemeld_op <= {{dag}}""",
    eenheden_buurt._requests: """SELECT id, '' soort FROM buurtvragen WHERE datum <= {dag}
        UNION ALL SELECT vraag, soort FROM buurtkoppelingen WHERE datum <= {dag}""",
    formatie.workers_by_kind: f"SELECT DISTINCT team, medewerker, medewerkertype FROM plaatsingen WHERE {GELDIG}",
    eenheden_gebied._patterns: START
    + f"""SELECT b.team, b.instrument || '/' || s.domein || '/' || coalesce(p.gebied, 'onbekend') sleutel,
        list(b.casus) ids FROM begin_ b JOIN scores s ON s.meting = b.id LEFT JOIN personen p ON p.id = b.persoon
        WHERE s.niveau <= {PROBLEEM_TOT} GROUP BY ALL""",
    eenheden_gebied._clients: f"""SELECT c.team, coalesce(p.gebied, m.gebied, 'onbekend') sleutel, list(c.id) ids
        FROM casussen c LEFT JOIN personen p ON c.persoon = p.id LEFT JOIN meldingen m ON c.melding = m.id
        WHERE {OPEN_CASUS} GROUP BY ALL""",
    eenheden_gebied._meldingen: lists(
        "coalesce(gebied, 'onbekend')", f"(SELECT * {MELDINGEN})", "id"
    ),
    eenheden_gebied._households: f"""WITH open_ AS (SELECT * FROM casussen WHERE {OPEN_CASUS}), huizen AS (
        SELECT team, huishouden, persoon, id FROM open_
        QUALIFY row_number() OVER (PARTITION BY team, huishouden ORDER BY aangemeld_op, id) = 1
        UNION ALL SELECT NULL, huishouden, persoon, id FROM open_
        QUALIFY row_number() OVER (PARTITION BY huishouden ORDER BY aangemeld_op, id) = 1),
        lopend AS (SELECT p.huishouden, count(*) aantal FROM inzet i JOIN
        (SELECT id, huishouden FROM plannen WHERE {OPEN_PLAN}) p ON i.plan = p.id
        WHERE i.kring IN ('algemeen', 'maatwerk') AND i.{GELDIG} GROUP BY p.huishouden)
        SELECT h.team, coalesce(p.gebied, 'onbekend') gebied, CASE coalesce(l.aantal, 0) WHEN 0 THEN 'geen'
        WHEN 1 THEN 'een' WHEN 2 THEN 'twee' ELSE 'drie_of_meer' END stapeling, list(h.id) ids
        FROM huizen h LEFT JOIN personen p ON p.id = h.persoon LEFT JOIN lopend l USING (huishouden) GROUP BY ALL""",
}  # fmt: skip
