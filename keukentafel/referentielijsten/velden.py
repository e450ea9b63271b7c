"""Form fields whose answers are the codes of a list: what is offered today, under the name of today.

A code that has ended is not offered for a new record. A record that holds it already keeps it: the form shows
it, under the name it had, and can be saved.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Self

from django import forms

from keukentafel.core.formulieren import Keuzeveld, MeerKeuzeveld
from keukentafel.referentielijsten.selectors import OnbekendeLijst, choices, label_of

Keuzes = Sequence[tuple[str, str]]


def offered(lijst: str, *, kept: Iterable[Any] = (), op: date | None = None) -> list[tuple[str, str]]:
    """(code, name) of what may be chosen on `op`, and of the codes in `kept` that a record holds already.

    Raises OnbekendeLijst when there is no such list; a kept code that the list never had is left out.
    """
    found = choices(lijst, op)
    known = {code for code, _ in found}
    for code in dict.fromkeys(str(value) for value in kept if value):
        if code not in known:
            try:
                found.append((code, label_of(lijst, code, op)))
            except OnbekendeLijst:
                continue
    return found


class _UitLijst(forms.ChoiceField):
    """The part that both fields share. The list is read when a form is made, so once per form.

    `vooraf` and `achteraf`: answers before and after the codes ("Weet ik nog niet"). `alleen` and `zonder`: the
    codes that this question may and may not have. A value in the form's own `initial` is that of the record.
    """

    def __init__(
        self,
        lijst: str,
        *,
        vooraf: Keuzes = (),
        achteraf: Keuzes = (),
        alleen: Collection[str] | None = None,
        zonder: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.lijst, self.vooraf, self.achteraf = lijst, vooraf, achteraf
        self.alleen, self.zonder = alleen, zonder

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        result: Self = super().__deepcopy__(memo)
        result.offer()
        return result

    def offer(self, *, kept: Iterable[Any] = (), op: date | None = None) -> None:
        """Read the list again: as it is on `op`, together with the codes of `kept`."""
        codes = [
            (code, naam)
            for code, naam in offered(self.lijst, kept=kept, op=op)
            if code not in self.zonder and (self.alleen is None or code in self.alleen)
        ]
        self.choices = [*self.vooraf, *codes, *self.achteraf]

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Keep what the record holds among the answers, ended or not."""
        value = form.initial.get(field_name)
        held = [str(item) for item in (value if isinstance(value, list | tuple | set) else [value]) if item]
        known: dict[str, str] = dict(self.choices)  # type: ignore[arg-type]
        extra = [pair for pair in offered(self.lijst, kept=held) if pair[0] in held and pair[0] not in known]
        if extra:
            self.choices = [*known.items(), *extra]
        return super().get_bound_field(form, field_name)


class Lijstkeuzeveld(_UitLijst, Keuzeveld):
    """One code of a list, as chips by default."""


class LijstMeerkeuzeveld(_UitLijst, MeerKeuzeveld):
    """Several codes of a list, as chips by default."""
