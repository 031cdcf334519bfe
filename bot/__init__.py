"""The program: what it does and when, its command line. The only room that knows every other."""
