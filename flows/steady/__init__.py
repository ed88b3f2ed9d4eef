"""What /secure is made of, beside its cards: thanks in one line, own reserves, both sides."""
