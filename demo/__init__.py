"""The demonstration: a real backend process, a real station, and a phone and mailbox to receive on."""
