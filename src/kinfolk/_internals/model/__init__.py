"""The model as it is read from `model.yaml`, and what it says of one pair of records."""
