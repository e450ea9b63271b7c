"""Every text of a dossier lies under a key of its own: made, read and followed up many at a time (docs/adr/0026)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from keukentafel.casussen.models import Opschaling
from keukentafel.core import sleutelbeheer, sleutelbos, versleutelen
from keukentafel.core.geheimschrift import encrypt_text, key_of
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.models import Datasleutel
from keukentafel.core.rijnummers import row_bound
from keukentafel.core.sleutelbeheer import still_elsewhere
from keukentafel.core.sleutelbos import Doel as Sleuteldoel
from keukentafel.core.sleutelbos import SleutelVernietigd
from keukentafel.core.versleutelen import encrypt_columns
from keukentafel.core.versleuteling import VersleuteldBinairveld
from keukentafel.plannen.models import Actie, Doel, Inzet, Plan
from keukentafel.plannen.public import all_doelen
from keukentafel.referentielijsten.public import Leefdomein
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KANARIE = "kanarie-in-een-plan"
VANDAAG = date.today()
#: Encrypted fields of nobody's dossier, or of somebody and not of his case: they lie under the municipality's key.
VAN_DE_GEMEENTE = {"personen", "privacy", "toegang", "uitwisseling", "werkplek", "audit"}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return Plan.objects.create(huishouden=cast.gezin, casus=cast.casus, opgesteld_op=VANDAAG, interne_notitie=KANARIE)


def goals(plan: Plan, number: int) -> list[Doel]:
    domain = Leefdomein.objects.all()[0]
    return [Doel.objects.create(plan=plan, leefdomein=domain, omschrijving=f"{KANARIE} {n}") for n in range(number)]


def stored(table: str, column: str, pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s ORDER BY 1", [pk])
        return str(cursor.fetchone()[0])


def owner(table: str, column: str, pk: int) -> str:
    return Datasleutel.objects.get(pk=key_of(stored(table, column, pk))).eigenaar


def asked_for_keys(queries: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in queries.captured_queries if "core_datasleutel" in one["sql"]]


def test_every_encrypted_text_of_a_dossier_names_the_owner_of_its_key() -> None:
    fields = [(model, field) for model in apps.get_models() for field in row_bound(model)]
    rest = [(m, f) for m, f in fields if m._meta.app_label not in VAN_DE_GEMEENTE]
    assert [f.place for _m, f in rest if not f.dossier and not isinstance(f, VersleuteldBinairveld)] == []  # type: ignore[attr-defined]
    assert len(rest) >= 60  # with the versions
    for model, field in rest:
        name: str = field.dossier  # type: ignore[attr-defined]
        if name != "id":  # the name in the key is that of the model it belongs to
            target: Any = model._meta.get_field(name).related_model
            assert field.owner_kind == target._meta.model_name  # type: ignore[attr-defined]


def test_two_models_that_own_keys_never_share_a_name() -> None:
    kinds: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in row_bound(model):
            name = getattr(field, "dossier", "")
            target: Any = model._meta.get_field(name).related_model if name not in ("", "id") else model
            if name:
                label = f"{target._meta.app_label}.{target._meta.model_name.removeprefix('historical')}"
                kinds.setdefault(field.owner_kind, set()).add(label)  # type: ignore[attr-defined]
    assert {kind: labels for kind, labels in kinds.items() if len(labels) > 1} == {}
    assert {"casus", "plan", "doel", "inzet"} <= set(kinds)


def test_the_parts_of_a_plan_lie_under_their_own_keys(plan: Plan) -> None:
    (goal,) = goals(plan, 1)
    action = Actie.objects.create(doel=goal, omschrijving=KANARIE)
    assert owner("plannen_plan", "interne_notitie", plan.pk) == f"plan:{plan.pk}"
    assert owner("plannen_doel", "omschrijving", goal.pk) == f"doel:{goal.pk}"
    assert owner("plannen_actie", "omschrijving", action.pk) == f"doel:{goal.pk}"
    assert owner("plannen_historicaldoel", "omschrijving", goal.pk) == f"doel:{goal.pk}"


def test_a_page_asks_for_all_keys_at_once(plan: Plan) -> None:
    made = goals(plan, 12)
    sleutelbos.forget()
    with CaptureQueriesContext(connection) as queries:
        words = [goal.omschrijving for goal in list(Doel.objects.filter(plan=plan))]
    assert len(words) == len(made)
    assert len(asked_for_keys(queries)) == 2  # theirs, and the one over them
    with CaptureQueriesContext(connection) as queries:
        assert [goal.omschrijving for goal in Doel.objects.filter(plan=plan)] == words
    assert asked_for_keys(queries) == []


def test_a_query_that_is_read_row_by_row_asks_for_all_keys_at_once(plan: Plan) -> None:
    goals(plan, 12)
    sleutelbos.forget()
    with CaptureQueriesContext(connection) as queries:
        assert {fact.omschrijving for fact in all_doelen()} >= {f"{KANARIE} {n}" for n in range(12)}
    assert len(asked_for_keys(queries)) == 2


def test_a_destroyed_key_among_many_is_still_destroyed(plan: Plan) -> None:
    first, second, third = goals(plan, 3)
    sleutelbos.destroy(Sleuteldoel.DOSSIER, f"doel:{second.pk}")
    rows = {goal.pk: goal for goal in Doel.objects.filter(plan=plan)}
    assert rows[first.pk].omschrijving == f"{KANARIE} 0"
    with pytest.raises(SleutelVernietigd):
        _ = rows[second.pk].omschrijving
    assert rows[third.pk].omschrijving == f"{KANARIE} 2"
    assert second.history.get().omschrijving == ""  # a page with versions goes on: it is gone on purpose


def test_a_process_remembers_no_more_keys_than_it_may(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    goals(plan, 9)
    monkeypatch.setattr(sleutelbos, "ONTHOUDEN", 4)
    sleutelbos.forget()
    for goal in Doel.objects.filter(plan=plan):
        assert goal.omschrijving.startswith(KANARIE)
        assert len(sleutelbos._known) <= 6  # and the one in hand, with the one over it
    sleutelbos.forget()


def test_a_new_key_costs_one_question_and_one_statement(cast: Cast, plan: Plan) -> None:
    _ = plan.interne_notitie
    with CaptureQueriesContext(connection) as queries:
        sleutelbos.in_use(Sleuteldoel.DOSSIER, "casus:12345")
    assert len([q for q in asked_for_keys(queries) if "SAVEPOINT" not in q]) == 2


def test_the_keys_of_many_new_rows_are_made_at_once(plan: Plan) -> None:
    domain = Leefdomein.objects.all()[0].pk
    rows = [(plan.pk, domain, f"{KANARIE} {n}") for n in range(300)]
    _ = plan.interne_notitie
    with CaptureQueriesContext(connection) as queries:
        ids = bulk_rows(Doel, ("plan_id", "leefdomein_id", "omschrijving"), rows, len(rows))
    selects = [q for q in asked_for_keys(queries) if q.startswith("SELECT")]
    assert len(selects) == 1
    assert Datasleutel.objects.filter(eigenaar__in=[f"doel:{pk}" for pk in ids]).count() == 300
    assert Doel.objects.get(pk=ids[-1]).omschrijving == f"{KANARIE} 299"
    assert Doel.objects.get(pk=ids[-1]).history.get().omschrijving == f"{KANARIE} 299"
    with CaptureQueriesContext(connection) as queries:
        bulk_change(Doel, ("omschrijving",), [(pk, (f"anders {pk}",)) for pk in ids])
    assert len(asked_for_keys(queries)) == 1
    assert Doel.objects.get(pk=ids[7]).omschrijving == f"anders {ids[7]}"


def test_nothing_is_made_for_rows_that_say_nothing(plan: Plan) -> None:
    before = Datasleutel.objects.count()
    domain = Leefdomein.objects.all()[0].pk
    bulk_rows(Doel, ("plan_id", "leefdomein_id", "omschrijving"), [(plan.pk, domain, "")] * 5, 5)
    assert Datasleutel.objects.count() == before


def test_of_two_who_make_a_key_at_once_the_first_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = sleutelbos.make(Sleuteldoel.DOSSIER, "doel:777")
    look, looks = sleutelbos._of_owners, list[int]()

    def too_early(*what: Any) -> Any:
        looks.append(1)
        return {} if len(looks) == 1 else look(*what)

    monkeypatch.setattr(sleutelbos, "_of_owners", too_early)
    assert sleutelbos.in_use(Sleuteldoel.DOSSIER, "doel:777").ruw == first.ruw
    looks.clear()
    both = sleutelbos.for_owners(["doel:777", "doel:778"])
    assert both["doel:777"].ruw == first.ruw and len(both) == 2


def test_a_key_of_a_transaction_that_was_taken_back_is_not_written_with() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = sleutelbos.in_use(Sleuteldoel.DOSSIER, "doel:779")
        sleutelbos.in_use(Sleuteldoel.DOSSIER, "doel:779")
        raise RuntimeError
    again = sleutelbos.in_use(Sleuteldoel.DOSSIER, "doel:779")
    assert again.id != lost.id and not Datasleutel.objects.filter(pk=lost.id).exists()


def under_the_municipality(field: str, *rows: Any) -> None:
    """As an earlier release wrote it, in the row and in its versions."""
    for row in rows:
        place = f"{row._meta.label_lower}.{field}"
        text = encrypt_text(getattr(row, field), place, doel=Sleuteldoel.VELDEN, rij=str(row.pk))
        for table in (row._meta.db_table, row.history.model._meta.db_table):
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {field} = %s WHERE id = %s", [text, row.pk])


def test_an_upgrade_moves_what_lies_under_the_key_of_the_municipality(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = goals(plan, 5)
    action = Actie.objects.create(doel=made[0], omschrijving=KANARIE)
    under_the_municipality("omschrijving", *made, action)
    assert owner("plannen_doel", "omschrijving", made[0].pk) == ""
    monkeypatch.setattr(versleutelen, "PORTIE", 2)
    fields = {"Doel": ("omschrijving", "resultaat"), "Actie": ("omschrijving",)}
    owners = {"Doel": "id", "Actie": "doel_id"}
    assert encrypt_columns(apps, "plannen", fields, owners) == 12
    for goal in made:
        assert owner("plannen_doel", "omschrijving", goal.pk) == f"doel:{goal.pk}"
        assert owner("plannen_historicaldoel", "omschrijving", goal.pk) == f"doel:{goal.pk}"
    assert owner("plannen_actie", "omschrijving", action.pk) == f"doel:{made[0].pk}"
    assert [goal.omschrijving for goal in Doel.objects.filter(plan=plan)] == [f"{KANARIE} {n}" for n in range(5)]
    assert encrypt_columns(apps, "plannen", fields, owners) == 0  # run again it does nothing


def test_a_rotation_brings_a_text_under_the_key_of_its_dossier(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sleutelbeheer.time, "sleep", lambda seconds: None)
    made = goals(plan, 3)
    before = still_elsewhere()
    under_the_municipality("omschrijving", *made)
    assert still_elsewhere() == before + 6
    done = sleutelbeheer.move_all()
    assert (done.over, done.onleesbaar) == (0, 0)
    assert owner("plannen_historicaldoel", "omschrijving", made[1].pk) == f"doel:{made[1].pk}"
    sleutelbos.forget()
    assert Doel.objects.get(pk=made[1].pk).omschrijving == f"{KANARIE} 1"


def test_every_dossier_gets_a_new_key_in_portions(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sleutelbeheer.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(sleutelbos, "VRAAG", 2)
    made = goals(plan, 5)
    old = {key_of(stored("plannen_doel", "omschrijving", goal.pk)) for goal in made}
    with CaptureQueriesContext(connection) as queries:
        sleutelbeheer.begin(dossiers=True)
    assert len(queries) < 60
    assert sleutelbeheer.move_all().over == 0
    new = {key_of(stored("plannen_doel", "omschrijving", goal.pk)) for goal in made}
    assert len(new) == 5 and not new & old
    assert sleutelbeheer.drop_retired() >= 6
    sleutelbos.forget()
    assert [goal.omschrijving for goal in Doel.objects.filter(plan=plan)] == [f"{KANARIE} {n}" for n in range(5)]


def test_support_that_moves_keeps_its_key_and_its_versions(cast: Cast, plan: Plan) -> None:
    other = Plan.objects.create(huishouden=cast.buren, opgesteld_op=VANDAAG)
    domain = Leefdomein.objects.all()[0]
    item = Inzet.objects.create(plan=plan, leefdomein=domain, kring="formeel", aard="nieuw", van=VANDAAG,
                                omschrijving=KANARIE)  # fmt: skip
    item.change(plan=other)
    assert sleutelbos.destroy(Sleuteldoel.DOSSIER, f"plan:{plan.pk}") == 1
    fresh = Inzet.objects.get(pk=item.pk)
    assert [fresh.omschrijving, *(old.omschrijving for old in fresh.history.all())] == [KANARIE] * 3


def test_a_value_without_a_dossier_lies_under_the_key_of_the_municipality(cast: Cast) -> None:
    field: Any = Opschaling._meta.get_field("reden")
    sealed = field.seal(KANARIE, {"id": 4, "casus_id": None})
    assert Datasleutel.objects.get(pk=key_of(sealed)).doel == Sleuteldoel.VELDEN


@pytest.mark.sqlite
def test_the_key_of_a_dossier_is_found_without_reading_all_keys() -> None:
    found = Datasleutel.objects.filter(doel=Sleuteldoel.DOSSIER, opgevolgd_op=None, eigenaar="casus:1").order_by()
    assert "USING INDEX datasleutel_eigenaar" in found.explain()
