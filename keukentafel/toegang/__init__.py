"""Users, roles, purposes and the one decision: decide(facts) -> Decision. Deny by default.

Nouns: Gebruiker (who logs in), Roltoekenning (a role, dated), Rol and Relatie (words of the matrix),
Actie (what one may do), Besluit (allowed or not, why, and which fields). `matrix.toml` is the whole
permission matrix, for a privacy officer to read. Team membership lives in teams, roles on a case in
casussen; they hand their facts to `authorize`. Passwords, TOTP and passkeys are django-allauth's.
"""
