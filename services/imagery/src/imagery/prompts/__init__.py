"""What picture models are told, one file per task and family of models; `imagery.vendors.prompts` renders them."""
