"""Organization: departments, members, roles, sign-ins, and the authorizer."""
