"""The process that opens sent files and writes ours, under limits and off the network."""
