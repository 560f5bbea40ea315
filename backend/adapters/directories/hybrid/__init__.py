"""One directory in two places: accounts of Entra ID, some of them kept in a directory on the premises."""
