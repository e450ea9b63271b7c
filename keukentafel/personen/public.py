"""The door of personen."""

from keukentafel.personen.belang import conflicting_households, has_conflict
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie

__all__ = ["Huishouden", "Huishoudlid", "Persoon", "Relatie", "conflicting_households", "has_conflict"]
