"""What can be done to places: load a county, set localities, hubs and sites."""

from alongside.places.actions.county import CountyRefused, import_county
from alongside.places.actions.load import Changed, LoadRefused, load_county

__all__ = ["Changed", "CountyRefused", "LoadRefused", "import_county", "load_county"]
