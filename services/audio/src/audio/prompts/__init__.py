"""What models of music and effects are told, one file per task and family; `audio.vendors.prompts` renders them."""
