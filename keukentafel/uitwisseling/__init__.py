"""Exchange packages in and out: what a municipality brings along, delivers, or hands to its successor.

A package (gegevenspakket) is a Frictionless Tabular Data Package, version 1 of data/datapackage.json. Coming in it is
checked whole before anything is written, and written whole or not at all; going out it is the same 25 tables.
"""
