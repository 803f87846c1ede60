"""What the program says about itself, made from the rules' cards and the models: reference pages and JSON Schemas."""
