"""The parts of the page Pelatihan: members, timetable, attendance, follow-up, completion."""
