"""How segments are made of texts, tags, images and raw lines, whatever construct they stand in."""
