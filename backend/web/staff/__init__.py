"""The staff console, first form: one local account, the open requests, approve or refuse."""
