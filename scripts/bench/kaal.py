"""The same counts as Inzicht's, written by hand in the engine's own SQL: what Inzicht is measured against.

By the function that asks for it. In the text stand {dag} (the peildatum), {van} and {tot} (the period, cut off at the
peildatum). Each gives the same columns as the function does, in any order, so that the rows can be compared one by one.
"""

# ruff: noqa: S608  the text is our own, and so are the days that go in

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.inzicht.rapporten import (
    buurt,
    caseload,
    doorlooptijd,
    facetten,
    formatie,
    gebieden,
    hulp,
    instroom,
    kenmerken,
    meldingen,
    ontwikkeling,
    patronen,
    plan,
    plan_stand,
    reeksen,
    selecties,
    werkwijze,
    zelfredzaamheid,
)
from keukentafel.inzicht.rapporten.plan_stand import PROBLEEM_TOT
from keukentafel.inzicht.velden import Bron

IN_PERIODE = "aangemeld_op BETWEEN {van} AND {tot}"
EIGEN = f"""plannen p JOIN casussen c ON p.casus = c.id
    WHERE p.eigenaar IS NULL AND c.{IN_PERIODE}"""
BESCHREVEN = f"""WITH gekozen AS (SELECT * FROM casussen WHERE {IN_PERIODE}),
thuis AS (SELECT g.id, count(DISTINCT l.persoon) leden, count(*) FILTER (l.rol = 'kind') jong
    FROM gekozen g JOIN huishoudleden l ON l.huishouden = g.huishouden
    WHERE l.van <= g.aangemeld_op AND (l.tot IS NULL OR l.tot >= g.aangemeld_op) GROUP BY g.id),
beschreven AS (SELECT g.id casus, g.team, coalesce(p.geslacht, 'niet_ingevuld') geslacht,
    CASE WHEN p.geboortedatum IS NULL OR p.geboortedatum > g.aangemeld_op THEN 'onbekend' ELSE
        CASE WHEN datesub('year', p.geboortedatum, g.aangemeld_op) < 20 THEN '0-19'
             WHEN datesub('year', p.geboortedatum, g.aangemeld_op) < 40 THEN '20-39'
             WHEN datesub('year', p.geboortedatum, g.aangemeld_op) < 60 THEN '40-59'
             WHEN datesub('year', p.geboortedatum, g.aangemeld_op) < 70 THEN '60-69' ELSE '70+' END END leeftijd,
    CASE coalesce(t.leden, 0) WHEN 0 THEN 'onbekend' WHEN 1 THEN 'alleen' ELSE 'samen' END leefeenheid,
    CASE WHEN coalesce(t.leden, 0) = 0 THEN 'onbekend' WHEN t.jong > 0 THEN 'met_kinderen'
         ELSE 'zonder_kinderen' END kinderen
    FROM gekozen g LEFT JOIN personen p ON p.id = g.persoon LEFT JOIN thuis t ON t.id = g.id)
"""
METINGEN = f"""SELECT m.*, c.team FROM metingen m JOIN casussen c ON m.casus = c.id
    WHERE m.datum <= {{dag}} AND c.{IN_PERIODE}"""
START = f"""WITH begin_ AS ({METINGEN} AND m.persoon = c.persoon AND m.moment = 'start'
    QUALIFY row_number() OVER (PARTITION BY m.instrument, m.casus ORDER BY m.datum, m.id) = 1)
"""
PAREN = f"""WITH m AS ({METINGEN}),
eerste AS (FROM m WHERE moment = 'start'
    QUALIFY row_number() OVER (PARTITION BY casus, persoon, instrument ORDER BY datum, id) = 1),
laatste AS (SELECT m.* FROM m JOIN eerste e USING (casus, persoon, instrument)
    WHERE m.moment IN ('tussen', 'eind', 'nazorg') AND m.datum > e.datum
    QUALIFY row_number() OVER (PARTITION BY casus, persoon, instrument ORDER BY m.datum DESC, m.id DESC) = 1),
paren AS (SELECT e.team, e.casus, e.instrument, a.domein, a.niveau van, b.niveau naar
    FROM eerste e JOIN laatste l USING (casus, persoon, instrument)
    JOIN scores a ON a.meting = e.id JOIN scores b ON b.meting = l.id AND b.domein = a.domein
    WHERE a.niveau IS NOT NULL AND b.niveau IS NOT NULL)
"""
TERUGBLIK = """WITH laatste AS (SELECT r.*, c.team FROM werkwijze_reviews r JOIN casussen c ON r.casus = c.id
    WHERE r.datum BETWEEN {van} AND {tot} AND c.aangemeld_op <= {dag}
    QUALIFY row_number() OVER (PARTITION BY r.casus ORDER BY r.datum DESC) = 1)
"""
MELDINGEN = "FROM meldingen WHERE ontvangen_op BETWEEN {van} AND {tot}"
OPEN_CASUS = "aangemeld_op <= {dag} AND (afgesloten_op IS NULL OR afgesloten_op > {dag})"
OPEN_PLAN = "opgesteld_op <= {dag} AND (beeindigd_op IS NULL OR beeindigd_op > {dag})"
GELDIG = "van <= {dag} AND (tot IS NULL OR tot >= {dag})"
STAND = "CASE WHEN volgen_vanaf <= {dag} THEN 'volgen' ELSE 'actief' END stand"
OPEN_EIGEN = f"""WITH open_plan AS (SELECT * FROM plannen WHERE {OPEN_PLAN}),
eigen AS (SELECT p.*, c.team FROM open_plan p LEFT JOIN (SELECT id, team FROM casussen WHERE aangemeld_op <= {{dag}}) c
    ON p.casus = c.id WHERE p.eigenaar IS NULL)
"""
LIJST = "list(casus) ids, count(*) aantal, count(DISTINCT casus) casussen"

KAAL: Mapping[object, str] = {
    selecties.ids_of_teams: "SELECT id FROM teams",
    selecties.count_known: "SELECT team, count(*) aantal FROM casussen WHERE aangemeld_op <= {dag} GROUP BY ALL",
    selecties.count_in_period: f"SELECT team, count(*) aantal FROM casussen WHERE {IN_PERIODE} GROUP BY ALL",
    kenmerken._count_kinds: BESCHREVEN
    + "SELECT team, geslacht, leeftijd, leefeenheid, kinderen, count(*) aantal FROM beschreven GROUP BY ALL",
    instroom._count_months: """SELECT team, 'aangemeld_op' dag, year(aangemeld_op) jaar, month(aangemeld_op) nummer,
        count(*) aantal FROM casussen WHERE aangemeld_op <= {dag} GROUP BY ALL UNION ALL
        SELECT team, 'ingevoerd', year(coalesce(geregistreerd_op, aangemeld_op)),
        month(coalesce(geregistreerd_op, aangemeld_op)), count(*) FROM casussen
        WHERE aangemeld_op <= {dag} AND coalesce(geregistreerd_op, aangemeld_op) <= {dag} GROUP BY ALL""",
    instroom._count_unregistered: """SELECT team, count(*) aantal FROM casussen
        WHERE aangemeld_op <= {dag} AND geregistreerd_op IS NULL GROUP BY ALL""",
    zelfredzaamheid._count_scores: START
    + """SELECT b.team, b.instrument, s.domein, s.niveau, s.reden_niet_gescoord, count(*) aantal
        FROM begin_ b JOIN scores s ON s.meting = b.id GROUP BY ALL""",
    zelfredzaamheid._count_measured: f"""SELECT team, count(DISTINCT casus) aantal
        FROM ({METINGEN} AND m.persoon = c.persoon AND m.moment = 'start') GROUP BY ALL""",
    ontwikkeling._count_pairs: PAREN
    + "SELECT team, instrument, domein, van, naar, count(*) aantal FROM paren GROUP BY ALL",
    ontwikkeling._count_paired: PAREN + "SELECT team, count(DISTINCT casus) aantal FROM laatste GROUP BY ALL",
    plan.count_support: f"""SELECT e.team, i.aard, i.domeinstelsel, i.domein, i.kring, count(*) aantal
        FROM inzet i JOIN (SELECT p.id, c.team FROM {EIGEN}) e ON i.plan = e.id WHERE i.van <= {{dag}} GROUP BY ALL""",
    plan._count_plans: f"""SELECT c.team, count(*) aantal FROM {EIGEN} AND p.opgesteld_op <= {{dag}} GROUP BY c.team""",
    plan._count_goals: f"""SELECT e.team, d.telwijze, d.domein, coalesce(d.soort, 'onbekend') soort,
        CASE WHEN d.status_op > {{dag}} THEN 'open' ELSE d.status END status, count(*) aantal
        FROM doelen d JOIN (SELECT p.id, c.team FROM {EIGEN} AND p.opgesteld_op <= {{dag}}) e ON d.plan = e.id
        GROUP BY ALL""",
    werkwijze._count_answers: TERUGBLIK
    + "SELECT team, count(*) reviews, "
    + ", ".join(f"count(*) FILTER ({naam}) {naam}_ja, count(*) FILTER (NOT {naam}) {naam}_nee"
                for naam in werkwijze.VRAGEN)
    + " FROM laatste GROUP BY team",
    werkwijze._count_reasons: TERUGBLIK
    + """SELECT team, code, count(DISTINCT casus) aantal
        FROM (SELECT team, casus, unnest(string_split(redenen, ' ')) code FROM laatste)
        WHERE code <> '' GROUP BY ALL""",
    meldingen._count_kinds: f"""SELECT team, coalesce(soort, 'onbekend') soort, coalesce(kanaal, 'onbekend') kanaal,
        coalesce(melder_soort, 'onbekend') melder_soort, coalesce(vraagtype, 'onbekend') vraagtype,
        CASE WHEN afgehandeld_op > {{dag}} THEN 'onbekend' ELSE coalesce(afhandeling, 'onbekend') END afhandeling,
        count(*) aantal {MELDINGEN} GROUP BY ALL""",
    meldingen._spread_contact: f"""SELECT team, eerste_contact_op - ontvangen_op dagen, count(*) aantal {MELDINGEN}
        AND eerste_contact_op <= {{dag}} GROUP BY ALL""",
    meldingen._count_professionals: f"""SELECT team, count(*) aantal {MELDINGEN} AND melder_soort = 'professional'
        GROUP BY ALL""",
    meldingen._spread_answers: f"""SELECT team, terugkoppeling_op - ontvangen_op dagen, count(*) aantal {MELDINGEN}
        AND melder_soort = 'professional' AND terugkoppeling_op <= {{dag}} GROUP BY ALL""",
    doorlooptijd._spread_steps: " UNION ALL ".join(
        f"""SELECT team, '{stap}' stap, {stap}_op - aangemeld_op dagen, count(*) aantal FROM casussen
        WHERE {IN_PERIODE} AND {stap}_op <= {{dag}} GROUP BY ALL""" for stap in doorlooptijd.STAPPEN
    ),
    doorlooptijd._count_any_step: f"""SELECT team, count(*) aantal FROM casussen WHERE {IN_PERIODE}
        AND least(vraagverheldering_op, plan_op, afgesloten_op) <= {{dag}} GROUP BY ALL""",
    caseload._count_open: f"""SELECT c.team, l.medewerker, c.zwaarte, c.veiligheid, c.casustype, c.stand,
        count(*) aantal FROM (SELECT *, {STAND} FROM casussen WHERE {OPEN_CASUS}) c
        LEFT JOIN (SELECT casus, medewerker FROM casusrollen WHERE rol = 'regisseur' AND {GELDIG}
        QUALIFY row_number() OVER (PARTITION BY casus ORDER BY van DESC, medewerker DESC) = 1) l ON l.casus = c.id
        GROUP BY ALL""",
    plan_stand._count_plans: OPEN_EIGEN
    + """SELECT team, count(*) plannen, count(*) FILTER (verstrekt_op <= {dag}) verstrekt,
        count(*) FILTER (akkoord = 'akkoord') akkoord, count(*) FILTER (akkoord IS NULL) onbekend
        FROM eigen GROUP BY team""",
    plan_stand._count_homes: OPEN_EIGEN
    + """, per_huis AS (SELECT huishouden, count(*) aantal FROM open_plan GROUP BY huishouden)
        SELECT team, count(*) huishoudens, count(*) FILTER (aantal > 1) meer FROM
        (SELECT DISTINCT huishouden, team FROM eigen WHERE team IS NOT NULL
        UNION ALL SELECT DISTINCT huishouden, NULL FROM eigen) JOIN per_huis USING (huishouden) GROUP BY team""",
    plan_stand._count_problems: OPEN_EIGEN
    + f""", laatste AS (SELECT m.id, m.casus, c.team FROM metingen m JOIN casussen c
        ON m.casus = c.id AND m.persoon = c.persoon WHERE m.datum <= {{dag}} AND c.aangemeld_op <= {{dag}}
        AND c.id IN (SELECT casus FROM eigen)
        QUALIFY row_number() OVER (PARTITION BY m.casus ORDER BY m.datum DESC, m.id DESC) = 1),
        problemen AS (SELECT DISTINCT l.team, l.casus, s.domein FROM laatste l JOIN scores s ON s.meting = l.id
        WHERE s.niveau <= {PROBLEEM_TOT}),
        doel AS (SELECT DISTINCT e.casus, d.domein FROM doelen d JOIN eigen e ON d.plan = e.id)
        SELECT team, count(*) problemen, count(doel.casus) met_doel FROM problemen
        LEFT JOIN doel ON doel.casus = problemen.casus AND doel.domein = problemen.domein GROUP BY team""",
    formatie._count_kinds: f"""SELECT team, medewerkertype, sum(fte) fte, count(*) - count(fte) onbekend, count(*) n
        FROM plaatsingen WHERE {GELDIG} GROUP BY ALL""",
    formatie._who_works_where: f"SELECT DISTINCT team, medewerker FROM plaatsingen WHERE {GELDIG}",
    buurt._count_all: " UNION ALL ".join(
        f"SELECT '{naam}' wat, {kenmerk} kenmerk, count(*) aantal FROM {naam} WHERE datum <= {{dag}} GROUP BY ALL"
        for naam, kenmerk in buurt.KENMERK.items()
    ),
    hulp._count_households: f"""WITH open_ AS (SELECT * FROM casussen WHERE {OPEN_CASUS}), huizen AS (
        SELECT team, huishouden, persoon FROM open_
        QUALIFY row_number() OVER (PARTITION BY team, huishouden ORDER BY aangemeld_op, id) = 1
        UNION ALL SELECT NULL, huishouden, persoon FROM open_
        QUALIFY row_number() OVER (PARTITION BY huishouden ORDER BY aangemeld_op, id) = 1),
        lopend AS (SELECT p.huishouden, count(*) aantal FROM inzet i JOIN
        (SELECT id, huishouden FROM plannen WHERE {OPEN_PLAN}) p ON i.plan = p.id
        WHERE i.kring IN ('algemeen', 'maatwerk') AND i.{GELDIG} GROUP BY p.huishouden)
        SELECT h.team, p.gebied, CASE coalesce(l.aantal, 0) WHEN 0 THEN 'geen' WHEN 1 THEN 'een' WHEN 2 THEN 'twee'
        ELSE 'drie_of_meer' END stapeling, count(*) n FROM huizen h LEFT JOIN personen p ON p.id = h.persoon
        LEFT JOIN lopend l USING (huishouden) GROUP BY ALL""",
    hulp._spread_help: f"""WITH per_lijn AS (SELECT e.team, e.casus, e.aangemeld_op,
        CASE i.kring WHEN 'algemeen' THEN 'eerste_lijn' WHEN 'maatwerk' THEN 'tweede_lijn' ELSE 'informeel' END lijn,
        min(i.van) eerste FROM inzet i JOIN (SELECT p.id, p.casus, c.team, c.aangemeld_op FROM {EIGEN}) e
        ON i.plan = e.id WHERE i.aard = 'nieuw' AND i.van <= {{dag}} AND i.van >= e.aangemeld_op GROUP BY ALL)
        SELECT team, lijn, eerste - aangemeld_op dagen, count(*) aantal FROM per_lijn GROUP BY ALL UNION ALL
        SELECT team, 'alle', dagen, count(*) FROM (SELECT team, casus, min(eerste) - aangemeld_op dagen FROM per_lijn
        GROUP BY team, casus, aangemeld_op) GROUP BY ALL""",
    facetten._kinds: f"""SELECT team, coalesce(casustype, 'onbekend') casustype, count(*) aantal FROM casussen
        WHERE {IN_PERIODE} GROUP BY ALL""",
    facetten._areas: f"""SELECT c.team, coalesce(p.gebied, 'onbekend') gebied, count(*) aantal
        FROM casussen c LEFT JOIN personen p ON p.id = c.persoon WHERE c.{IN_PERIODE} GROUP BY ALL""",
    patronen._count_areas: f"""SELECT c.team, coalesce(p.gebied, 'onbekend') gebied, count(*) aantal
        FROM casussen c LEFT JOIN personen p ON p.id = c.persoon WHERE c.{IN_PERIODE} GROUP BY ALL""",
    patronen._count_problems: START
    + f"""SELECT b.team, coalesce(p.gebied, 'onbekend') gebied, b.instrument, s.domein, count(*) n,
        count(*) FILTER (s.niveau <= {PROBLEEM_TOT}) aantal FROM begin_ b JOIN scores s ON s.meting = b.id
        LEFT JOIN personen p ON p.id = b.persoon WHERE s.niveau IS NOT NULL GROUP BY ALL""",
    patronen._count_pairs: START
    + f""", g AS (SELECT b.team, b.casus, b.instrument, s.domein, s.niveau <= {PROBLEEM_TOT} slecht
        FROM begin_ b JOIN scores s ON s.meting = b.id WHERE s.niveau IS NOT NULL)
        SELECT a.team, a.instrument, a.domein, z.domein ander, count(*) n,
        count(*) FILTER (a.slecht AND z.slecht) aantal, count(*) FILTER (a.slecht) eerste,
        count(*) FILTER (z.slecht) tweede FROM g a JOIN g z
        ON a.casus = z.casus AND a.instrument = z.instrument AND a.domein < z.domein GROUP BY ALL""",
    gebieden._count_meldingen: f"SELECT team, gebied, count(*) aantal {MELDINGEN} GROUP BY ALL",
    gebieden._count_clients: f"""SELECT c.team, coalesce(p.gebied, m.gebied) gebied, count(*) aantal FROM casussen c
        LEFT JOIN personen p ON c.persoon = p.id LEFT JOIN meldingen m ON c.melding = m.id
        WHERE {OPEN_CASUS} GROUP BY ALL""",
    gebieden._first_days: "SELECT team, min(ontvangen_op) dag FROM meldingen GROUP BY team",
    gebieden._areas: """SELECT code, inwoners FROM gebieden WHERE (geldig_van IS NULL OR geldig_van <= {dag})
        AND (geldig_tot IS NULL OR geldig_tot >= {dag})""",
    gebieden._links: """SELECT team, gebied, van, tot FROM team_gebieden WHERE (van IS NULL OR van <= {dag})
        AND (tot IS NULL OR tot >= {dag})""",
    gebieden._sum_fte: f"""SELECT team, sum(fte) fte, count(*) - count(fte) onbekend FROM plaatsingen
        WHERE {GELDIG} GROUP BY team""",
    reeksen._known: "SELECT * FROM reekspunten WHERE van <= {dag}",
    instroom._count_outside: """SELECT team, sum(aantal) aantal FROM buiten_systeem
        WHERE maand <= strftime({dag}, '%Y-%m') GROUP BY team""",
    patronen._areas: "SELECT code, inwoners FROM gebieden WHERE inwoners IS NOT NULL",
    patronen._population: """SELECT gebied, van, waarde FROM reekspunten WHERE onderwerp = 'bevolking' AND van <= {dag}
        AND reeks = 'inwoners' AND uitsplitsing IS NULL AND gebied IS NOT NULL AND waarde IS NOT NULL""",
}  # fmt: skip


def watch(bron: Bron) -> str:
    """Return the SQL of how often each field of one source is filled, per day after {van} up to {dag}."""
    tables = bron.resource
    if bron.via is not None:
        column, other = bron.via
        tables = f"{bron.resource} r JOIN (SELECT id, {bron.dag} FROM {other}) d ON r.{column} = d.id"
    filled = ", ".join(f"count({veld}) v_{veld}" for veld in bron.velden)
    return f"""SELECT {bron.dag} rijdag, count(*) rijen, {filled} FROM {tables}
        WHERE {bron.dag} > {{van}} AND {bron.dag} <= {{dag}} GROUP BY {bron.dag}"""
