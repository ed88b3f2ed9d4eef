"""What the exercises of saying share: a rewrite tuned by taps, marks on a text, sentences built."""
