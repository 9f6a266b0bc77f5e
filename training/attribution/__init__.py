"""Trains the attribution tagger: cue heads, then source, cue and content for each of them."""
