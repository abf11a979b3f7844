"""From files to trees, declarations and packs. Everything read here may be hostile."""
