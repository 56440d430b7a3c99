"""The subcommands of `curmap`, one module each."""
