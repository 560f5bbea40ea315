"""How the station reads itself: what stands on the page, in words; when it is said; and the keys of it."""
