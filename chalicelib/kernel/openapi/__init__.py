"""The API described from its code: OpenAPI 3.1, and a page that shows it. Loaded on the first request for either."""
