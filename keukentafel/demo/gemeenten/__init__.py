"""Demo municipalities: invented people with whom the reports give the figures that the sources published.

Each of `caberg_malpertuis`, `midden_groningen` and `lopik` makes an exchange package from a fixed seed; `laden` brings
it in through the same door as everybody's. What is published and what is invented: docs/demogemeenten.md.
"""
