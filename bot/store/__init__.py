"""Where talks live between turns: the interface, and SQLite behind it."""
