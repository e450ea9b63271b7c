"""Forms of meldingen."""

from keukentafel.meldingen.forms.aannemen import AcuutForm, SnelmeldingForm
from keukentafel.meldingen.forms.aanvullen import AanvulForm
from keukentafel.meldingen.forms.behandelen import (
    AfhandelForm,
    DoorverwijsForm,
    InzetForm,
    KnopForm,
    KoppelForm,
    NormForm,
    SamenForm,
    SamenvoegForm,
    SplitsForm,
    TeamForm,
    ToewijsForm,
    hidden_key,
)
from keukentafel.meldingen.forms.regie import BuitenSysteemForm, CijferForm, GrondForm, RegiecheckForm, VerstuurForm

__all__ = [
    "AanvulForm",
    "AcuutForm",
    "AfhandelForm",
    "BuitenSysteemForm",
    "CijferForm",
    "DoorverwijsForm",
    "GrondForm",
    "InzetForm",
    "KnopForm",
    "KoppelForm",
    "NormForm",
    "RegiecheckForm",
    "SamenForm",
    "SamenvoegForm",
    "SnelmeldingForm",
    "SplitsForm",
    "TeamForm",
    "ToewijsForm",
    "VerstuurForm",
    "hidden_key",
]
