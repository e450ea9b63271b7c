"""Closing a case well, and asking afterwards how it goes.

Nouns: Afsluiting (a case was closed: why, who was told, in one sentence), Werkwijzereview (did we act differently
than we used to: six short questions, each may be skipped), Nazorg (a check some weeks later: two questions and what
came of it). This room sits above plannen, because closing gives every goal its result. It never judges a worker,
never adds satisfaction of the resident to the worker's estimate of it, and never keeps a case open for a form.
"""
