"""The bench: a city of invented people in an empty database, and what each screen costs with it.

Nouns: City (teams, users and cases to measure with), Visitor (a browser without pictures), Meter (CPU of the server's
processes), Row (one line of the table). It measures the product as it is delivered: authorisation, read log, history.
"""
