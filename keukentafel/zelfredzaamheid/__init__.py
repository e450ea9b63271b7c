"""How someone manages, per domain of life: measured only where the question needs it.

Nouns: Meting (one measurement of one person with one version of an instrument), Score (one chosen domain: a
level 1 to 5, or the reason why there is none), Huishoudblik (what was seen of the others at home after a red
score). A domain that nobody chose leaves no row at all (Autoriteit Persoonsgegevens, 15-02-2018: Nijmegen and
Zaanstad). This room never adds scores up, never converts them from one scheme into another, never ships the
criteria texts of an instrument, and never demands a domain.
"""
