"""PostgreSQL plans the question for the last line once per connection: it is asked at every page, over all months."""

from django.db import migrations

CREATE = """
CREATE FUNCTION audit_kop(slot bigint, OUT volgnr bigint, OUT hash text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(slot);
    SELECT regel.volgnr, regel.hash INTO volgnr, hash FROM audit_regel AS regel ORDER BY regel.volgnr DESC LIMIT 1;
END $$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_kop(bigint)")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_velden_van_nen7513_en_ldv")]
    operations = [migrations.RunPython(create, remove)]
