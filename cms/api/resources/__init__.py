"""The addresses of open data: everything is asked of the packages below, nothing is written."""
