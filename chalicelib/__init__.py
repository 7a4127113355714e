"""Steward's rooms, and the kernel beneath them."""

import gc

# Importing the rooms makes some hundred thousand objects that stay. By default the collector looks through them again
# and again while they are made, which is a tenth of a cold start.
gc.set_threshold(50_000, 20, 20)
