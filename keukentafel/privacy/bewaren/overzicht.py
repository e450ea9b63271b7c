"""Retention on the screen: the terms, the lists that wait for a second person, and the proof of what went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.urls import reverse

from keukentafel.audit.public import Actor, action, is_signed, record
from keukentafel.core.datums import lange_datum
from keukentafel.core.formulieren import Formulier, Keuzeveld, Tekstveld
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.privacy.bewaren.standen import Lijststand, Vanaf
from keukentafel.privacy.bewaren.termijnen import Termijn, shipped_terms, terms
from keukentafel.privacy.bewaren.vernietigen import proof_text
from keukentafel.privacy.models import Bewaartermijn, Vernietigingslijst, Vernietigingsregel
from keukentafel.privacy.start import Startregel

LANGST = 100  # years


class TermijnForm(Formulier):
    """How long one kind is kept, from when, and who decided that."""

    jaren = forms.IntegerField(label="Hoeveel jaar bewaart u dit?", min_value=1, max_value=LANGST)
    vanaf = Keuzeveld(label="Vanaf welke dag telt dat?", choices=Vanaf.choices)
    bron = Tekstveld(
        label="Waarop berust dit?", max_length=200, rijen=2, help_text="Een wet, de selectielijst of een besluit."
    )


class BesluitForm(Formulier):
    """Agree to a list, or not."""

    besluit = Keuzeveld(
        label="Mag dit worden vernietigd?",
        choices=[("ja", "Ja, vernietig alles op deze lijst"), ("nee", "Nee, bewaar dit nog")],
    )


@action("bewaartermijn_vastgesteld")
def decide_term(
    *, by: Actor, soort: str, jaren: int, vanaf: str, bron: str, versie: int | None = None
) -> Bewaartermijn:
    """Keep this kind so long from now on. Raises Regelfout for an unknown kind, Versieconflict."""
    if soort not in shipped_terms():
        raise Regelfout("Deze soort is er niet.")
    row = Bewaartermijn.objects.filter(soort=soort).first()
    if row is None:
        made = Bewaartermijn.objects.create(soort=soort, jaren=jaren, vanaf=vanaf, bron=bron)
    else:
        made = Bewaartermijn.lock(row.pk, versie or None)
        made.change(jaren=jaren, vanaf=vanaf, bron=bron)
    record("bewaartermijn_vastgesteld", made, reden=f"{soort}: {jaren} jaar")
    return made


def terms_table() -> Tabel:
    """Every kind with its term and where that comes from; one query."""
    rows = [
        [
            Cel(term.naam, url=reverse("privacy:bewaartermijn", args=[term.soort])),
            Cel(_years(term)), Cel(Vanaf(term.vanaf).label), Cel(term.bron),
            Cel("vastgesteld" if term.vastgesteld else "meegeleverd" if term.zeker else "nagaan"),
        ]
        for term in terms().values()
    ]  # fmt: skip
    columns = [Kolom("Soort"), Kolom("Bewaren"), Kolom("Vanaf"), Kolom("Bron"), Kolom("Stand")]
    return Tabel(columns, rows, naam="Bewaartermijnen")


def lists_table(lijsten: Sequence[Vernietigingslijst]) -> Tabel:
    """These lists, with a link to each."""
    rows = [
        [
            Cel(f"Lijst van {_day(one.opgesteld_op)}", url=reverse("privacy:vernietigingslijst", args=[one.pk])),
            Cel(Lijststand(one.stand).label),
        ]
        for one in lijsten
    ]
    return Tabel([Kolom("Lijst"), Kolom("Stand")], rows, naam="Vernietigingslijsten")


def lines_table(lijst: Vernietigingslijst) -> Tabel:
    """What is on a list: no name, no number of a case; one query."""
    known = shipped_terms()
    rows = [
        [
            Cel(f"Casus {number}"), Cel(known[line.soort].naam if line.soort in known else line.soort),
            Cel(_day(line.einde)), Cel(line.overgeslagen),
        ]
        for number, line in enumerate(Vernietigingsregel.objects.filter(lijst=lijst).order_by("einde", "pk"), start=1)
    ]  # fmt: skip
    columns = [Kolom("Casus"), Kolom("Langste termijn"), Kolom("Bewaard tot en met"), Kolom("Toch bewaard")]
    return Tabel(columns, rows, naam="Op deze lijst")


def proof_table(lijst: Vernietigingslijst) -> Tabel | None:
    """What was destroyed, in counts; None when nothing was yet."""
    counts = lijst.bewijs.get("aantallen", {})
    if lijst.stand != Lijststand.UITGEVOERD:
        return None
    rows = [[Cel(label), Cel(str(number))] for label, number in counts.items()]
    return Tabel([Kolom("Tabel"), Kolom("Rijen", getal=True)], rows, naam="Vernietigd")


def proof_holds(lijst: Vernietigingslijst) -> bool:
    """Whether the proof is still what was signed."""
    return is_signed(proof_text(lijst.bewijs).encode(), lijst.handtekening)


OVER = "Hoe lang wat bewaard blijft, en wat nu weg mag."


def start_line() -> Startregel:
    """For the start page: how many lists wait for a second person; two queries."""
    waiting = Vernietigingslijst.objects.filter(stand=Lijststand.OPEN).count()
    unknown = sum(term.jaren is None for term in terms().values())
    said = f"{waiting} lijst wacht op een collega" if waiting == 1 else f"{waiting} lijsten wachten op een collega"
    told = f"{unknown} termijnen niet bekend" if unknown else ""
    return Startregel("Bewaren en vernietigen", reverse("privacy:bewaren"), said if waiting else told, over=OVER)


def _day(dag: date) -> str:
    return lange_datum(dag)


def _years(term: Termijn) -> str:
    return "niet bekend: er wordt niets vernietigd" if term.jaren is None else f"{term.jaren} jaar"
