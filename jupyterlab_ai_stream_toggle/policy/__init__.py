"""What is asked for: modes of users and administrators, and which of them is in force."""
