"""What is open, and what still holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from keukentafel.referentielijsten.public import Buurtvraagstatus

if TYPE_CHECKING:
    from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag  # noqa: F401

M = TypeVar("M", bound=models.Model)


class DagQuerySet(models.QuerySet[M]):
    """Rows that have a `datum`."""

    def up_to(self, dag: date) -> Self:
        """Those of on or before this day."""
        return self.filter(datum__lte=dag)


class OpenQuerySet(DagQuerySet[M]):
    """Requests or offers."""

    def open(self) -> Self:
        """Those that wait for a match."""
        return self.filter(status=Buurtvraagstatus.OPEN)


class GeldendQuerySet(DagQuerySet[M]):
    """Rows that may have been written down by mistake."""

    def geldend(self) -> Self:
        """Those that hold: not taken back."""
        return self.filter(vervallen_op=None)


class VraagQuerySet(OpenQuerySet["Buurtvraag"]):
    """Requests."""


class AanbodQuerySet(OpenQuerySet["Buurtaanbod"]):
    """Offers."""


class KoppelingQuerySet(GeldendQuerySet["Buurtkoppeling"]):
    """Matches."""


class ActiviteitQuerySet(GeldendQuerySet["Activiteit"]):
    """Collective activities."""
