"""The ways a signed checkpoint leaves the machine, and the key that signs it."""
