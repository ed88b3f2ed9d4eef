"""The networks a talk can run over."""
