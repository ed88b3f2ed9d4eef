"""What /journal is made of: its questions, its pages, and the shelf they are read back from."""
