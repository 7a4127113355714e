"""django-helpdesk's own routes, its REST API among them."""

from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls"))]
