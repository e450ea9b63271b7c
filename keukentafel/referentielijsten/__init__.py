"""Versioned code lists: codes, domain schemes, terms, products, weights, with crosswalks between schemes.

Nouns: Lijst, Code (one version of one entry), Domeinstelsel (an instrument or scheme), Leefdomein, Niveau,
Overgang (crosswalk), Criteriumtekst (a municipality's own, licensed texts).

A change has a date of effect: the version that holds until then is closed and a new one is opened, so that a
recorded value keeps the version it was made with. This room knows nothing of persons or cases, converts no
score from one scheme to another, and ships no criteria texts.
"""
