"""On PostgreSQL the words of the search index are compared by code point, so that a prefix is an index range."""

from django.db import migrations

COLUMNS = {"personen_zoeksleutel": ("eerste", "tweede"), "personen_naamvariant": ("sleutel",)}


def compare_by_code_point(apps, schema_editor):
    """Set collation C; SQLite compares by code point already."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(62) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("personen", "0002_zoeken_samenvoegen_afschermen")]
    operations = [migrations.RunPython(compare_by_code_point, migrations.RunPython.noop)]
