"""Figures for the walk over the screens: made from a small package, without the engine."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.public import Bevrorenrapport, freeze_report
from keukentafel.core.datums import past_spans
from keukentafel.inzicht import businesscases, koppelingen
from keukentafel.inzicht.facetten import Facet
from keukentafel.inzicht.figuren.vorm import Figuur, Kolom
from keukentafel.inzicht.models import (
    Bevinding,
    Cijferrijen,
    Cijferstand,
    Ontwikkelpunt,
    Praktijkscan,
    Rapportbestand,
    Verkenstand,
)
from keukentafel.inzicht.praktijkscan import Bevindinginvoer, Puntinvoer, begin_scan, record_bevinding, record_punt
from keukentafel.inzicht.states import Blikveld, Postsoort, Rijsoort
from keukentafel.uitwisseling.public import Sleutelbos
from tests.cast import Cast

FIGUUR = Figuur(
    naam="kanaal", vraag="binnen", soort="balken", titel="Telefoon: 60% (30 van 50)", meet="Hoe meldingen binnenkomen",
    rapport="meldingen", versie=1, definitie="Meldingen ontvangen in de periode.", populatie="Meldingen ontvangen",
    peildatum="2026-10-31", van="2025-11-01", tot="2026-10-31", n=50, ontbrekend=2,
    kolommen=[Kolom("Waarde", "tekst"), Kolom("Aantal"), Kolom("Percentage", "getal"), Kolom("Eerder", "getal")],
    rijen=[["Telefoon", 30, 60.0, 55.5], ["=cmd", 20, 40.0, None], ["Loket", None, None, None]],
)  # fmt: skip


def make_figures(cast: Cast, op: date | None = None) -> str:
    """Figures of team Noord and of policy on one day; returns the name of one."""
    day = op or timezone.localdate()
    for blik, team in ((Blikveld.TEAM, cast.noord), (Blikveld.BELEID, None), (Blikveld.BELEID, cast.noord)):
        made = {"gemaakt_op": timezone.now(), "figuren": [FIGUUR.as_dict()]}
        Cijferstand.objects.get_or_create(blik=blik, team=team, peildatum=day, defaults=made)
    return FIGUUR.naam


def make_koppelsleutel(cast: Cast) -> int:
    """A key of team Noord that waits for its lead."""
    made = koppelingen.make_koppelsleutel(
        by=SYSTEEM, naam="Datawarehouse", tot=timezone.localdate(), team=cast.noord, rapporten=["meldingen"]
    )
    return made[0].pk


def make_facets(cast: Cast) -> str:
    """Two cases of team Noord with their facets; returns a form of file."""
    make_figures(cast)
    stand = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate())
    facets = [
        Facet("stand", "Stand", [("actief", "Actief"), ("volgen", "Volgen")], [[0], [1]]),
        Facet("leeftijd", "Leeftijd", [("40-59", "40 tot en met 59 jaar"), ("onbekend", "Onbekend")], [[0], [1]]),
    ]
    made = {"casussen": [cast.casus.pk, cast.burencasus.pk], "facetten": [facet.as_dict() for facet in facets]}
    Verkenstand.objects.get_or_create(stand=stand, defaults=made)
    return "csv"


def make_rows(cast: Cast) -> int:
    """The meldingen behind a count of team Noord: none of them is left; returns its number."""
    make_figures(cast)
    stand = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate())
    made = {"soort": Rijsoort.MELDINGEN, "ids": []}
    return Cijferrijen.objects.get_or_create(stand=stand, sleutel="kanaal/telefoon", defaults=made)[0].pk


def make_rapportbestand(cast: Cast) -> int:
    """A pack of team Noord that its lead asked for, and that is ready."""
    make_figures(cast)
    stand = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate())
    now = timezone.now()
    made = {"begonnen_op": now, "klaar_op": now, "inhoud": b"%PDF"}
    asked = {"soort": "pakket", "vorm": "pdf", "stand": stand, "door": cast.tom}
    return Rapportbestand.objects.get_or_create(**asked, defaults=made)[0].pk


def fetch_file(client: Client, url: str, **posted: str) -> HttpResponse:
    """Ask for a heavy file, have it made as its own process does, and fetch it."""
    asked = client.post(url, {"idempotentiesleutel": str(uuid.uuid4()), **posted})
    if asked.status_code != 302:
        return asked
    pk = Rapportbestand.objects.latest("pk").pk
    assert asked["Location"] == reverse("inzicht:rapportbestand", args=[pk])
    call_command("rapportbestand", pk)
    return client.get(reverse("inzicht:ophalen", args=[pk]))


INZICHT = {"evaluatievorm": lambda cast: "html" if make_figures(cast) else "", "rijen_id": make_rows,
           "verkenvorm": make_facets, "koppelsleutel_id": make_koppelsleutel,
           "bestand_id": make_rapportbestand,
           "rapport": lambda cast: "bestaat-niet",
           "vraag": lambda cast: "binnen", "figuur": make_figures, "vorm": lambda cast: "csv",
           "pakketvorm": lambda cast: "xlsx" if make_figures(cast) else ""}  # fmt: skip


def make_bevroren(cast: Cast) -> int:
    """A frozen report of team Noord over the last whole quarter."""
    key = Sleutelbos().of("teams", cast.noord.pk)
    day = past_spans(timezone.localdate(), 1, 3)[0][1]
    naam = f"{day.year}-{(day.month + 2) // 3} {key}"
    known = Bevrorenrapport.objects.filter(naam=naam).first()
    if known is not None:
        return known.pk
    answer = {"rapport": "kenmerken", "versie": 1, "rijen": [{"kenmerk": "geslacht", "waarde": "=man", "aantal": 3}]}
    return freeze_report(by=SYSTEEM, naam=naam, peildatum=day, vraag={"team": key}, antwoord=answer).pk


INZICHT |= {"bevroren_id": make_bevroren, "bevrorenvorm": lambda cast: "json"}


def make_businesscase(cast: Cast) -> int:
    """A business case with one line and a fixed version."""
    day, one = timezone.localdate(), (Decimal(1), Decimal(1), Decimal(1))
    made = businesscases.create_businesscase(by=SYSTEEM, naam="Proef", van=day, tot=day)
    line = businesscases.Postinvoer(Postsoort.UITGANG, "Zorg", "Begroting", one, (100, 200, 300))
    businesscases.add_post(by=SYSTEEM, businesscase=made, invoer=line)
    businesscases.fix_version(by=SYSTEEM, businesscase=made)
    return made.pk


INZICHT |= {"businesscase_id": make_businesscase, "post_id": lambda cast: 0}


def make_scan(cast: Cast) -> Praktijkscan:
    """An open scan of team Noord with a finding and a point that rests on it."""
    known = Praktijkscan.objects.filter(team=cast.noord).first()
    if known is not None:
        return known
    scan = begin_scan(by=SYSTEEM, naam="Scan van dit jaar", team=cast.noord)
    invoer = Bevindinginvoer(
        "regie", "interview", timezone.localdate(), "drie hulpverleners", "De regie is onduidelijk."
    )
    found = record_bevinding(by=SYSTEEM, scan=scan, invoer=invoer)
    record_punt(by=SYSTEEM, scan=scan, invoer=Puntinvoer("Regie afspreken", "Het blijft liggen.", [found.pk]))
    return scan


INZICHT |= {
    "scan_id": lambda cast: make_scan(cast).pk,
    "bevinding_id": lambda cast: Bevinding.objects.get(scan=make_scan(cast)).pk,
    "punt_id": lambda cast: Ontwikkelpunt.objects.get(scan=make_scan(cast)).pk,
}
