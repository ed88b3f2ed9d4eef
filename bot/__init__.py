"""The body: Telegram, terminal, store, timers, pictures, command line."""
