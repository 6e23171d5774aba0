"""How cells lose capacity: cycles counted from a schedule, and the laws that turn use and time into fade."""
