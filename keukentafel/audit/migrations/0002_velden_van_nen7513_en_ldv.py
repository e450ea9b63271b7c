"""Fields of NEN 7513 and the Logboek Dataverwerkingen; lines that exist keep their first form, up to a proven place."""

import django.utils.timezone
from django.db import migrations, models

COLUMNS = (
    "vorm smallint NOT NULL DEFAULT 1",
    "begonnen {datetime} NULL",
    "grond varchar(24) NOT NULL DEFAULT ''",
    "namens bigint NULL",
    "vreemd varchar(80) NOT NULL DEFAULT ''",
)


def widen(apps, schema_editor):
    kind = "timestamptz" if schema_editor.connection.vendor == "postgresql" else "datetime"
    for column in COLUMNS:
        schema_editor.execute("ALTER TABLE audit_regel ADD COLUMN " + column.format(datetime=kind))


def anchor(apps, schema_editor):
    """Say up to which line the first form is right; nothing for an empty log."""
    from keukentafel.audit.keten import prove_old

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT volgnr, hash FROM audit_regel ORDER BY volgnr DESC LIMIT 1")
        last = cursor.fetchone()
    if last:
        apps.get_model("audit", "IJkpunt").objects.create(
            soort="overgang", volgnr=last[0], hash=last[1], handtekening=prove_old(*last)
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="IJkpunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=8)),
                ("volgnr", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("gemaakt_op", models.DateTimeField(default=django.utils.timezone.now)),
                ("handtekening", models.CharField(max_length=128)),
                ("bezorgd", models.CharField(blank=True, max_length=40)),
            ],
            options={"db_table": "audit_ijkpunt", "ordering": ("pk",)},
        ),
        migrations.RunPython(widen, migrations.RunPython.noop),
        migrations.RunPython(anchor, migrations.RunPython.noop),
    ]
