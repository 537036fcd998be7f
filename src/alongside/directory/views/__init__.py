"""The pages of the directory."""

from .offers import (
    add_offer,
    change_offer,
    core_item,
    core_offer,
    hub_offer,
    keep_core_item,
    list_hubs,
    print_offer,
    remove_offer,
)
from .services import add_service, change_service, check_service, list_services, print_service, service

__all__ = [
    "add_offer",
    "add_service",
    "change_offer",
    "change_service",
    "check_service",
    "core_item",
    "core_offer",
    "hub_offer",
    "keep_core_item",
    "list_hubs",
    "list_services",
    "print_offer",
    "print_service",
    "remove_offer",
    "service",
]
