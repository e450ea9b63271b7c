"""The table of the counters that slow down guessing: one for all processes of the server (settings.CACHES)."""

from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import migrations

TABEL = "toegang_teller"


def make(apps, schema_editor):
    call_command("createcachetable", TABEL, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.delete_model(BaseDatabaseCache(TABEL, {}).cache_model_class)


class Migration(migrations.Migration):
    dependencies = [("toegang", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
