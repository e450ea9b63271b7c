"""From lists to what a screen shows: tables, facts and a time line. No database, no rights."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from keukentafel.core.datums import MAANDEN_KORT
from keukentafel.core.schermdelen import Cel, Etiket, Feit, Kolom, Tabel, Tijdlijnregel
from keukentafel.referentielijsten.models import Code, Domeinstelsel, Leefdomein, Lijst, Niveau, Overgang, Versie
from keukentafel.referentielijsten.momentopname import Overgangswaarde
from keukentafel.referentielijsten.states import Betrouwbaarheid, Lijstsoort, Overgangsoort
from keukentafel.referentielijsten.zending import ALTIJD

GROEPEN = {
    "meldingen": "Meldingen",
    "regiecheck": "Regiecheck",
    "personen": "Personen en netwerk",
    "teams": "Teams en organisaties",
    "casussen": "Casussen",
    "zelfredzaamheid": "Meten van zelfredzaamheid",
    "plannen": "Plan, doel en inzet",
    "voorzieningen": "Voorzieningen",
    "termijnen": "Termijnen",
    "werkwijze": "Werkwijze en nazorg",
    "buurt": "Buurt",
    "jeugd_cbs": "Levering aan het CBS",
}
KENMERKEN = {
    "factor": "Gewicht",
    "dagen": "Aantal dagen",
    "nazorgtermijn_dagen": "Nazorg na (dagen)",
    "bedrag_hoogstens": "Tot hoeveel euro per jaar (0: geen grens)",
    "eigen_aanvraag": "Ook over een eigen aanvraag",
    "evaluatietermijn_dagen": "Samen terugkijken na (dagen)",
    "lengte": "Lengte",
    "eenheid": "Eenheid",
    "artikel": "Wetsartikel",
    "start": "Begint bij",
    "wet": "Wet",
    "lokaal": "Eigen keuze",
    "lengte_tekst": "Lengte in woorden",
    "bij_overschrijding": "Als het te laat is",
    "bewaartermijn_jaar": "Bewaren (jaren)",
    "jaren": "Jaren",
    "weken": "Weken",
    "vanaf": "Vanaf",
    "categorie": "Categorie",
    "groep": "Groep",
    "keuze": "Te kiezen",
    "wijst_op_regie": "Wijst op regie bij",
    "tekst_ja": "Tekst bij ja",
    "tekst_nee": "Tekst bij nee",
}
SOORT_KORT = {
    Lijstsoort.GESLOTEN: Etiket("Vaste codes", "stil"),
    Lijstsoort.UITBREIDBAAR: Etiket("Aan te vullen", ""),
    Lijstsoort.VRIJ: Etiket("Eigen lijst", "goed"),
}


def attribute_label(name: str) -> str:
    """The name of an attribute on screen."""
    return KENMERKEN.get(name, name.replace("_", " ").capitalize())


def day_text(day: date | None) -> str:
    """A day as "1 jul 2014"; empty for no limit."""
    if day is None or day == ALTIJD:
        return ""
    return f"{day.day} {MAANDEN_KORT[day.month - 1]} {day.year}"


def validity_text(van: date, tot: date | None) -> str:
    """From when to when, in words; "altijd" without limits."""
    parts = [f"vanaf {day_text(van)}"] if day_text(van) else []
    parts += [f"tot en met {day_text(tot)}"] if tot else []
    return " ".join(parts) or "altijd"


def attribute_text(attributes: Mapping[str, Any]) -> str:
    """The attributes in one line of words."""
    parts = [f"{attribute_label(name)}: {_value_text(value)}" for name, value in attributes.items()]
    return "; ".join(parts)


def _value_text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(str(item).replace("_", " ") for item in value)
    return str(value)


def list_table(lijsten: Iterable[Lijst], counts: Mapping[int, int], name: str) -> Tabel:
    """The lists of one group, each with its number of codes of today."""
    rows = [
        [
            Cel(lijst.naam, url=reverse("referentielijsten:lijst", args=[lijst.code])),
            Cel(lijst.omschrijving),
            Cel(etiket=SOORT_KORT[Lijstsoort(lijst.soort)]),
            Cel(str(counts.get(lijst.pk, 0))),
        ]
        for lijst in lijsten
    ]
    columns = [Kolom("Lijst"), Kolom("Waarvoor"), Kolom("Soort"), Kolom("Codes", getal=True)]
    return Tabel(columns, rows, naam=name)


def list_facts(lijst: Lijst) -> list[Feit]:
    """Where a list comes from and how sure it is."""
    facts = [
        Feit("Bron", lijst.bron),
        Feit("Hoe zeker", Betrouwbaarheid(lijst.betrouwbaarheid).label),
    ]
    if lijst.contract:
        facts.append(Feit("In het gegevenspakket", lijst.contract.replace(" ", ", ")))
    if lijst.telt_als_lijst:
        facts.append(Feit("Codes tellen mee in", lijst.telt_als_lijst))
    return facts


def code_table(codes: Sequence[Code], *, change: bool, name: str) -> Tabel:
    """Versions of codes; with `change` the name links to its form. Columns that say nothing new stay out."""
    counts_as = any(row.telt_als for row in codes)
    dated = any(row.geldig_van != ALTIJD or row.geldig_tot for row in codes)
    sourced = any((row.bron, row.betrouwbaarheid) != _source(row.lijst) for row in codes)
    attributes = _attribute_columns([row.kenmerken for row in codes])
    columns = [Kolom("Naam"), Kolom("Code")]
    columns += [Kolom("Telt als")] if counts_as else []
    columns += [Kolom(column) for column in attributes]
    columns += [Kolom("Geldig")] if dated else []
    columns += [Kolom("Bron")] if sourced else []
    rows = []
    for row in codes:
        url = reverse("referentielijsten:code_wijzigen", args=[row.lijst.code, row.pk]) if change else ""
        cells = [Cel(row.naam, url=url), Cel(row.code)]
        cells += [Cel(row.telt_als)] if counts_as else []
        cells += [Cel(take(row.kenmerken)) for take in attributes.values()]
        cells += [Cel(validity_text(row.geldig_van, row.geldig_tot))] if dated else []
        cells += [Cel(_source_text(row))] if sourced else []
        rows.append(cells)
    return Tabel(columns, rows, naam=name)


def _source_text(row: Code) -> str:
    if (row.bron, row.betrouwbaarheid) == _source(row.lijst):
        return "zoals de lijst"
    return f"{row.bron} ({row.betrouwbaarheid})"


def _source(lijst: Lijst) -> tuple[str, str]:
    return lijst.bron, lijst.betrouwbaarheid


def _attribute_columns(found: Sequence[Mapping[str, Any]]) -> dict[str, Callable[[Mapping[str, Any]], str]]:
    """Up to three attributes get a column each; more are told in one column of words."""
    names = list(dict.fromkeys(name for attributes in found for name in attributes))
    if len(names) > 3:
        return {"Kenmerken": attribute_text}
    return {attribute_label(name): partial(_attribute_value, name) for name in names}


def _attribute_value(name: str, attributes: Mapping[str, Any]) -> str:
    return _value_text(attributes[name]) if name in attributes else ""


def version_line(versions: Iterable[Versie], today: date) -> list[Tijdlijnregel]:
    """What changed in a list and what is to change, newest first; what held from the start is left out."""
    lines: list[Tijdlijnregel] = []
    previous: dict[str, Versie] = {}
    for row in sorted(versions, key=lambda v: v.geldig_van):
        code = str(getattr(row, "code", ""))
        if row.geldig_van != ALTIJD:
            planned = Etiket("Gaat nog in", "let_op") if row.geldig_van > today else None
            text = _difference(previous.get(code), row)
            lines.append(Tijdlijnregel(row.naam, row.geldig_van, tekst=text, voet=code, etiket=planned))
        previous[code] = row
    lines += [
        Tijdlijnregel(row.naam, row.geldig_tot, tekst="Laatste dag.", voet=code, stil=True)
        for code, row in previous.items()
        if row.geldig_tot is not None
    ]
    return sorted(lines, key=lambda line: line.dag, reverse=True)


def _difference(old: Versie | None, new: Versie) -> str:
    if old is None:
        return "Nieuw in de lijst."
    parts = []
    if old.naam != new.naam:
        parts.append(f"Heette eerst: {old.naam}.")
    if old.volgorde != new.volgorde:
        parts.append(f"Plaats {old.volgorde} wordt {new.volgorde}.")
    if old.kenmerken != new.kenmerken:
        parts.append(f"Was eerst: {attribute_text(old.kenmerken)}. Nu: {attribute_text(new.kenmerken)}.")
    if isinstance(old, Niveau) and isinstance(new, Niveau) and old.is_probleem != new.is_probleem:
        parts.append("Telt nu als probleem." if new.is_probleem else "Telt nu niet meer als probleem.")
    return " ".join(parts) or "Opnieuw in de lijst."


def scheme_table(stelsels: Iterable[Domeinstelsel], counts: Mapping[int, int]) -> Tabel:
    """The domain schemes with their validity."""
    rows = [
        [
            Cel(row.naam, url=reverse("referentielijsten:stelsel", args=[row.code])),
            Cel(str(counts.get(row.pk, 0))),
            Cel(validity_text(row.geldig_van, row.geldig_tot)),
            Cel(etiket=Etiket("Voorbeeld", "let_op")) if row.voorbeeld else Cel(row.bron),
        ]
        for row in stelsels
    ]
    columns = [
        Kolom("Indeling"),
        Kolom("Leefdomeinen", getal=True),
        Kolom("Geldig"),
        Kolom("Bron"),
    ]
    return Tabel(columns, rows, naam="Indelingen in leefdomeinen")


def scheme_facts(stelsel: Domeinstelsel) -> list[Feit]:
    """Where a scheme comes from, from when to when it holds, and for whom."""
    facts = [
        Feit("Geldig", validity_text(stelsel.geldig_van, stelsel.geldig_tot)),
        Feit("Bron", stelsel.bron),
        Feit("Hoe zeker", Betrouwbaarheid(stelsel.betrouwbaarheid).label),
    ]
    if stelsel.alleen_met_kinderen:
        facts.append(Feit("Alleen", "bij kinderen in het huishouden"))
    return facts


def domain_table(domeinen: Sequence[Leefdomein], *, change: bool) -> Tabel:
    """The domains of a scheme, with the name that a resident reads where there is one."""
    columns = [Kolom("Leefdomein"), Kolom("Code")]
    for_resident = any("mijnzrm" in row.kenmerken for row in domeinen)
    columns += [Kolom("Naam voor de inwoner")] if for_resident else []
    rows = []
    for row in domeinen:
        url = reverse("referentielijsten:domein_wijzigen", args=[row.stelsel.code, row.pk]) if change else ""
        cells = [Cel(row.naam, url=url), Cel(row.code)]
        cells += [Cel(str(row.kenmerken.get("mijnzrm", "")))] if for_resident else []
        rows.append(cells)
    return Tabel(columns, rows, naam="Leefdomeinen")


def level_table(niveaus: Sequence[Niveau], *, change: bool) -> Tabel:
    """The levels of a scheme, from 5 to 1."""
    rows = [
        [
            Cel(
                row.naam,
                url=reverse("referentielijsten:niveau_wijzigen", args=[row.stelsel.code, row.pk]) if change else "",
            ),
            Cel(niveaus=[row.waarde]),
            Cel("telt als probleem" if row.is_probleem else "geen probleem"),
        ]
        for row in sorted(niveaus, key=lambda level: -level.waarde)
    ]
    return Tabel([Kolom("Niveau"), Kolom("Cijfer"), Kolom("Telt als")], rows, naam="Niveaus")


def crosswalk_table(
    lines: Sequence[Overgangswaarde], van: Mapping[str, str], naar: Mapping[str, str], name: str, stelsel: str = ""
) -> Tabel:
    """A crosswalk, one row per domain; `van` and `naar` give names by code.

    With `stelsel`, the scheme that it starts from, one row per line, each with the way to end it.
    """
    columns = [Kolom("Van"), Kolom("Naar"), Kolom("Soort")]
    if not stelsel:
        grouped: dict[str, list[Overgangswaarde]] = {}
        for line in lines:
            grouped.setdefault(line.van, []).append(line)
        told = [
            [
                Cel(van.get(code, code)),
                Cel(", ".join(naar.get(line.naar, line.naar) for line in group if line.naar) or "–"),
                Cel(Overgangsoort(line_kind(group[0], lines)).label),
            ]
            for code, group in grouped.items()
        ]
        return Tabel(columns, told, naam=name)
    rows = [
        [
            Cel(van.get(line.van, line.van)),
            Cel(
                naar.get(line.naar, line.naar) or "geen",
                url=reverse("referentielijsten:overgang_einde", args=[stelsel, line.pk]),
            ),
            Cel(Overgangsoort(line_kind(line, lines)).label),
        ]
        for line in lines
    ]
    return Tabel(columns, rows, naam=name)


def line_kind(line: Overgangswaarde, lines: Sequence[Overgangswaarde]) -> Overgangsoort:
    """What kind of step a line is, among the lines that hold together."""
    if not line.naar:
        return Overgangsoort.GEEN
    if sum(other.van == line.van for other in lines) > 1:
        return Overgangsoort.EEN_OP_MEER
    more = sum(other.naar == line.naar for other in lines) > 1
    return Overgangsoort.MEER_OP_EEN if more else Overgangsoort.EEN_OP_EEN


def withdraw_url(soort: str, pk: int) -> str:
    """Where a change that has not begun yet is taken back."""
    return reverse("referentielijsten:intrekken", args=[soort, pk])


def planned_table(rows: Sequence[Leefdomein | Niveau | Overgang]) -> Tabel:
    """What is to begin or to end in a scheme, each with the way to take it back."""
    kinds = {Leefdomein: "domein", Niveau: "niveau", Overgang: "overgang"}
    cells = [
        [
            Cel(str(row)),
            Cel(validity_text(row.geldig_van, row.geldig_tot)),
            Cel("Intrekken", url=withdraw_url(kinds[type(row)], row.pk)),
        ]
        for row in rows
    ]
    return Tabel([Kolom("Wat"), Kolom("Geldig"), Kolom("Toch niet")], cells, naam="Gaat nog in of eindigt")
