"""Forms of meldingen."""

from keukentafel.meldingen.forms.aannemen import AcuutForm, SnelmeldingForm

__all__ = ["AcuutForm", "SnelmeldingForm"]
