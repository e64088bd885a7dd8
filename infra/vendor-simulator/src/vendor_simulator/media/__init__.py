"""Real small media: pictures, clips and sounds that players accept, described by recipes and made when somebody fetches them."""
