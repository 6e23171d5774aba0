"""What may stand at a key that is missing, as it is written in a file."""

from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from storage_model.scenario.validation.shape import kinds_at, record_of


def fix_of(key: str, field: FieldInfo | None) -> str:
    """Return the words that mend a missing key: a record is shown with all it asks for, so that one mend is enough."""
    fix = f"add `{key}: {_example(field)}`"
    by_name = field is not None and get_origin(field.annotation) is dict
    none_will_do = by_name and not any(getattr(one, "min_length", 0) for one in field.metadata) if field else False
    return f"{fix}, or `{key}: {{}}` where there is none" if none_will_do else fix


def _example(field: FieldInfo | None) -> str:
    if field is None:
        return "…"
    kinds, record = kinds_at(field.annotation), record_of(field.annotation)
    if kinds:
        return f"{{kind: {' | '.join(kinds)}}}"
    if record is not None:
        asked = [key for key, below in record.model_fields.items() if below.is_required()]
        return f"{{{', '.join(f'{key}: …' for key in asked)}}}"
    return " | ".join(word for word in get_args(field.annotation) if isinstance(word, str)) or "…"
