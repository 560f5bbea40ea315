"""Student cards: what a reader sent, and the number in it. Pure; time is passed in."""
