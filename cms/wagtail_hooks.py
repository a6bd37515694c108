from wagtail import hooks

from cms.viewsets import NewsListing


@hooks.register("before_serve_page")
def remember_the_page(page, request, args, kwargs):
    """The links to the other languages, which frame every page, start from the page that is served."""
    request.served_page = page


@hooks.register("register_admin_viewset")
def register_news_listing():
    return NewsListing()
