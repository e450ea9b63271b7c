"""Who saw and who changed what: append-only, hash-chained, written in the same transaction.

Nouns: Gebeurtenis (one form post or one page), Regel (one line: one action on one object for one
data subject), Betrokkene (the key under which a person's lines can be found). This room knows opaque
ids only; it holds no foreign key, no name and no content. Its screens are in the room privacy.

    with post_event("melding_geregistreerd", by=user):   # or @action on an action
        record("melding_geregistreerd", melding, subjects=[persoon_id])
    note_read("casus", casus, subjects=[...])             # a read; written before the answer leaves
"""
