"""A campaign as files that any web server can show for good: `manage.py archive_campaign`."""
