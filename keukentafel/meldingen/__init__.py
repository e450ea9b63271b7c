"""Melding, regiecheck, triage, terugkoppeling: what comes in at the door, and how it ends.

Nouns: Melding (a question for help, an initiative, or a signal without a person), MeldingCasus (which case it
became or joined), Meldingsamenvoeging (two meldingen that were one; can be undone), Doorverwijzing (warm hand-over to
another organisation, followed until it is confirmed), Regiecheck (who has regie, is it enough, which route),
Terugkoppeling and Terugkoppelbericht (the answer to who reported), Teamnorm (how soon the first contact must be
there), BuitenSysteemTelling (cases kept outside the system: a number and nothing else).

This room does not work on a case: from the moment a melding has become one, casussen does.
"""
