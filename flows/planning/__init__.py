"""The weekly plan: steps in ladders, three a week, one for each lane of work."""
