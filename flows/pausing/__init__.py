"""What /pause is made of beside its steps: `flows/pause.py` says how they hang together."""
