"""The neighbourhood service: what neighbours ask, what they offer, what was matched, and what they do together.

Above plannen, because a request may come from a support item of a plan. It holds no names: who asks or offers is known
to the neighbourhood service, not here (R-142, R-143).
"""
