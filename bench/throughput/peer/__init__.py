"""django-helpdesk as its documentation sets it up, run by its own environment (requirements-peer.txt)."""
