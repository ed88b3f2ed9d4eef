"""What lessons, the glossary and the questions look things up in; rules of showing them again."""
