"""Made-up data for the gallery: every component in every state. The people do not exist."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core import formulieren, widgets
from keukentafel.core.schermdelen import (
    Afspraakregel,
    Cel,
    Doelregel,
    Etiket,
    Feit,
    Filterchip,
    Kolom,
    Menuregel,
    Niveauregel,
    Persoonregel,
    Taakregel,
    Tab,
    Tabel,
    Tijdlijnregel,
    Werkregel,
)
from keukentafel.core.tekenen import (
    Belasting,
    Domeinverloop,
    Kringverdeling,
    draw_belasting,
    draw_kanteling,
    draw_verloop,
)

Over = Callable[[int], date]

NIVEAUS = [
    ("5", "volledig zelfredzaam"),
    ("4", "voldoende zelfredzaam"),
    ("3", "beperkt zelfredzaam"),
    ("2", "niet zelfredzaam"),
    ("1", "acute problematiek"),
    ("niet_besproken", "niet besproken"),
    ("weigert", "weigert"),
    ("onbekend", "onbekend"),
]


class Composerformulier(formulieren.Formulier):
    """What the composer needs: text, and chips."""

    tekst = forms.CharField(
        label="Wat is er gebeurd of afgesproken?",
        widget=widgets.Tekstvak({"placeholder": "Typ hier. Met @ noemt u een collega, met # een doel."}, rijen=3),
    )
    soort = formulieren.Keuzeveld(
        label="Soort",
        widget=widgets.KleineChips,
        initial="contact",
        choices=[
            ("contact", "Contact"),
            ("besluit", "Besluit"),
            ("signaal", "Signaal"),
            ("intern", "Interne notitie"),
        ],
    )


class Voorbeeldformulier(formulieren.Formulier):
    """One of each field."""

    komt_in: ClassVar[dict[str, str]] = {"vraag": "plan, kwartaalcijfer"}
    niet_verplicht: ClassVar[tuple[str, ...]] = ("telefoon", "leefdomeinen")

    naam = formulieren.Zoekkeuzeveld(
        label="Om wie gaat het?", help_text="Typ een naam, of laat leeg bij alleen advies."
    )
    geboren = formulieren.Geboortedatumveld(label="Geboortedatum")
    vraag = formulieren.Tekstveld(
        label="Wat is de vraag?",
        help_text="In één zin, in de woorden van de inwoner.",
        max_length=160,
        rijen=2,
    )
    telefoon = forms.CharField(label="Telefoon")
    via = formulieren.Keuzeveld(
        label="Hoe kwam de vraag binnen?",
        choices=[("tel", "Telefoon"), ("mail", "Mail"), ("loket", "Loket"), ("bezoek", "Huisbezoek")],
    )
    leefdomeinen = formulieren.MeerKeuzeveld(
        label="Waar gaat het over?",
        choices=[
            ("fin", "Financiën"),
            ("hui", "Huisvesting"),
            ("net", "Sociaal netwerk"),
            ("adl", "Dagelijks leven"),
        ],
    )
    route = formulieren.Keuzeveld(
        label="Hoe gaat het verder?",
        widget=widgets.Lijstkeuze,
        choices=[
            ("advies", "Klaar met advies"),
            ("team", "Naar het team: er is meer aan de hand"),
            ("door", "Door naar een ander"),
        ],
    )
    wanneer = formulieren.Datumveld(label="Wanneer bellen we terug?")
    team = forms.ChoiceField(label="Team", choices=[("", "Kies een team"), ("c", "Caberg"), ("m", "Malberg")])
    antwoord = forms.BooleanField(label="De melder krijgt bericht als het is opgepakt", required=False, initial=True)


class Scoreformulier(formulieren.Formulier):
    """Two domains to score."""

    huishouden = formulieren.Keuzeveld(label="Huishouden", choices=NIVEAUS, widget=widgets.Score(vorige="2"))
    netwerk = formulieren.Keuzeveld(label="Sociaal netwerk", choices=NIVEAUS, widget=widgets.Score())


BOOGAART = "Mevrouw J. van den Boogaart"
HUISBEZOEK = (
    "Het strijken gaat nu samen met Ans van om de hoek. Boodschappen lukt nog niet alleen; "
    "volgende week proberen we de scootmobiel uit de uitleen."
)
BEREIK_LEEG = "Doel “weer zelf boodschappen doen” heeft nog geen datum"


def lists(vandaag: date) -> dict[str, Any]:
    """Everything the page shows, with dates around `vandaag`."""

    def over(dagen: int) -> date:
        return vandaag + timedelta(days=dagen)

    return _head(over) | _work(over) | _timeline(over) | _household(over) | _tables(over) | _drawings()


def _head(over: Over) -> dict[str, Any]:
    return {
        "etiketten": [Etiket("Actief"), Etiket("Let op: grote hond", "gevaar")],
        "feiten": [
            Feit("Regisseur", "Noor Haan", "sinds 3 maart"),
            Feit("Team", "Caberg"),
            Feit("Volgende stap", "Doelen evalueren", dag=over(6)),
            Feit("Aangemeld door", "huisarts", "kreeg antwoord op 12 maart"),
        ],
        "tabs": [
            Tab("Overzicht", "#a", True),
            Tab("Plan", "#b"),
            Tab("Zelfredzaamheid", "#c"),
            Tab("Ondersteuning", "#d"),
            Tab("Tijdlijn", "#e"),
            Tab("Wie horen erbij", "#f"),
            Tab("Taken", "#g", telling=3),
        ],
    }


def _work(over: Over) -> dict[str, Any]:
    laat = "3 dagen te laat"
    return {
        "taken": [
            Taakregel("Plan nog niet aan het gezin gegeven", "#", "sinds 4 dagen"),
            Taakregel(BEREIK_LEEG, "#"),
            Taakregel("Antwoord aan de huisarts ligt klaar", "#", actie="Versturen", actie_url="#"),
            Taakregel("Gwen", actie="Intrekken", actie_url="#", onder=("Vraag: wat missen wij?", "Nog geen reactie")),
            Taakregel("Nazorggesprek plannen", "#", laat, te_laat=True),
            Taakregel("Kennismaken met vader", gedaan=True),
        ],
        "werk": [
            Werkregel(BOOGAART, "#", "Eerste contact na melding van de wijkverpleging", laat, True),
            Werkregel("Gezin De Wit", "#", "Plan aan het gezin geven", dag=over(0)),
            Werkregel("De heer Öztürk", "#", "Overdracht van Sanne", "vandaag", actie="Aannemen", actie_url="#"),
            Werkregel("Gezin Peeters-Jansen", "#", "Doelen samen evalueren", dag=over(3)),
        ],
        "wacht": [
            Werkregel("De heer Lemmens", "#", "Aanbieder: start begeleiding", "19 dagen"),
            Werkregel("Mevrouw Aarts", "#", "Backoffice: vraag over vervoer", "6 dagen"),
            Werkregel("Gezin Yildiz", "#", "School: terugbellen", "2 dagen"),
        ],
    }


def _timeline(over: Over) -> dict[str, Any]:
    besluit = Etiket("Besluit")
    return {
        "tijdlijn": [
            Tijdlijnregel("Huisbezoek", over(-1), "Noor Haan", HUISBEZOEK),
            Tijdlijnregel(
                "Zelfredzaamheid opnieuw bekeken",
                over(-7),
                "Noor Haan",
                "Huishouden van 2 naar 3, sociaal netwerk van 3 naar 4.",
            ),
            Tijdlijnregel("Huisarts kreeg bericht: hulp geregeld", over(-9), stil=True),
            Tijdlijnregel(
                "Gekoppeld met buurvrouw Ans",
                over(-50),
                "Buurtservice",
                "Wederkerig: Ans krijgt hulp met haar telefoon.",
                etiket=besluit,
            ),
        ],
    }


def _household(over: Over) -> dict[str, Any]:
    strijken = Afspraakregel("Moeder strijkt samen met Ans", wanneer="woensdag")
    koken = Afspraakregel("Vader kookt op maandag", gedaan=True)
    return {
        "mensen": [
            Persoonregel("Moeder", "38 jaar", "#"),
            Persoonregel("Vader", "41 jaar", "#"),
            Persoonregel("Drie kinderen", "4, 9 en 11 jaar", "#"),
            Persoonregel("Ans", "buurvrouw, helpt mee", "#"),
        ],
        "doelen": [
            Doelregel("Ik wil weer lucht in mijn week", afspraken=[strijken, koken]),
            Doelregel(
                "Ik wil zelf boodschappen doen",
                afspraken=[Afspraakregel("Noor regelt een proefrit", dag=over(6))],
                url="#",
            ),
        ],
        "strook": [
            Niveauregel("Huishouden", 3, 2),
            Niveauregel("Sociaal netwerk", 4, 3),
            Niveauregel("Lichamelijke gezondheid", 3, 3),
            Niveauregel("Financiën", None),
            Niveauregel("Justitie", 5),
            Niveauregel("Huisvesting", 1),
        ],
        "gegevens": [
            Feit("Geboren", "12 maart 1988", "38 jaar", url="#"),
            Feit("Telefoon", "06 12 34 56 78", url="#"),
            Feit("E-mail", "", url="#"),
        ],
    }


def _drawings() -> dict[str, Any]:
    return {
        "kanteling": draw_kanteling(
            [Kringverdeling("Bestaand", eigen=1, maatwerk=3), Kringverdeling("Nieuw", 2, 2, 1, 0)]
        ),
        "verloop": draw_verloop(
            [
                Domeinverloop("Huishouden", 2, 3, 4),
                Domeinverloop("Sociaal netwerk", 2, 4),
                Domeinverloop("Lichamelijke gezondheid", 3, 3),
                Domeinverloop("Geestelijke gezondheid", 3, 2),
                Domeinverloop("Activiteiten dagelijks leven", None, None),
                Domeinverloop("Financiën", None, 1),
            ]
        ),
        "belasting": draw_belasting(
            [
                Belasting("Noor Haan", 21.5, 24, 18),
                Belasting("Sanne Bos", 19, 16, 14),
                Belasting("Wim van der Heijden", 6, 12, 5),
            ]
        ),
    }


def _tables(over: Over) -> dict[str, Any]:
    actief, volgen = Etiket("Actief"), Etiket("Volgen", "stil")
    rijen: list[tuple[str, str, Etiket, Cel, date, list[int | None], str]] = [
        (BOOGAART, "Noor Haan", actief, Cel(dag=over(-3), te_laat=True), over(-19), [2, 3, None], "2"),
        ("Gezin De Wit", "Noor Haan", actief, Cel(dag=over(6)), over(-1), [3, 4, 3], "2"),
        ("De heer Lemmens", "Sanne Bos", volgen, Cel(dag=over(40)), over(-30), [1, 5], "1"),
    ]
    return {
        "tabel": Tabel(
            kolommen=[
                Kolom("Huishouden"),
                Kolom("Regisseur"),
                Kolom("Stand"),
                Kolom("Volgende stap", sorteer_url="#", gesorteerd="ascending"),
                Kolom("Laatste contact"),
                Kolom("Leefdomeinen"),
                Kolom("Doelen", getal=True),
            ],
            rijen=[
                [
                    Cel(wie, "#"),
                    Cel(door),
                    Cel(etiket=stand),
                    stap,
                    Cel(dag=contact),
                    Cel(niveaus=n),
                    Cel(doelen),
                ]
                for wie, door, stand, stap, contact, n, doelen in rijen
            ],
            bijschrift="Casussen van het team",
        ),
        "filters": [Filterchip("Team Caberg", "#"), Filterchip("Actief", "#")],
        "pagina": Paginator(range(148), 12).page(3),
    }


@require_safe
def componenten(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    leeg_formulier = Voorbeeldformulier(
        data={"geboren": "32-13-2026", "vraag": "x" * 170, "naam": "Jans"}, auto_id="fout_%s"
    )
    context = lists(timezone.localdate()) | {
        "composer": Composerformulier(auto_id="composer_%s"),
        "formulier": Voorbeeldformulier(),
        "fout_formulier": leeg_formulier,
        "fout_formulier_velden": [leeg_formulier[naam] for naam in ("geboren", "vraag", "via", "wanneer")],
        "scores": Scoreformulier(auto_id="score_%s"),
        "nieuwmenu": [Menuregel("Melding", "#", toets="m"), Menuregel("Notitie", "#", toets="e")],
    }
    return render(request, "core/componenten.html", context)
