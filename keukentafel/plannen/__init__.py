"""The one plan of a household, and the plans of others beside it.

Nouns: Plan (ondersteuningsplan), Vraag, Doel, Actie (afspraak on the screen), Inzet (the arrangement), Doelevaluatie,
Deelafspraak (what is shared with whom and why), Plansjabloon, Planversie (the plan as it was given to the household).

What this room does not do: measure self-reliance (zelfredzaamheid), request or decide on a provision (voorzieningen),
close a case (nazorg). A text that the household never sees has a field of its own (`interne_notitie`); the plan to
take home and the view to look along are built without ever reading it (meegeven.py, meekijken.py).
"""
