"""The product's settings as they are served, with a null view and a meter beside it."""

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE

ROOT_URLCONF = "tests.bench_addresses"
MIDDLEWARE = ["tests.bench_meter.meter", *MIDDLEWARE]
