"""The door for organisations that bring in someone: huisarts, school, politie, woningcorporatie (R-036).

Nouns: Partnersleutel (what an organisation shows instead of logging in; only its keyed fingerprint is kept),
Inzending (which melding came in with which key). A partner writes and never reads: it gets back a receipt number, the
team and a day. What comes of the melding goes its usual road, the three closed answers of meldingen.
"""
