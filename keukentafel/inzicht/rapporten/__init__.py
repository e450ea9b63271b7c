"""The reports: `compute_<name>(vraag, motor)` gives an Uitkomst. Their definitions: data/rapporten.toml."""
