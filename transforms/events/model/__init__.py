"""Events by a language model behind an OpenAI-compatible endpoint: asked, then checked by us."""
