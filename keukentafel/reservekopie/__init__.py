"""A back-up that nobody else can read, and the proof that it comes back whole (docs/adr/0028, docs/back-up.md)."""
