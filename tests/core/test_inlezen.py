"""Many at once gives the same rows, and the same history, as one by one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from keukentafel.core import handelende
from keukentafel.core.inlezen import _runs, bulk_add, bulk_rows, codes_of, wrong_code
from keukentafel.teams.models import Medewerker, Plaatsing, Team
from tests.leeg import empty_tables

OWN = {"id", "history_id", "history_date", "gemaakt_op", "gewijzigd_op"}


def history_of(row: Medewerker) -> dict[str, object]:
    """Everything that the history says of this row, but for its own ids and times."""
    kept = Medewerker.history.get(id=row.pk)
    return {f.attname: getattr(kept, f.attname) for f in kept._meta.fields if f.attname not in OWN}


@pytest.mark.django_db
def test_the_history_is_that_of_saving_one_by_one() -> None:
    values = {"naam": "Fatma Yıldız", "skj_nummer": "7", "expertise": ["wmo"]}
    with handelende.acting(42):
        one = Medewerker.objects.create(**values)
        [many] = bulk_add(Medewerker, [Medewerker(**values)])
    assert history_of(one) == history_of(many)
    assert history_of(many)["history_user_id"] == 42
    assert model_to_dict(one, exclude=["id"]) == model_to_dict(many, exclude=["id"])
    assert many.versie == 1 and Medewerker.history.get(id=many.pk).history_date is not None


@pytest.mark.django_db
def test_more_than_one_portion() -> None:
    empty_tables()
    made = bulk_add(Team, [Team(naam=f"Team {n}") for n in range(1203)])
    assert len({team.pk for team in made}) == Team.history.count() == 1203
    assert set(Team.history.values_list("naam", flat=True)) == {f"Team {n}" for n in range(1203)}


@pytest.mark.django_db
def test_all_or_nothing() -> None:
    empty_tables()
    with pytest.raises(IntegrityError):
        bulk_add(Team, [Team(naam="Goed"), Team(naam=None)])  # type: ignore[misc]
    assert not Team.objects.exists() and not Team.history.exists()


@pytest.mark.django_db
def test_rows_without_objects_get_the_defaults_and_the_history_of_objects() -> None:
    """Dates, decimals, lists and empty cells are stored as saving stores them."""
    team, worker = Team.objects.create(naam="Noord"), Medewerker.objects.create(naam="Fatma")
    values = {"medewerker_id": worker.pk, "medewerkertype": "jeugd", "fte": Decimal("0.80"), "van": date(2024, 2, 29)}
    with handelende.acting(7):
        one = Plaatsing.objects.create(team=team, tot=None, **values)
        [pk] = bulk_rows(Plaatsing, [*values, "tot"], [(*values.values(), date(2025, 1, 1))], 1)
        [name] = bulk_rows(Medewerker, ["naam", "expertise"], iter([("Yıldız\t\\N", ["wmo", "é"])]), 1)
    many, kept = Plaatsing.objects.get(pk=pk), Plaatsing.history.get(id=pk)
    assert (many.fte, many.van, many.tot, many.team_id) == (one.fte, one.van, date(2025, 1, 1), None)
    assert (kept.fte, kept.tot, kept.history_user_id, kept.history_type, kept.versie) == (one.fte, many.tot, 7, "+", 1)
    assert many.gemaakt_op == many.gewijzigd_op >= one.gemaakt_op
    assert Medewerker.objects.get(pk=name).naam == "Yıldız\t\\N"
    assert Medewerker.history.get(id=name).expertise == ["wmo", "é"]
    assert Team.objects.create(naam="Daarna").pk > team.pk and Medewerker.objects.create(naam="Daarna").pk == name + 1


@pytest.mark.django_db
@pytest.mark.parametrize("values", [[("A",)], [("A",), ("B",), ("C",)]])
def test_another_number_of_rows_than_promised_is_a_fault(values: list[tuple[str]]) -> None:
    before = Team.objects.count(), Team.history.count()
    with pytest.raises(ValueError, match="zip"), transaction.atomic():
        bulk_rows(Team, ["naam"], iter(values), 2)
    assert (Team.objects.count(), Team.history.count()) == before


def test_ids_with_gaps_are_copied_in_runs() -> None:
    assert list(_runs([3, 4, 5, 9, 11, 12])) == [(3, 5), (9, 9), (11, 12)]


def test_an_unknown_code_is_named() -> None:
    codes = codes_of(Plaatsing)
    assert wrong_code(Plaatsing(medewerkertype="jeugd"), codes) == ""
    assert wrong_code(Plaatsing(medewerkertype="tovenaar"), codes) == "medewerkertype"
    assert codes_of(Plaatsing, ["fte"]) == {}


@pytest.mark.django_db
def test_each_version_is_the_row_as_it_was_written() -> None:
    """A change keeps the row of the database, not what else the object holds; a removal keeps the last of it."""
    with handelende.acting(5):
        team = Team.objects.create(naam="Noord")
        loose = Team.objects.get(pk=team.pk)
        loose.intake = True  # never saved
        loose.change(naam="Noordoost")
    with handelende.acting(None):
        pk = team.pk
        Team.objects.get(pk=pk).delete()
    kept = Team.history.filter(id=pk).order_by("history_id")
    assert list(kept.values_list("history_type", "naam", "intake", "versie", "history_user_id")) == [
        ("+", "Noord", False, 1, 5),
        ("~", "Noordoost", False, 2, 5),
        ("-", "Noordoost", False, 2, None),
    ]
