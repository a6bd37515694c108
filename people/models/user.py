from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.languages import main_language, site_languages


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person. The e-mail address is the login; nobody has a password."""

    username = None
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address is already in use.")}
    )
    language = models.CharField(
        _("language of letters"), max_length=12, choices=site_languages, default=main_language
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("forget_user", "Can erase a person's data")]

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        super().save(**kwargs)

    def __str__(self):
        return self.get_full_name() or self.email
