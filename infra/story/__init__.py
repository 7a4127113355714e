"""`make story`: the main job against the running stack, over HTTP alone, played as the people would."""
