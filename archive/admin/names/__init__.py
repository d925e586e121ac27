"""What the forms of everything with a name share: namesakes, and merging two into one."""
