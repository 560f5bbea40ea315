"""What the web layer stores: nonces and intents of stations, members and sessions of staff."""
