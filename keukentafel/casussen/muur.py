"""Which cases and persons are closed to a reader, for the wall of core: those of the households that are."""

from keukentafel.core.muurregels import WORTELS, Wortel

CASUSSEN = "SELECT c.id FROM casussen_casus AS c WHERE c.huishouden_id = ANY (dicht_huishouden)"
#: Who lives today in closed households only. The person of a case elsewhere stays known to those who work on it: that
#: she fled does not take her file away from them. What of her they may see is the decision's (personen.permissions).
PERSONEN = """
    SELECT DISTINCT l.persoon_id AS id FROM personen_huishoudlid AS l
    WHERE l.huishouden_id = ANY (dicht_huishouden) AND l.van <= op AND (l.tot IS NULL OR l.tot >= op)
    AND NOT EXISTS (SELECT 1 FROM personen_huishoudlid AS m WHERE m.persoon_id = l.persoon_id
        AND m.huishouden_id <> ALL (dicht_huishouden) AND m.van <= op AND (m.tot IS NULL OR m.tot >= op))
    AND NOT EXISTS (SELECT 1 FROM casussen_casus AS c WHERE c.persoon_id = l.persoon_id
        AND c.huishouden_id <> ALL (dicht_huishouden))
"""


def connect() -> None:
    """Say which cases and persons are closed; called once, when the application starts."""
    WORTELS.add("casus", Wortel("casussen.Casus", CASUSSEN))
    WORTELS.add("persoon", Wortel("personen.Persoon", PERSONEN, bijzaak=True))
