"""Toewijzing: maatwerk that is requested from the plan, asked back about, decided, and waited for until it starts.

Nouns: Aanvraag (one request for one person), Vraagterug (a question on the request itself), BesluitAnder (what somebody
else decided, such as the huisarts). Not here yet: statutory clocks, decision letters, message traffic.
"""
