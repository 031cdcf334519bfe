"""The conversations: a router for each, and every sentence that is said, in `locales/`."""
