"""Inzicht: one definition per report, over tables in the shape of the exchange package.

`momentopname` holds the tables, `motor` computes with them, `rapport` puts the answer in its envelope, `rapporten` has
one module per report. Nothing here is imported when the web server starts but `apps` and `public`.
"""
