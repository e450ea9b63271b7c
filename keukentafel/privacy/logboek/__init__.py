"""Looking at the log: for a resident, after a breach, each week by rules, and each use of break-glass."""
