"""The way in: who is asking, which conversation an update belongs to, menus, joining."""
