"""The web apps' files: what they are called, how they are answered, and how they get to AWS or are served here."""
