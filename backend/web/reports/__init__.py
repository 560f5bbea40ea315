"""Where gateways report what became of messages."""
