"""Every text lies encrypted, or docs/klare-tekst.toml says why not (security.md 4, K2)."""

from __future__ import annotations

from typing import Any

from django.db import models

from keukentafel.core.privacy import Privacy
from keukentafel.core.versleuteling import VersleuteldTekstveld
from tests.architectuur.klare_tekst import own_models, readable_columns, reasons


def test_every_text_is_encrypted_or_has_a_reason_not_to_be() -> None:
    open_now, told = readable_columns(own_models()), set(reasons())
    assert open_now - told == set(), "versleutel dit veld, of zeg in docs/klare-tekst.toml waarom dat niet gaat"
    assert told - open_now == set(), "dit veld bestaat niet meer of is versleuteld: haal het uit docs/klare-tekst.toml"


def test_what_is_most_sensitive_has_a_reason_of_its_own() -> None:
    """Special personal data may not hide behind "says nothing about a resident"."""
    classes: dict[str, Any] = {
        f"{model._meta.label_lower}.{name}": kind
        for model in own_models()
        for name, kind in model.privacy.items()  # type: ignore[attr-defined]
    }
    harmless = {"inrichting", "techniek", "medewerker"}
    wrong = {
        name: why
        for name, why in reasons().items()
        if classes.get(name) in (Privacy.BIJZONDER, Privacy.BSN, Privacy.DOSSIER) and why in harmless
    }
    assert wrong == {}


def test_a_planted_field_is_seen() -> None:
    class Proef(models.Model):  # noqa: DJ008 (never saved)
        open = models.TextField()
        code = models.CharField(max_length=3, choices=[("a", "A")])
        dicht = VersleuteldTekstveld()

        class Meta:
            app_label = "proef"
            managed = False

    try:
        assert readable_columns([Proef]) == {"proef.proef.open"}
    finally:
        from django.apps import apps

        apps.all_models.pop("proef", None)
        apps.clear_cache()
