"""Forms of meldingen."""

from keukentafel.meldingen.forms.aannemen import AcuutForm, SnelmeldingForm
from keukentafel.meldingen.forms.aanvullen import AanvulForm
from keukentafel.meldingen.forms.behandelen import (
    AfhandelForm,
    DoorverwijsForm,
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
from keukentafel.meldingen.forms.regie import BuitenSysteemForm, GrondForm, RegiecheckForm, VerstuurForm

__all__ = [
    "AanvulForm",
    "AcuutForm",
    "AfhandelForm",
    "BuitenSysteemForm",
    "DoorverwijsForm",
    "GrondForm",
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
