"""Forms: closing on one page, the six questions, the two questions of the aftercare."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from keukentafel.core import widgets
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, MeerKeuzeveld, Tekstveld
from keukentafel.nazorg.public import VRAGEN, Antwoord, Reviewinvoer, Sluitinvoer, Woordvan
from keukentafel.nazorg.states import MET_NVT, VERVOLGMAANDEN
from keukentafel.plannen.public import Doel
from keukentafel.referentielijsten.public import (
    Doelstatus,
    choices,
    label_of,
    offered,
)

JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
NVT = ("nvt", "Niet van toepassing")
GEVRAAGD = (*JA_NEE, ("", "Niet gevraagd"))
REDENLIJSTEN = {
    "reden_niet_anders": "Waarom niet anders?",
    "effect": "Waar leidde het toe?",
    "afwijking": "Wat was er anders?",
    "ander_arrangement": "Hoe is het arrangement anders?",
}


WOORDVELDEN = {
    "voldoende_woord_van": "Wie zegt of er genoeg geregeld is?",
    "woord_van": "Wie zegt of de inwoner tevreden is?",
}


def yes_no(value: str) -> bool | None:
    """True, False, or None for a question that was skipped."""
    return {"ja": True, "nee": False}.get(value)


class ReviewForm(Formulier):
    """Six short questions on the way of working; every one may be skipped (R-131 to R-136, R-125)."""

    def __init__(self, *args: Any, op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_questions(op)

    def add_questions(self, op: date) -> None:
        """Add the six questions, whose word satisfaction is, and the lists A to D, with the names of `op`."""
        for question in VRAGEN:
            self.fields[question] = Keuzeveld(
                label=label_of("werkwijze_vraag", question, op),
                required=False,
                choices=[*JA_NEE, *([NVT] if question in MET_NVT else []), ("", "Overslaan")],
                widget=widgets.KleineChips(),
            )
        self.fields["wijkkracht_wat"] = MeerKeuzeveld(
            label="Wat is er gebruikt?",
            required=False,
            choices=offered("wijkkracht_vorm", kept=self.initial.get("wijkkracht_wat") or (), op=op),
        )
        for name, label in WOORDVELDEN.items():
            self.fields[name] = Keuzeveld(
                label=label, required=False, choices=Woordvan.choices, widget=widgets.KleineChips()
            )
        for code, label in REDENLIJSTEN.items():
            self.fields[f"redenen_{code}"] = MeerKeuzeveld(
                label=label,
                required=False,
                choices=offered(code, kept=self.initial.get(f"redenen_{code}") or (), op=op),
            )

    @property
    def reviewvelden(self) -> list[tuple[str, forms.BoundField]]:
        """The fields of the review with what they are: each question, and under it what its answer opens."""
        order = (
            "wijkt_af", "redenen_reden_niet_anders", "redenen_effect", "redenen_afwijking", "ander_arrangement",
            "redenen_ander_arrangement", "tijdwinst", "wijkkracht", "wijkkracht_wat", "voldoende_ondersteuning",
            "voldoende_woord_van", "tevreden", "woord_van",
        )  # fmt: skip
        return [("vraag" if name in VRAGEN else name, self[name]) for name in order]

    @property
    def review_open(self) -> bool:
        """Whether the folded part must be open: something was answered in it and the form comes back."""
        return self.is_bound and any(field.errors or field.data for _, field in self.reviewvelden)

    def review(self) -> Reviewinvoer:
        """The answers, after validation."""
        data = self.cleaned_data
        reasons = [code for lijst in REDENLIJSTEN for code in data.get(f"redenen_{lijst}") or ()]
        answers: dict[str, Any] = {question: yes_no(data.get(question) or "") for question in VRAGEN}
        return Reviewinvoer(
            **answers, redenen=reasons, wijkkracht_wat=data.get("wijkkracht_wat") or (),
            niet_van_toepassing=[question for question in MET_NVT if data.get(question) == NVT[0]],
            voldoende_woord_van=data.get("voldoende_woord_van") or "", woord_van=data.get("woord_van") or "",
        )  # fmt: skip


class AfsluitForm(ReviewForm):
    """Everything of closing on one page. Required: the reason, and a result per goal of the last open case."""

    niet_verplicht = ("zin", "vervolgmaanden", "verteld")
    komt_in = {"zin": "tijdlijn", "reden": "kwartaalcijfer"}

    def __init__(
        self, *args: Any, doelen: Sequence[Doel], op: date, doelen_verplicht: bool, gemeten: bool, **kwargs: Any
    ) -> None:
        self.doelen = doelen
        super().__init__(*args, op=op, **kwargs)
        results = [pair for pair in choices("doelstatus", op) if pair[0] != Doelstatus.OPEN]
        judgements = [*choices("doelresultaat", op), ("", "Niet gevraagd")]
        for number, doel in enumerate(doelen, start=1):
            self.fields[f"inwoner_{doel.pk}"] = Keuzeveld(
                label="Wat vindt de inwoner zelf" + (f" van doel {number}?" if len(doelen) > 1 else "?"),
                required=False, choices=judgements, widget=widgets.KleineChips(),
            )  # fmt: skip
            self.fields[f"doel_{doel.pk}"] = Keuzeveld(
                label=doel.omschrijving,
                required=doelen_verplicht,
                choices=results if doelen_verplicht else [*results, ("", "Blijft open")],
                error_messages={"required": "Kies wat ervan is gekomen."},
            )
        self.fields["reden"] = Keuzeveld(
            label="Waarom sluit de casus?", choices=choices("afsluitreden", op),
            error_messages={"required": "Kies waarom de casus sluit."},
        )  # fmt: skip
        self.fields["zin"] = Tekstveld(label="Hoe is het gegaan, in één zin?", required=False, max_length=300, rijen=2)
        self.fields["verteld"] = MeerKeuzeveld(
            label="Wie weet het al?", required=False, choices=[("inwoner", "De inwoner"), ("melder", "De melder")]
        )
        if gemeten:
            self.fields["zelfredzaamheid"] = forms.BooleanField(
                label="Zelfredzaamheid is zoals bij de laatste meting", required=False
            )
        self._add_aftercare(op)

    def _add_aftercare(self, op: date) -> None:
        self.fields["nazorg_gewenst"] = Keuzeveld(label="Wil het huishouden nazorg?", required=False, choices=GEVRAAGD)
        self.fields["nazorg_op"] = Datumveld(label="Nazorg op", required=False, vroegst=op)
        self.fields["vervolgmaanden"] = MeerKeuzeveld(
            label="Later nog eens kijken", required=False,
            choices=[(str(months), f"Na {months} maanden") for months in VERVOLGMAANDEN],
        )  # fmt: skip
        self.fields["op"] = Datumveld(label="Afgesloten op", laatst=op)

    @property
    def doelvelden(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The chip rows of the goals: what came of it, and what the resident says of it."""
        return [(self[f"doel_{doel.pk}"], self[f"inwoner_{doel.pk}"]) for doel in self.doelen]

    def invoer(self) -> Sluitinvoer:
        """What was said, after validation."""
        data = self.cleaned_data
        told = set(data["verteld"])
        results = {doel.pk: data[f"doel_{doel.pk}"] for doel in self.doelen if data[f"doel_{doel.pk}"]}
        return Sluitinvoer(
            op=data["op"],
            reden=data["reden"],
            resultaten=results,
            oordelen_inwoner={doel.pk: word for doel in self.doelen if (word := data[f"inwoner_{doel.pk}"])},
            zin=data["zin"],
            inwoner_geinformeerd=("inwoner" in told) if told else None,
            melder_geinformeerd=("melder" in told) if told else None,
            nazorg_gewenst=yes_no(data["nazorg_gewenst"]),
            nazorg_op=data["nazorg_op"],
            vervolgmaanden=[int(months) for months in data["vervolgmaanden"]],
            zelfredzaamheid_ongewijzigd=bool(data.get("zelfredzaamheid")),
            review=self.review(),
        )


class NazorgForm(Formulier):
    """The two questions, and what came of it (R-122)."""

    niet_verplicht = ("toelichting",)

    def __init__(self, *args: Any, op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("goed_ingezet", "gelijkwaardig"):
            self.fields[name] = Keuzeveld(
                label=label_of("nazorg_vraag", name, op), required=False, choices=Antwoord.choices
            )
        self.fields["resultaat"] = Keuzeveld(
            label="Wat kwam eruit?", choices=choices("nazorgresultaat", op),
            error_messages={"required": "Kies wat er uit de nazorg kwam."},
        )  # fmt: skip
        self.fields["toelichting"] = Tekstveld(label="Toelichting", required=False, max_length=300, rijen=2)
        self.fields["gedaan_op"] = Datumveld(label="Gesproken op", laatst=op)


class HeropenForm(Formulier):
    """Why a closed case goes on (R-017)."""

    komt_in: ClassVar[dict[str, str]] = {"reden": "de tijdlijn van de casus"}
    reden = forms.CharField(
        label="Waarom gaat de casus weer open?", max_length=200,
        error_messages={"required": "Schrijf in een paar woorden waarom de casus weer open gaat."},
    )  # fmt: skip


class PlanNazorgForm(Formulier):
    """Plan aftercare for a case that was closed without it."""

    def __init__(self, *args: Any, op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gepland_op"] = Datumveld(label="Nazorg op", vroegst=op)
