"""Links, heading ids and assets across a whole collection; pure but for the look whether a file is there."""
