"""What clip models are told, one file per task and family of models; `motion.vendors.prompts` renders them."""
