"""The process that opens what somebody sent and writes what is to be sent, under limits and off the
network.
"""
