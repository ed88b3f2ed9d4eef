"""What /toolkit, /anchor and the small practices are made of beside their steps."""
