"""Persons, the households they live in over time, who is what to whom, and how someone is found by name.

Nouns: Persoon, Huishouden (the unit with one plan and one regisseur), Huishoudlid (dated), Relatie (dated, read in
both directions), Belang and EigenPersoon (who must not see a household), Afschermlid (who alone may), Samenvoeging
with its Verplaatsingen (two records of one person, undone exactly); Zoeksleutel, Naamwoord and Naamvariant (the
index of names, ADR 0008).

Writes lie in actions, belangen, samenvoegen and bulk; reads in selectors (search), dubbelen (who resembles) and
kaarten (cards of a household). What this room must know of rooms above it, it asks through registers.py: how a user
stands to a household, which teams care for someone. It knows no case, plan or team, and decides no right by itself.
"""
