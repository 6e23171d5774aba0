"""Programmes with whole numbers, of sets that run or directions kept apart: each answer under a proved bound."""
