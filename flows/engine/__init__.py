"""The dialogue engine: flows as data, one pure turn. Knows no exercise, no word and no danger."""
