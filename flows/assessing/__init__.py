"""The parts of /assess: statements one by one, scenes, the position and its picture, a plan."""
