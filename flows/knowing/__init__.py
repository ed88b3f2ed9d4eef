"""What the exercises of understanding share: the card of oneself, what was seen of both sides."""
