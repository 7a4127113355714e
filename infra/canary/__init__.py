"""The canary: the beginning of the main job, played every half an hour by people of its own (docs/decisions/0015)."""
