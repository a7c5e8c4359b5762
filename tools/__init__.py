"""Tools for working on the addons; none of this is installed with them."""
