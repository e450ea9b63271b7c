"""Saved views move to the room weergaven (ADR 0009); what was saved goes along."""

from typing import Any

from django.db import migrations

FIELDS = ("gebruiker_id", "team_id", "scherm", "naam", "filters", "standaard")


def move(apps: Any, _schema_editor: Any) -> None:
    """Copy every saved view to its new room."""
    new = apps.get_model("weergaven", "Weergave")
    rows = apps.get_model("werkplek", "Weergave").objects.order_by("pk").values(*FIELDS)
    new.objects.bulk_create([new(**row) for row in rows])


class Migration(migrations.Migration):
    dependencies = [
        ("werkplek", "0001_initial"),
        ("weergaven", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="HistoricalWeergave"),
        migrations.DeleteModel(name="Weergave"),
    ]
