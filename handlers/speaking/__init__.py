"""What every conversation speaks with: the turn, texts, buttons, pages, cards."""
