"""The rule planner's parts: form, phrases, density, connections, colour, place, function, reasons."""
