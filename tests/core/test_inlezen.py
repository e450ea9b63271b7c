"""Many at once gives the same rows, and the same history, as one by one."""

import pytest
from django.db import IntegrityError
from django.forms.models import model_to_dict

from keukentafel.core import handelende
from keukentafel.core.inlezen import bulk_add
from keukentafel.teams.models import Medewerker, Team
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
