"""The living demo municipality of `make run`: fictitious, deterministic, dates relative to today."""
