"""What any service stands on, behind small interfaces; it knows no music."""
