"""The lexicon: the words by which a screen is understood. Data, handed in; never read here."""
