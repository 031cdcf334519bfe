"""People: invitations, lists, leave and deputies, who answers for what."""
