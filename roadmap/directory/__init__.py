"""Names of bodies, posts and groups: what they are, their keys, and which are alike."""
