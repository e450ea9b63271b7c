"""A report as a table on the terminal, JSON, CSV, XLSX or Parquet."""
