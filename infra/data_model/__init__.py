"""What lies in the table, how it is reached, and what each operation of the API costs. Writes `docs/data-model.md`."""
