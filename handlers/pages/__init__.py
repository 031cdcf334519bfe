"""The desk: what a coordinator, an observer and an official see and do in a browser.

A module a page; each lists its routes. Nothing here knows of a web server: bot/web/desk.py hands
requests in.
"""
