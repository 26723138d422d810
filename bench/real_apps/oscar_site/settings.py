"""The smallest settings with which django-oscar's own documentation runs a shop."""

import os
from pathlib import Path

from oscar.defaults import *  # noqa: F403

DATA = Path(os.environ["OSCAR_DATA"])
SECRET_KEY = "only on this computer"
DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
LANGUAGE_CODE = "zh-cn"
LANGUAGES = [("zh-cn", "简体中文")]
USE_TZ = True
SITE_ID = 1
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "shop.sqlite3",
                         "ATOMIC_REQUESTS": True}}  # fmt: skip
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
AUTHENTICATION_BACKENDS = ("oscar.apps.customer.auth_backends.EmailBackend",)
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
_OSCAR = """
config.Shop apps.analytics.apps.AnalyticsConfig apps.checkout.apps.CheckoutConfig
apps.address.apps.AddressConfig apps.shipping.apps.ShippingConfig
apps.catalogue.apps.CatalogueConfig
apps.catalogue.reviews.apps.CatalogueReviewsConfig apps.communication.apps.CommunicationConfig
apps.partner.apps.PartnerConfig apps.basket.apps.BasketConfig apps.payment.apps.PaymentConfig
apps.offer.apps.OfferConfig apps.order.apps.OrderConfig apps.customer.apps.CustomerConfig
apps.search.apps.SearchConfig apps.voucher.apps.VoucherConfig apps.wishlists.apps.WishlistsConfig
apps.dashboard.apps.DashboardConfig apps.dashboard.reports.apps.ReportsDashboardConfig
apps.dashboard.users.apps.UsersDashboardConfig apps.dashboard.orders.apps.OrdersDashboardConfig
apps.dashboard.catalogue.apps.CatalogueDashboardConfig
apps.dashboard.offers.apps.OffersDashboardConfig
apps.dashboard.partners.apps.PartnersDashboardConfig apps.dashboard.pages.apps.PagesDashboardConfig
apps.dashboard.ranges.apps.RangesDashboardConfig
apps.dashboard.reviews.apps.ReviewsDashboardConfig
apps.dashboard.vouchers.apps.VouchersDashboardConfig
apps.dashboard.communications.apps.CommunicationsDashboardConfig
apps.dashboard.shipping.apps.ShippingDashboardConfig
"""
INSTALLED_APPS = [
    *(f"django.contrib.{app}" for app in
      ("admin", "auth", "contenttypes", "sessions", "messages", "sites", "flatpages",
       "staticfiles")),
    *(f"oscar.{app}" for app in _OSCAR.split()),
    "widget_tweaks", "haystack", "treebeard", "sorl.thumbnail", "django_tables2",
]  # fmt: skip
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
]
_PROCESSORS = """
django.template.context_processors.debug django.template.context_processors.request
django.contrib.auth.context_processors.auth django.contrib.messages.context_processors.messages
oscar.apps.search.context_processors.search_form oscar.apps.checkout.context_processors.checkout
oscar.apps.communication.notifications.context_processors.notifications
oscar.core.context_processors.metadata
"""
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
              "OPTIONS": {"context_processors": _PROCESSORS.split()}}]  # fmt: skip
