"""Who saw and who changed what: append-only, hash-chained, written in the same transaction. Knows opaque ids only."""
