"""What check-ins, pauses and noted moments come to over days and weeks: figures, never verdicts."""
