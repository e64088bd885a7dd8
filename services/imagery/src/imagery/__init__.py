"""Makes sheets and frames. It decides what a picture is made from; how it is drawn is its vendors' business."""
