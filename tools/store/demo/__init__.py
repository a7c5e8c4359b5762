"""A believable demonstration company: data tables, its customers' stories, and who writes them."""
