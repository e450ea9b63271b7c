"""What is closed to whom: the households that do not exist for a reader (security.md 2.3), for the wall of core."""

from keukentafel.core.muurregels import WORTELS, Wortel

#: Shielded without this user on its list; where he lives or lived himself; where he declared a tie that holds.
HUISHOUDENS = """
    SELECT h.id FROM personen_huishouden AS h WHERE h.label = 'afgeschermd' AND NOT EXISTS
        (SELECT 1 FROM personen_afschermlid AS a WHERE a.huishouden_id = h.id AND a.gebruiker_id = wie)
    UNION SELECT l.huishouden_id FROM personen_eigenpersoon AS e JOIN personen_huishoudlid AS l USING (persoon_id)
        WHERE e.gebruiker_id = wie
    UNION SELECT b.huishouden_id FROM personen_belang AS b WHERE b.gebruiker_id = wie AND (b.tot IS NULL OR b.tot >= op)
"""


def connect() -> None:
    """Say which households are closed; called once, when the application starts."""
    WORTELS.add("huishouden", Wortel("personen.Huishouden", HUISHOUDENS))
