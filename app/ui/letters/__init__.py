"""The page "Văn bản đã soạn": every letter of this office, found by its words."""
