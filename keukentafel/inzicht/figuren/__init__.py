"""From the outcomes of reports to the figures that Inzicht shows. No engine here: it works on envelopes."""
