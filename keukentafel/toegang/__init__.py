"""Users, roles, purposes and the one decision: decide(facts) -> Decision. Deny by default."""
