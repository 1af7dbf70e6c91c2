"""The screens of the mail room: both registers."""
