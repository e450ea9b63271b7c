"""The work of the privacy officer: who saw what, the rights of the resident, keeping and destroying.

Each subject has a folder: `logboek` (the log, for residents and for its review), `rechten` (the requests of residents),
`inzage` (the copy that one gets) and `bewaren` (terms, lists, destroying). `start` gathers what waits of each.
"""
