"""Forms of the plan: a goal with who does what, support, the household's answer, the plans of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.personen.public import Huishoudlid, Persoon, first_name
from keukentafel.plannen.domeinen import domain_choices
from keukentafel.plannen.models import Actie, Doel, Inzet
from keukentafel.plannen.states import Inzetstatus, Resultaatgebied, Verstrekvorm
from keukentafel.referentielijsten.public import (
    Doelresultaat,
    Doelstatus,
    Evaluatiebron,
    Inzetaard,
    Lijstkeuzeveld,
    Telwijze,
    UitvoerderSoort,
    choices,
    label_of,
    list_codes,
    offered,
)
from keukentafel.teams.public import Medewerker

AFSPRAKEN_BIJ_DOEL = 2
GEEN = ("", "Nog niet")
ALLEEN_VOOR = "Alleen voor deze persoon: komt niet in het plan van de anderen"
WIE_DICHTBIJ = {
    "netwerk": "Familie, vriend of buur",
    "vrijwilliger": "Vrijwilliger",
    "buurt": "Iets in de buurt",
}
WIE_VERDER = {
    "team": "Iemand van het team",
    "eerste_lijn": "Huisarts of andere eerste lijn",
    "tweede_lijn": "Gespecialiseerde hulp",
}
Keuzes = list[tuple[str, str]]
UITKOMST = ("uren", "resultaat", "tevreden", "tevreden_woord_van")  # of a form of support
HIELP: Keuzes = [
    (Doelresultaat.BEHAALD, "Ja"),
    (Doelresultaat.DEELS, "Voor een deel"),
    (Doelresultaat.NIET, "Nee"),
    ("", "Niet ingevuld"),
]
JA_NEE: Keuzes = [("ja", "Ja"), ("nee", "Nee"), ("", "Niet gevraagd")]
WOORD_VAN: Keuzes = [(Evaluatiebron.INWONER, "De inwoner zelf"), (Evaluatiebron.PROFESSIONAL, "Uw inschatting")]


@dataclass(frozen=True, slots=True)
class Wie:
    """Who does something, as chosen in one field: a person, a worker, or a kind."""

    soort: str
    persoon_id: int | None = None
    medewerker_id: int | None = None

    @classmethod
    def read(cls, code: str) -> "Wie":
        """From a choice of `who_choices`: "p:12" a member of the household, "m:5" a worker, else the kind."""
        kind, _, key = code.partition(":")
        if kind == "p":
            return cls(UitvoerderSoort.INWONER, persoon_id=int(key))
        if kind == "m":
            return cls(UitvoerderSoort.TEAM, medewerker_id=int(key))
        return cls(UitvoerderSoort(code or UitvoerderSoort.INWONER))

    @staticmethod
    def code_of(actie: Actie) -> str:
        """The choice that stands for who does this action."""
        if actie.persoon_id:
            return f"p:{actie.persoon_id}"
        return f"m:{actie.medewerker_id}" if actie.medewerker_id else actie.wie_soort


def who_choices(
    leden: Iterable[Huishoudlid], ik: Medewerker | None, ook: Medewerker | None = None, soort: str = ""
) -> Keuzes:
    """The resident first, then the network, then others (R-084), in the plan's own words.

    A kind of performer that was ended is left out, unless an action has it now (`soort`).
    """
    workers = {worker.pk: worker for worker in (ik, ook) if worker is not None}
    kinds = dict(offered("uitvoerder_soort", kept=[soort]))
    near, far = (
        [(code, words) for code, words in group.items() if code in kinds] for group in (WIE_DICHTBIJ, WIE_VERDER)
    )
    return [
        *((f"p:{lid.persoon_id}", first_name(lid.persoon)) for lid in leden),
        *near,
        *((f"m:{pk}", f"{worker.naam} (ik)" if ik and pk == ik.pk else worker.naam) for pk, worker in workers.items()),
        *far,
    ]


def law_choices(leesbaar: Sequence[str]) -> Keuzes:
    """The laws that this worker may record under."""
    return [(code, naam) for code, naam in choices("wet") if code in leesbaar]


def member_choices(leden: Iterable[Huishoudlid], ook: Iterable[Persoon | None] = ()) -> Keuzes:
    """Members of the household by first name, and who was recorded before (`ook`), moved out since."""
    people = {lid.persoon_id: lid.persoon for lid in leden}
    people |= {persoon.pk: persoon for persoon in ook if persoon is not None and persoon.pk not in people}
    return [(str(pk), first_name(persoon)) for pk, persoon in people.items()]


def kind_choices(nu: str = "") -> Keuzes:
    """The finer kinds of support of today, each with the circle it counts in; `nu` stays on offer when it ended."""
    rows = [
        (value.code, f"{value.naam} ({label_of('kring', value.telt_als).lower()})")
        for value in list_codes("kringsoort")
    ]
    if nu and nu not in dict(rows):
        rows.append((nu, label_of("kringsoort", nu)))
    return [("", "Volgt uit wie het doet"), *rows]


def outcome(data: dict[str, Any]) -> dict[str, Any]:
    """What support took and brought, out of a form with the fields of UITKOMST."""
    satisfied = {"ja": True, "nee": False}.get(data["tevreden"])
    return {
        "uren": data["uren"], "resultaat": data["resultaat"], "tevreden": satisfied,
        "tevreden_woord_van": data["tevreden_woord_van"] if satisfied is not None else "",
    }  # fmt: skip


def outcome_initial(item: Inzet) -> dict[str, Any]:
    """The same as it stands now, for a form."""
    satisfied = {True: "ja", False: "nee"}.get(item.tevreden, "") if item.tevreden is not None else ""
    return {
        "uren": item.uren, "resultaat": item.resultaat, "tevreden": satisfied,
        "tevreden_woord_van": item.tevreden_woord_van,
    }  # fmt: skip


def _select(label: str, keuzes: Keuzes, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=keuzes, widget=widgets.Keuze(), **kwargs)


class Knop(formulieren.Formulier):
    """A button: nothing to fill in, one effect however often it is pressed."""


class VraagForm(formulieren.Formulier):
    """A question in the words of who asks it."""

    niet_verplicht = ("leefdomein", "persoon")
    komt_in = {"woorden": "wat u samen bekijkt"}
    woorden = formulieren.Tekstveld(label="Wat is de vraag, in eigen woorden?", max_length=300, rijen=2)
    persoon = forms.ChoiceField(label="Van wie?", widget=widgets.Keuze(), required=False)
    leefdomein = forms.ChoiceField(label="Leefgebied", widget=widgets.Keuze(), required=False)
    besloten = forms.BooleanField(label=ALLEEN_VOOR, required=False)
    wet = forms.ChoiceField(label="Onder welke wet hoort dit?", widget=widgets.Keuze())

    def __init__(self, *args: Any, leden: Sequence[Huishoudlid], wetten: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "persoon", [("", "Het hele huishouden"), *member_choices(leden)])
        _choices(self, "leefdomein", [("", "Weet ik nog niet"), *domain_choices()])
        _choices(self, "wet", law_choices(wetten))

    def clean(self) -> dict[str, Any]:
        """Something private is somebody's."""
        return _private_needs_person(self, dict(super().clean() or {}), "Kies voor wie deze vraag alleen is.")


class DomeinForm(formulieren.Formulier):
    """Which domain a question is about, when that was left open."""

    leefdomein = forms.ChoiceField(label="Bij welk leefgebied hoort deze vraag?", widget=widgets.Keuze())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "leefdomein", [("", "Kies een leefgebied"), *domain_choices()])


class DoelForm(formulieren.Formulier):
    """A goal: the words come first; what is only for the worker stands below."""

    komt_in = {"omschrijving": "het plan dat meegaat", "soort": "kwartaalcijfer"}
    niet_verplicht = ("personen", "streefdatum", "soort", "telwijze", "resultaat", "resultaatgebied", "interne_notitie")

    omschrijving = formulieren.Tekstveld(
        label="Wat wil de inwoner bereiken?", help_text="In eigen woorden: Ik wil …", max_length=300, rijen=2
    )
    leefdomein = forms.ChoiceField(label="Leefgebied", widget=widgets.Keuze())
    personen = formulieren.MeerKeuzeveld(
        label="Voor wie?", help_text="Niemand gekozen: voor het hele huishouden.", required=False
    )
    streefdatum = formulieren.Datumveld(label="Wanneer kijken we of het gelukt is?", required=False)
    resultaat = forms.CharField(label="Waaraan zien we dat het gelukt is?", max_length=300, required=False)
    soort = Lijstkeuzeveld("doelsoort", label="Soort doel", vooraf=[GEEN], required=False)
    telwijze = formulieren.Keuzeveld(
        label="Waarvoor geldt de soort doel?",
        choices=[(Telwijze.INTERVENTIE, "Voor dit doel"), (Telwijze.ARRANGEMENT, "Voor alle steun samen")],
        initial=Telwijze.INTERVENTIE, required=False,
    )  # fmt: skip
    resultaatgebied = formulieren.Keuzeveld(
        label="Waar gaat het resultaat over?", choices=[("", "Niet ingevuld"), *Resultaatgebied.choices], required=False
    )
    wet = forms.ChoiceField(label="Onder welke wet hoort dit?", widget=widgets.Keuze())
    besloten = forms.BooleanField(label=ALLEEN_VOOR, required=False)
    interne_notitie = formulieren.Tekstveld(
        label="Notitie voor het team", help_text="Komt nooit in het plan dat meegaat.", max_length=2000, rijen=2,
        required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, leden: Sequence[Huishoudlid], wetten: Sequence[str], doel: Doel | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        domains = domain_choices()
        if doel is not None and str(doel.leefdomein_id) not in dict(domains):
            domains.insert(0, (str(doel.leefdomein_id), doel.leefdomein.naam))  # recorded in an older scheme
        if doel is not None and not doel.omschrijving:
            self.fields["omschrijving"].required = False  # from another system, without words
        _choices(self, "leefdomein", [("", "Kies een leefgebied"), *domains])
        recorded = [row.persoon for row in doel.personen.all()] if doel is not None else []
        _choices(self, "personen", member_choices(leden, recorded))
        _choices(self, "wet", law_choices(wetten))

    def clean(self) -> dict[str, Any]:
        """Something private is somebody's."""
        data = dict(super().clean() or {})
        if data.get("besloten") and not data.get("personen"):
            self.add_error("personen", "Kies voor wie dit doel alleen is.")
        data["telwijze"] = data.get("telwijze") or Telwijze.INTERVENTIE
        return data


class NieuwDoelForm(DoelForm):
    """A new goal with its first two actions in one save; an action left empty is not made."""

    def __init__(self, *args: Any, wie: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wie = wie
        for number in range(1, AFSPRAKEN_BIJ_DOEL + 1):
            self.fields[f"afspraak_{number}"] = forms.CharField(label="Wat", max_length=200, required=False)
            self.fields[f"wie_{number}"] = _select("Wie", wie, required=False)
            self.fields[f"wanneer_{number}"] = formulieren.Datumveld(label="Voor wanneer", required=False)
            for name in ("afspraak", "wie", "wanneer"):
                formulieren.dress(self.fields[f"{name}_{number}"])

    def afspraakrijen(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each action, for the template."""
        rows = range(1, AFSPRAKEN_BIJ_DOEL + 1)
        return [(self[f"wie_{n}"], self[f"afspraak_{n}"], self[f"wanneer_{n}"]) for n in rows]


class AfspraakForm(formulieren.Formulier):
    """Who does what, and when."""

    niet_verplicht = ("wanneer", "wie_naam")
    omschrijving = forms.CharField(label="Wat spreken we af?", max_length=200)
    wie = forms.ChoiceField(label="Wie doet het?", widget=widgets.Keuze())
    wie_naam = forms.CharField(label="Naam", help_text="Bijvoorbeeld: buurvrouw Ans.", max_length=80, required=False)
    wanneer = formulieren.Datumveld(label="Voor wanneer?", required=False)

    def __init__(self, *args: Any, wie: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "wie", wie)


class BesprokenForm(formulieren.Formulier):
    """On which day the plan was talked through."""

    niet_verplicht = ("op",)
    op = formulieren.Datumveld(label="Wanneer besprak u het plan met het huishouden?", required=False)


class AntwoordForm(formulieren.Formulier):
    """What the household says of its plan."""

    niet_verplicht = ("reden", "toelichting", "op")
    akkoord = Lijstkeuzeveld("planakkoord", label="Wat vindt het huishouden van het plan?")
    reden = Lijstkeuzeveld(
        "reden_niet_akkoord", label="Waarom niet?", help_text="Alleen bij niet akkoord.",
        vooraf=[("", "Kies een reden")], widget=widgets.Keuze(), required=False,
    )  # fmt: skip
    toelichting = formulieren.Tekstveld(label="In eigen woorden", max_length=600, rijen=3, required=False)
    op = formulieren.Datumveld(label="Wanneer zei het huishouden dit?", required=False)


class EvaluatieForm(formulieren.Formulier):
    """How it goes with a goal: the resident's word and the worker's, apart."""

    niet_verplicht = ("oordeel_inwoner", "oordeel_medewerker", "toelichting", "streefdatum")
    oordeel_inwoner = Lijstkeuzeveld(
        "doelresultaat", label="Wat vindt de inwoner?", vooraf=[("", "Niet gevraagd")], required=False
    )
    oordeel_medewerker = Lijstkeuzeveld(
        "doelresultaat", label="Wat vindt u?", vooraf=[("", "Geen oordeel")], required=False
    )
    toelichting = formulieren.Tekstveld(label="Toelichting", max_length=600, rijen=2, required=False)
    status = Lijstkeuzeveld(
        "doelstatus",
        label="Hoe gaat het verder met dit doel?",
        vooraf=[("open", "We gaan door")],
        zonder={Doelstatus.OPEN},
        initial="open",
    )
    streefdatum = formulieren.Datumveld(
        label="Wanneer kijken we weer?", help_text="Alleen als u doorgaat met dit doel.", required=False
    )


class PlangegevensForm(formulieren.Formulier):
    """When to look back together, and a note for the team."""

    niet_verplicht = ("evaluatie_op", "interne_notitie")
    evaluatie_op = formulieren.Datumveld(label="Wanneer kijken we samen terug?", required=False)
    interne_notitie = formulieren.Tekstveld(
        label="Notitie voor het team", help_text="Komt nooit in het plan dat meegaat.", max_length=4000, rijen=3,
        required=False,
    )  # fmt: skip


class TerugblikForm(formulieren.Formulier):
    """Household and team looked back together, and when they do so again."""

    niet_verplicht = ("volgende",)
    gehouden_op = formulieren.Datumveld(label="Wanneer keek u samen terug?")
    volgende = formulieren.Datumveld(label="Wanneer weer?", required=False)


class AnderPlanForm(formulieren.Formulier):
    """Another organisation's plan for this household."""

    niet_verplicht = ("domeinen", "loopt_tot", "document", "contactpersoon", "persoon")
    komt_in = {"naam": "het plan dat meegaat"}
    eigenaar = forms.ChoiceField(label="Van welke organisatie?", widget=widgets.Keuze())
    naam = forms.CharField(label="Hoe heet het plan?", help_text="Bijvoorbeeld: behandelplan.", max_length=120)
    contactpersoon = forms.CharField(label="Contactpersoon", max_length=120, required=False)
    persoon = forms.ChoiceField(label="Voor wie is het?", widget=widgets.Keuze(), required=False)
    besloten = forms.BooleanField(label=ALLEEN_VOOR, required=False)
    wet = forms.ChoiceField(label="Onder welke wet hoort dit?", widget=widgets.Keuze())
    domeinen = formulieren.MeerKeuzeveld(label="Waar gaat het over?", required=False)
    opgesteld_op = formulieren.Datumveld(label="Sinds wanneer?", initial=timezone.localdate)
    loopt_tot = formulieren.Datumveld(label="Tot wanneer?", required=False)
    document = forms.CharField(label="Waar ligt het plan?", max_length=200, required=False)

    def __init__(
        self, *args: Any, organisaties: Keuzes, domeinen: Keuzes, leden: Sequence[Huishoudlid], wetten: Sequence[str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        _choices(self, "eigenaar", [("", "Kies een organisatie"), *organisaties])
        _choices(self, "domeinen", domeinen)
        _choices(self, "persoon", [("", "Het hele huishouden"), *member_choices(leden)])
        _choices(self, "wet", law_choices(wetten))

    def clean(self) -> dict[str, Any]:
        """Something private is somebody's."""
        return _private_needs_person(self, dict(super().clean() or {}), "Kies voor wie dit plan alleen is.")


class DelenForm(formulieren.Formulier):
    """What is shared with whom, and why."""

    niet_verplicht = ("persoon",)
    komt_in = {"met_wie": "het plan dat meegaat"}
    met_wie = forms.CharField(label="Met wie delen we iets?", max_length=120)
    wat = forms.CharField(label="Wat delen we?", max_length=200)
    waarom = forms.CharField(label="Waarom?", max_length=200)
    persoon = forms.ChoiceField(label="Over wie gaat het?", widget=widgets.Keuze(), required=False)
    besloten = forms.BooleanField(label=ALLEEN_VOOR, required=False)
    wet = forms.ChoiceField(label="Onder welke wet hoort dit?", widget=widgets.Keuze())

    def __init__(self, *args: Any, leden: Sequence[Huishoudlid], wetten: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "persoon", [("", "Het hele huishouden"), *member_choices(leden)])
        _choices(self, "wet", law_choices(wetten))

    def clean(self) -> dict[str, Any]:
        """Something private is somebody's."""
        return _private_needs_person(self, dict(super().clean() or {}), "Kies voor wie deze afspraak alleen is.")


class InzetForm(formulieren.Formulier):
    """Support: what was there already, or what is new."""

    niet_verplicht = ("persoon", "uitvoerder", "omvang", "kosten", "hoogstens_tot", "doel", *UITKOMST)
    omschrijving = formulieren.Tekstveld(label="Welke steun is het?", max_length=200, rijen=2)
    aard = Lijstkeuzeveld("inzetaard", label="Was dit er al?", initial=Inzetaard.NIEUW)
    uitvoerder_soort = Lijstkeuzeveld("uitvoerder_soort", label="Wie doet het?")
    kring = Lijstkeuzeveld("kring", label="Van wie komt het?", vooraf=[("", "Volgt uit wie het doet")], required=False)
    kringsoort = forms.ChoiceField(label="Soort", widget=widgets.Keuze(), required=False)
    leefdomein = forms.ChoiceField(label="Leefgebied", widget=widgets.Keuze())
    persoon = forms.ChoiceField(label="Voor wie?", widget=widgets.Keuze(), required=False)
    besloten = forms.BooleanField(label=ALLEEN_VOOR, required=False)
    wet = forms.ChoiceField(label="Onder welke wet hoort dit?", widget=widgets.Keuze())
    doel = forms.ChoiceField(label="Bij welk doel?", widget=widgets.Keuze(), required=False)
    uitvoerder = forms.ChoiceField(label="Organisatie", widget=widgets.Keuze(), required=False)
    status = formulieren.Keuzeveld(
        label="Hoe staat het ervoor?",
        choices=[(v, n) for v, n in Inzetstatus.choices if v != Inzetstatus.GESTOPT],
        initial=Inzetstatus.INGEZET,
    )
    van = formulieren.Datumveld(label="Sinds", initial=timezone.localdate)
    hoogstens_tot = formulieren.Datumveld(label="Hoogstens tot", required=False)
    omvang = forms.CharField(label="Hoeveel", help_text="Bijvoorbeeld: 2 uur per week.", max_length=80, required=False)
    kosten = formulieren.Bedragveld(label="Kosten per jaar in euro", required=False)
    zonder_indicatie = forms.BooleanField(label="Zonder indicatie ingezet", required=False)
    uren = formulieren.Bedragveld(label="Hoeveel uur kostte het in totaal?", max_digits=7, required=False)
    resultaat = formulieren.Keuzeveld(label="Hielp het?", choices=HIELP, required=False)
    tevreden = formulieren.Keuzeveld(label="Is de inwoner tevreden over deze steun?", choices=JA_NEE, required=False)
    tevreden_woord_van = formulieren.Keuzeveld(label="Wie zegt dat?", choices=WOORD_VAN, required=False)

    def __init__(
        self, *args: Any, leden: Sequence[Huishoudlid], wetten: Sequence[str], doelen: Keuzes, organisaties: Keuzes,
        item: Inzet | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        domains = domain_choices()
        if item is not None and str(item.leefdomein_id) not in dict(domains):
            domains.insert(0, (str(item.leefdomein_id), item.leefdomein.naam))  # recorded in an older scheme
        for name in ("omschrijving", "uitvoerder_soort"):
            if item is not None and not getattr(item, name):
                self.fields[name].required = False  # not known of what came from another system
        _choices(self, "leefdomein", [("", "Kies een leefgebied"), *domains])
        recorded = [] if item is None else [item.persoon]
        if item is not None and item.doel_id and str(item.doel_id) not in dict(doelen):
            doelen = [*doelen, (str(item.doel_id), "Een doel dat u niet kunt lezen")]
        if item is not None and item.uitvoerder is not None and str(item.uitvoerder_id) not in dict(organisaties):
            organisaties = [*organisaties, (str(item.uitvoerder_id), item.uitvoerder.naam)]  # not active any more
        _choices(self, "persoon", [("", "Het hele huishouden"), *member_choices(leden, recorded)])
        _choices(self, "doel", [("", "Bij het hele plan"), *doelen])
        _choices(self, "kringsoort", kind_choices(item.kringsoort if item is not None else ""))
        _choices(self, "uitvoerder", [("", "Geen organisatie"), *organisaties])
        if item is not None and item.status_on(timezone.localdate()) == Inzetstatus.GESTOPT:
            del self.fields["status"]  # what stopped goes on by its own button
        _choices(self, "wet", law_choices(wetten))

    def clean(self) -> dict[str, Any]:
        """Something private is somebody's; a planned end lies behind the beginning."""
        data = _private_needs_person(self, dict(super().clean() or {}), "Kies voor wie deze steun alleen is.")
        if data.get("van") and data.get("hoogstens_tot") and data["hoogstens_tot"] < data["van"]:
            self.add_error("hoogstens_tot", "Kies een dag na het begin van de steun.")
        return data


class StopForm(formulieren.Formulier):
    """When support stopped, and what it took and brought: each may be skipped (R-080)."""

    niet_verplicht = UITKOMST
    tot = formulieren.Datumveld(label="Tot en met", initial=timezone.localdate)
    resultaat = formulieren.Keuzeveld(label="Hielp het?", choices=HIELP, required=False)
    tevreden = formulieren.Keuzeveld(label="Is de inwoner tevreden over deze steun?", choices=JA_NEE, required=False)
    tevreden_woord_van = formulieren.Keuzeveld(label="Wie zegt dat?", choices=WOORD_VAN, required=False)
    uren = formulieren.Bedragveld(label="Hoeveel uur kostte het in totaal?", max_digits=7, required=False)


class MeegeefForm(formulieren.Formulier):
    """For whom the plan is, and how it is given."""

    voor = forms.ChoiceField(label="Voor wie is dit exemplaar?", widget=widgets.Keuze(), required=False)
    vorm = formulieren.Keuzeveld(
        label="Hoe geeft u het?", choices=Verstrekvorm.choices, initial=Verstrekvorm.PAPIER, required=False
    )

    def __init__(self, *args: Any, leden: Sequence[Huishoudlid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "voor", [("", "Het hele huishouden"), *member_choices(leden)])


class MeekijkAntwoordForm(formulieren.Formulier):
    """The household answers at the table."""

    akkoord = formulieren.Keuzeveld(
        label="Bent u het eens met dit plan?",
        choices=[("akkoord", "Ja, hier ben ik het mee eens"), ("niet_akkoord", "Nee, hier ben ik het niet mee eens")],
    )
    reden = Lijstkeuzeveld("reden_niet_akkoord", label="Waarom niet?", widget=widgets.Lijstkeuze(), required=False)
    toelichting = formulieren.Tekstveld(label="Wilt u er iets over zeggen?", max_length=600, rijen=3, required=False)


class EigenActieForm(formulieren.Formulier):
    """The resident adds what she will do herself."""

    niet_verplicht = ("wanneer",)
    omschrijving = forms.CharField(label="Wat gaat u zelf doen?", max_length=200)
    wanneer = formulieren.Datumveld(label="Wanneer?", required=False)


def _private_needs_person(form: forms.Form, data: dict[str, Any], melding: str) -> dict[str, Any]:
    if data.get("besloten") and not data.get("persoon"):
        form.add_error("persoon", melding)
    return data


def _choices(form: forms.Form, name: str, keuzes: Keuzes) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = keuzes
