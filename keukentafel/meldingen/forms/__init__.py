"""Forms of meldingen."""

from keukentafel.meldingen.forms.aannemen import AcuutForm, SnelmeldingForm
from keukentafel.meldingen.forms.aanvullen import AanvulForm
from keukentafel.meldingen.forms.behandelen import (
    AfhandelForm,
    DoorverwijsForm,
    EscalatieForm,
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
from keukentafel.meldingen.forms.regie import (
    BuitenSysteemForm,
    CijferForm,
    GrondForm,
    NietAangebodenForm,
    RegiecheckForm,
    TijdvakForm,
    VerstuurForm,
)

__all__ = [
    "AanvulForm",
    "AcuutForm",
    "AfhandelForm",
    "BuitenSysteemForm",
    "CijferForm",
    "DoorverwijsForm",
    "EscalatieForm",
    "GrondForm",
    "InzetForm",
    "KnopForm",
    "KoppelForm",
    "NietAangebodenForm",
    "NormForm",
    "RegiecheckForm",
    "SamenForm",
    "SamenvoegForm",
    "SnelmeldingForm",
    "SplitsForm",
    "TeamForm",
    "TijdvakForm",
    "ToewijsForm",
    "VerstuurForm",
    "hidden_key",
]
