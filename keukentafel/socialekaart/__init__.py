"""The neighbourhood map: which areas the municipality has and which organisations work there.

Nouns: Gebied, Postcodegebied, Organisatie. This room knows no teams (who serves an area is in teams) and no
persons; an organisation's telephone and e-mail are those of a desk, never of a resident.
"""
