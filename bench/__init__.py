"""Figures that anyone can measure again: medians, and the ratio to a peer in the same run."""
