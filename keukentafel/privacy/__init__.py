"""The work of the privacy officer: who saw what, the rights of the resident, keeping and destroying.

Each subject has modules of its own, named after it: `logboek*` and `controle*` (the log and its review), `inzage*` and
`verzoeken*` (what a resident may ask), `bewaren*` and `vernietigen*` (retention). `start` gathers what waits of each.
"""
