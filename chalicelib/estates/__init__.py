"""Communities, buildings, units and residents."""
