"""`make audit`: known weaknesses of code, template and dependencies; exceptions.toml says what may stay, and why."""
