"""A stateful fake of Microsoft Graph and its login service, over TLS on loopback."""
