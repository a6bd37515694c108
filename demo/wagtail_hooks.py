from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_footer_link")
def letters_of_the_demonstration():
    return _("Letters of this demonstration"), reverse("demo:letters")
