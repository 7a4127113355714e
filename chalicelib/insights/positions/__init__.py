"""Where every order stands, with whom and since when; how many stand where; and how long they stood."""
