"""One run or exploration: opens the window and the case, pulls events, hands over."""
