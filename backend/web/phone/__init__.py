"""The pages of a phone that a reset was handed to."""
