"""The program: settings, wiring, delivery, schedule, command line. The only room that knows every other; `cli` is its door."""
