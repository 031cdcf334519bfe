"""The conversations, a module for each, and every sentence that is said, in `locales/`."""
