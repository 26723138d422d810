"""loanexit-auto: driver assistance for closing an account on a consumer-loan platform."""

__version__ = "0.1.0"
