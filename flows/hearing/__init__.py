"""Listening, reassuring, small bids: words for the one who answers. Keeps nothing."""
