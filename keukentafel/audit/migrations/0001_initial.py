"""The log: a plain table on SQLite, partitioned by month on PostgreSQL; append-only on both."""

from django.db import migrations, models

COLUMNS = """
    volgnr bigint NOT NULL,
    tijd {datetime} NOT NULL,
    gebeurtenis {uuid} NOT NULL,
    trace varchar(32) NOT NULL,
    soort varchar(12) NOT NULL,
    actie varchar(60) NOT NULL,
    activiteit varchar(60) NOT NULL,
    resultaat varchar(12) NOT NULL,
    reden varchar(60) NOT NULL,
    actor bigint NULL,
    rol varchar(40) NOT NULL,
    oorsprong varchar(64) NOT NULL,
    object_soort varchar(40) NOT NULL,
    object_id varchar(40) NOT NULL,
    betrokkene varchar(32) NOT NULL,
    wet varchar(14) NOT NULL,
    geheim {binary} NULL,
    hash varchar(64) NOT NULL
"""

SQLITE = [
    "CREATE TABLE audit_regel (" + COLUMNS.format(datetime="datetime", uuid="char(32)", binary="BLOB")
    + ", PRIMARY KEY (volgnr))",
    "CREATE INDEX audit_regel_betrokkene ON audit_regel (betrokkene, volgnr)",
    "CREATE INDEX audit_regel_actor ON audit_regel (actor, volgnr)",
    "CREATE TRIGGER audit_regel_vast_u BEFORE UPDATE ON audit_regel "
    "BEGIN SELECT RAISE(ABORT, 'het logboek is alleen-toevoegen'); END",
    "CREATE TRIGGER audit_regel_vast_d BEFORE DELETE ON audit_regel "
    "BEGIN SELECT RAISE(ABORT, 'het logboek is alleen-toevoegen'); END",
]

POSTGRESQL = [
    "CREATE TABLE audit_regel (" + COLUMNS.format(datetime="timestamptz", uuid="uuid", binary="bytea")
    + ", PRIMARY KEY (volgnr, tijd)) PARTITION BY RANGE (tijd)",
    "CREATE TABLE audit_regel_rest PARTITION OF audit_regel DEFAULT",
    "CREATE INDEX audit_regel_betrokkene ON audit_regel (betrokkene, volgnr)",
    "CREATE INDEX audit_regel_actor ON audit_regel (actor, volgnr)",
    """CREATE FUNCTION audit_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'het logboek is alleen-toevoegen'; END $$""",
    "CREATE TRIGGER audit_regel_vast BEFORE UPDATE OR DELETE ON audit_regel "
    "FOR EACH ROW EXECUTE FUNCTION audit_alleen_toevoegen()",
    "CREATE TRIGGER audit_regel_vast_t BEFORE TRUNCATE ON audit_regel "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen()",
    "REVOKE ALL ON audit_regel FROM PUBLIC",
    "REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_regel FROM CURRENT_USER",
]


def create(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Betrokkene",
            fields=[
                ("subject_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("zout", models.BinaryField(max_length=16)),
            ],
            options={"db_table": "audit_betrokkene"},
        ),
        migrations.CreateModel(
            name="Regel",
            fields=[
                ("volgnr", models.BigIntegerField(primary_key=True, serialize=False)),
                ("tijd", models.DateTimeField()),
                ("gebeurtenis", models.UUIDField()),
                ("trace", models.CharField(max_length=32)),
                ("soort", models.CharField(max_length=12)),
                ("actie", models.CharField(max_length=60)),
                ("activiteit", models.CharField(max_length=60)),
                ("resultaat", models.CharField(max_length=12)),
                ("reden", models.CharField(max_length=60)),
                ("actor", models.BigIntegerField(null=True)),
                ("rol", models.CharField(max_length=40)),
                ("oorsprong", models.CharField(max_length=64)),
                ("object_soort", models.CharField(max_length=40)),
                ("object_id", models.CharField(max_length=40)),
                ("betrokkene", models.CharField(max_length=32)),
                ("wet", models.CharField(max_length=14)),
                ("geheim", models.BinaryField(null=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"db_table": "audit_regel", "managed": False, "ordering": ("volgnr",)},
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
