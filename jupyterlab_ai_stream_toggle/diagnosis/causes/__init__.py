"""The causes of failures that are told apart, one file a family."""
