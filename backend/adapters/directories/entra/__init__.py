"""Entra ID over Microsoft Graph: app-only calls, signed in by certificate."""
