"""The rights on the log in PostgreSQL: the role that migrates owns the tables, the application only adds to the log.

Who owns a table can take its triggers away and give himself every right back; so the server runs as another role,
which is refused at start-up when it could change a line (BIO2 8.15.05, ASVS 16.4.2, security.md section 3).
"""

import re
from collections.abc import Iterator

from django.db import connection

LOG, ZOUT = "audit_regel", "audit_betrokkene"
ROLNAAM = re.compile(r"[a-z_][a-z0-9_]{0,62}")
VERBODEN = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")  # of these the application has none on the log
NAMEN = (
    "SELECT c.oid::regclass::text FROM pg_class c WHERE c.oid = to_regclass(%s) "
    "OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass(%s)) ORDER BY 1"
)


class LogboekOpen(RuntimeError):
    """The role under which the server runs could change the log; it does not start."""


class OnjuisteRol(ValueError):
    """The name is no role to give rights to."""


def log_tables() -> list[str]:
    """The log and every partition of it, by name."""
    with connection.cursor() as cursor:
        cursor.execute(NAMEN, [LOG, LOG])
        return [name for (name,) in cursor.fetchall()]


def grants(rol: str) -> list[str]:
    """The statements that give an existing role what the application needs and no more; to run as the owner.

    Raises OnjuisteRol for a name that needs quoting, and for the role that asks.
    """
    if not ROLNAAM.fullmatch(rol):
        raise OnjuisteRol("Kies een rolnaam van kleine letters, cijfers en liggende streepjes.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        owner, schema = cursor.fetchone()
    if rol == owner:
        raise OnjuisteRol("Dit is de rol die de tabellen bezit. De toepassing draait onder een andere.")
    return [
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {rol}",
        f"GRANT USAGE ON SCHEMA {schema} TO {rol}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {rol}",
        f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO {rol}",
        *(f"REVOKE ALL ON {name} FROM PUBLIC, {rol}" for name in (*log_tables(), ZOUT, "django_migrations")),
        *(f"GRANT SELECT, INSERT ON {name} TO {rol}" for name in (LOG, ZOUT)),
        f"GRANT SELECT ON django_migrations TO {rol}",
    ]


def wrong_rights() -> list[str]:
    """What the connected role could do to the log besides reading and adding, in words; empty when nothing."""
    return list(_wrong_rights()) if connection.vendor == "postgresql" else []


def _wrong_rights() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            yield "de rol is beheerder van de database"
        for name in (*log_tables(), ZOUT):
            cursor.execute(
                "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = %s::regclass", [name]
            )
            if cursor.fetchone()[0]:
                yield f"{name} is van deze rol, en dus te wijzigen met ALTER"
            for right in VERBODEN:
                cursor.execute("SELECT has_table_privilege(current_user, %s::regclass, %s)", [name, right])
                if cursor.fetchone()[0]:
                    yield f"{right} op {name}"


def assert_append_only() -> None:
    """Raise LogboekOpen when the role under which this server runs could change, remove or empty the log."""
    if wrong := wrong_rights():
        raise LogboekOpen(
            "De toepassing zou het logboek kunnen wijzigen. Draai haar onder een eigen rol en geef die haar rechten "
            f"met 'keukentafel grants ROL --toepassen'. Nu kan: {'; '.join(wrong[:6])}"
        )
