"""The mind: pure functions. One file per exercise; `engine` moves them."""
