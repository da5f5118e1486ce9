"""The rule planner's parts: form, phrases, rhythm, connections, colour, function, reasons."""
