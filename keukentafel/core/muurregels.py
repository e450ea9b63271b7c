"""Row-level security on PostgreSQL: which rows of which table a transaction sees, read from the models (docs/adr/0023).

A room that has a root of dossiers (a household, a case, a person) says which of them are closed to a reader, in
WORTELS. Every table that points to a root, or to a table that does, gets a policy by itself, its history too; so a new
table cannot be forgotten. The settings that the policies read are written by keukentafel.core.postgresql, and what is
read here is built by keukentafel.core.muurbouw.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from keukentafel.core.register import Register

POLICY = "keukentafel_muur"
WIE = "(SELECT current_setting('keukentafel.wie', true))"
GEBRUIKER = "(SELECT NULLIF(current_setting('keukentafel.gebruiker', true), '')::bigint)"


class Wortel(NamedTuple):
    """A table whose rows are closed to some readers, and the ids of those that are.

    `sql` is a SELECT of one column `id`. It may use `wie` (bigint, the user), `op` (date), and `dicht_naam` (bigint[])
    of every root that was registered before it. A link to a root that is `bijzaak` counts only for a table that hangs
    on nothing else: whoever is named in a dossier does not decide who may read it.
    """

    model: str
    sql: str
    bijzaak: bool = False


class Muur(NamedTuple):
    """What a model says of its own rows; most say nothing, and stand behind the root that they point to.

    `open_om`: no wall, and why. `eigen`: the column with the user whose rows these are. `afweegbaar`: a decision rests
    on it, so that it opens while a decision is made (muur.weighing). `via`: the fields that lead to the root, where the
    first is not the right one.
    """

    open_om: str = ""
    eigen: str = ""
    afweegbaar: bool = False
    via: tuple[str, ...] = ()


WORTELS: Register[Wortel] = Register("wortels van dossiers, met wat daarvan voor een lezer dicht is")
GEWOON = Muur()


def wall_of(model: type[models.Model]) -> Muur:
    """What a model says of its wall; the history of a model stands behind the same one."""
    found: Muur = getattr(_subject(model), "muur", GEWOON)
    return found


def condition_of(model: type[models.Model]) -> str:
    """Return the SQL that is true for a row that the reader may get; '' for a table without a wall."""
    wall = wall_of(model)
    if wall.open_om:
        return ""
    if wall.eigen:
        return f"{WIE} = 'systeem' OR {_column(model, wall.eigen)} = {GEBRUIKER}"
    parts = list(_parts(model, wall))
    if not parts:
        return ""
    closed = " AND ".join(parts)
    return f"{WIE} = 'afwegend' OR ({closed})" if wall.afweegbaar else closed


def walled() -> dict[str, str]:
    """Return the condition of every table with a wall, by name of the table, in order."""
    found = ((model._meta.db_table, condition_of(model)) for model in tables())
    return {table: condition for table, condition in sorted(found) if condition}


def tables() -> list[type[models.Model]]:
    """Every model that has a table, those between many and many too."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _subject(model: type[models.Model]) -> type[models.Model]:
    """The model itself, or of a history the model whose versions it keeps."""
    found: type[models.Model] = getattr(model, "instance_type", model)
    return found


def _column(model: type[models.Model], name: str) -> str:
    return f'"{model._meta.get_field(name).column}"'  # type: ignore[union-attr]


def _parts(model: type[models.Model], wall: Muur) -> Iterator[str]:
    """The conditions that a row meets: of the root that it is, else of what it hangs on.

    What it hangs on is the first of its links, in the order of the roots, that every row has; links that some rows
    lack come along until then. With `via` it is all of those.
    """
    subject = _subject(model)
    for naam, wortel in WORTELS.items():
        if subject._meta.label == wortel.model and not wall.via:
            yield _open_id(naam, f'"{subject._meta.pk.column}"')  # its history has that column too
            return
    for field in _links(subject, wall):
        yield _open_link(field)
        if not field.null and not wall.via:
            return


def _links(subject: type[models.Model], wall: Muur) -> list[Any]:
    """The fields that lead to a root, or to a table that stands behind one; the nearest root first."""
    if wall.via:
        return [subject._meta.get_field(name) for name in wall.via]
    fields = [field for field in subject._meta.concrete_fields if field.is_relation]
    order = {wortel.model: (wortel.bijzaak, place) for place, (_naam, wortel) in enumerate(WORTELS.items())}
    behind = (False, len(order))

    def rank(field: Any) -> tuple[tuple[bool, int], bool]:
        return order.get(_label(field), behind), bool(field.null)

    return sorted((field for field in fields if _label(field) in order or _stands_behind(field, subject)), key=rank)


def _stands_behind(field: Any, subject: type[models.Model]) -> bool:
    """Whether this link leads to another table with a wall, other than that of somebody's own rows."""
    parent = field.related_model
    return parent is not subject and not wall_of(parent).eigen and bool(condition_of(parent))


def _label(field: Any) -> str:
    label: str = field.related_model._meta.label
    return label


def _open_link(field: Any) -> str:
    column, target = f'"{field.column}"', field.related_model._meta
    for naam, wortel in WORTELS.items():
        if target.label == wortel.model:
            return _open_id(naam, f"COALESCE({column}, 0)" if field.null else column)
    seen = f'EXISTS (SELECT 1 FROM "{target.db_table}" AS boven WHERE boven."{target.pk.column}" = {column})'  # noqa: S608
    # Nothing is closed to this reader (or to the product itself): then nothing has to be looked up.
    closed = _closed(next(naam for naam, _wortel in WORTELS.items()))
    loose = f"({column} IS NULL AND {closed} IS NOT NULL) OR " if field.null else ""
    return f"({closed} = '{{}}' OR {loose}{seen})"


def _open_id(naam: str, column: str) -> str:
    return f"{column} <> ALL ({_closed(naam)})"


def _closed(naam: str) -> str:
    return f"(SELECT NULLIF(current_setting('keukentafel.{naam}', true), '')::bigint[])::bigint[]"
