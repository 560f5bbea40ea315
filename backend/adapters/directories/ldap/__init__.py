"""LDAP: the transport that OpenLDAP and Active Directory share, and the adapter for any LDAPv3 server."""
