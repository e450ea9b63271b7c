"""The table in which all processes count together (core/tellen.py); no model: it holds nothing that anybody looks up."""

from django.db import migrations

COLUMNS = "(plaats varchar(120) PRIMARY KEY, tot bigint NOT NULL, aantal integer NOT NULL)"


def make(apps, schema_editor):
    kind = "UNLOGGED TABLE" if schema_editor.connection.vendor == "postgresql" else "TABLE"
    schema_editor.execute(f"CREATE {kind} core_telling {COLUMNS}")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE core_telling")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_versleuteld_per_rij")]
    operations = [migrations.RunPython(make, drop)]
