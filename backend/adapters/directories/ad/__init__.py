"""Active Directory over LDAPS."""
