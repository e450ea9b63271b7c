"""Where the user writes and chooses: form widgets with Utrecht class names and no inline script."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

Attributen = dict[str, Any]


def _met_klasse(attrs: Attributen | None, klasse: str) -> Attributen:
    alles = dict(attrs or {})
    alles["class"] = f"{klasse} {alles.get('class', '')}".strip()
    return alles


class Tekst(forms.TextInput):
    """One line of text."""

    def __init__(self, attrs: Attributen | None = None) -> None:
        super().__init__(_met_klasse(attrs, "utrecht-textbox"))


class Tekstvak(forms.Textarea):
    """Several lines, growing with the text; `hoogstens` shows a counter (the field checks the length)."""

    def __init__(self, attrs: Attributen | None = None, *, rijen: int = 4, hoogstens: int | None = None) -> None:
        super().__init__({"rows": rijen, "cols": 40, **_met_klasse(attrs, "utrecht-textarea")})
        self.hoogstens = hoogstens

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text with one character for each end of line: a browser sends two, which would count as a change."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class Datum(forms.DateInput):
    """Native date picker; a browser without one gives a text box, and the field reads 12-3-2026 as well."""

    input_type = "date"

    def __init__(self, attrs: Attributen | None = None) -> None:
        super().__init__(_met_klasse(attrs, "utrecht-textbox kt-veld--kort"), format="%Y-%m-%d")


class Geboortedatum(forms.DateInput):
    """Typed date of birth: nobody scrolls forty years back in a calendar."""

    input_type = "text"

    def __init__(self, attrs: Attributen | None = None) -> None:
        basis = {"autocomplete": "off", "inputmode": "text", "placeholder": "dag-maand-jaar"}
        super().__init__(_met_klasse({**basis, **(attrs or {})}, "utrecht-textbox kt-veld--kort"))

    def format_value(self, value: Any) -> str | None:
        """12-3-1986 for a date; text that could not be read stays as it was typed."""
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, date) else value


class Keuze(forms.Select):
    """Native select, for lists too long for chips."""

    def __init__(self, attrs: Attributen | None = None, choices: Any = ()) -> None:
        super().__init__(_met_klasse(attrs, "utrecht-select"), choices)


class Chips(forms.RadioSelect):
    """One choice out of a few, all in sight."""

    template_name = "core/widgets/chips.html"
    klein = False

    def get_context(self, name: str, value: Any, attrs: Attributen | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["klein"] = self.klein
        return context


class KleineChips(Chips):
    """Chips of one line high, for the foot of the composer and for filters."""

    klein = True


class MeerChips(forms.CheckboxSelectMultiple):
    """Several choices out of a few, all in sight."""

    template_name = "core/widgets/chips.html"


class Lijstkeuze(forms.RadioSelect):
    """One choice out of a few long sentences: a radio button per line."""

    template_name = "core/widgets/lijstkeuze.html"


class MeerLijstkeuze(forms.CheckboxSelectMultiple):
    """Several choices out of a few long sentences: a checkbox per line."""

    template_name = "core/widgets/lijstkeuze.html"


class Score(forms.RadioSelect):
    """One level 1–5, or the reason why there is none. Keys 1–5 and 0 choose and go on to the next.

    `vorige` is the value of last time, shown at its button. Choices whose value is not a digit
    (niet besproken, weigert …) stand apart, after the levels.
    """

    template_name = "core/widgets/score.html"

    def __init__(self, attrs: Attributen | None = None, choices: Any = (), *, vorige: str | None = None) -> None:
        super().__init__(attrs, choices)
        self.vorige = vorige

    def get_context(self, name: str, value: Any, attrs: Attributen | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["vorige"] = self.vorige
        return context


class Zoekkeuze(forms.TextInput):
    """Text box that suggests: a POST of `q` to `url` answers with options; without script it is plain.

    Posts the text under its own name and the chosen key under `<name>_sleutel`. `mee` names fields of the same form
    that are sent along with the question; a change in one of them asks again.
    """

    template_name = "core/widgets/zoekkeuze.html"

    def __init__(self, url: str = "", attrs: Attributen | None = None) -> None:
        super().__init__(_met_klasse(attrs, "utrecht-textbox"))
        self.url = url
        self.mee: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: Attributen | None) -> dict[str, Any]:
        tekst, sleutel = value if isinstance(value, tuple | list) else (value, "")
        context = super().get_context(name, tekst, attrs)
        context["widget"].update(
            url=str(self.url), sleutelnaam=f"{name}_sleutel", sleutel=sleutel or "", mee=" ".join(self.mee)
        )
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> tuple[str, str]:
        """The text and the key, both "" when absent."""
        return str(data.get(name, "")), str(data.get(f"{name}_sleutel", ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        """Whether the text was not in the form at all."""
        return name not in data
