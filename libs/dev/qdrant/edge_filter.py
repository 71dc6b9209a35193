"""Qdrant's JSON filters as the embedded engine's conditions, and point ids both ways."""

import uuid

import qdrant_edge as edge


class BadRequest(Exception):
    """What the caller sent cannot be understood; `status` is what Qdrant itself would answer."""

    def __init__(self, message, status=400):
        super().__init__(message)
        self.status = status


def point_id(value):
    """A JSON point id (unsigned integer or UUID text) as the engine takes it."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str):
        try:
            return uuid.UUID(value)
        except ValueError:
            pass
    raise BadRequest(f"value {value} is not a valid point ID, valid values are either an unsigned integer or a UUID")


def json_id(value):
    return value if isinstance(value, int) else str(value)


def _bool_value(value):
    # The binding reads Python's True as the integer 1, which matches no boolean; it only takes numpy's bool for one.
    return type("bool_", (), {"__module__": "numpy", "__bool__": lambda _self: value})()


def _match(match):
    if not isinstance(match, dict) or len(match) != 1:
        raise BadRequest("a match has exactly one kind")
    kind, value = next(iter(match.items()))
    if kind == "value":
        return edge.MatchValue(_bool_value(value) if isinstance(value, bool) else value)
    if kind == "any":
        return edge.MatchAny(value)
    if kind == "except":
        return edge.MatchExcept(value)
    if kind == "text":
        return edge.MatchText(value)
    raise BadRequest(f"unknown match {kind}")


def _range(value):
    known = {key: value[key] for key in ("gte", "gt", "lte", "lt") if value.get(key) is not None}
    kind = edge.RangeDateTime if any(isinstance(bound, str) for bound in known.values()) else edge.RangeFloat
    return kind(**known)


def _field(condition):
    parts = {}
    if condition.get("match") is not None:
        parts["match"] = _match(condition["match"])
    if condition.get("range") is not None:
        parts["range"] = _range(condition["range"])
    if condition.get("values_count") is not None:
        parts["values_count"] = edge.ValuesCount(**condition["values_count"])
    for flag in ("is_empty", "is_null"):
        if isinstance(condition.get(flag), bool):
            parts[flag] = condition[flag]
    if not parts:
        raise BadRequest("a field condition needs at least one of match, range, values_count", 422)
    return edge.FieldCondition(condition["key"], **parts)


def _condition(condition):
    if not isinstance(condition, dict):
        raise BadRequest("a condition is an object")
    if "key" in condition:
        return _field(condition)
    if "has_id" in condition:
        return edge.HasIdCondition({point_id(value) for value in condition["has_id"]})
    if "is_empty" in condition:
        return edge.IsEmptyCondition(condition["is_empty"]["key"])
    if "is_null" in condition:
        return edge.IsNullCondition(condition["is_null"]["key"])
    if "nested" in condition:
        nested = condition["nested"]
        return edge.NestedCondition(nested["key"], to_filter(nested["filter"]))
    if set(condition) & {"must", "should", "must_not", "min_should"}:
        return to_filter(condition)
    raise BadRequest(f"unknown condition {sorted(condition)}")


def _conditions(value):
    if value is None:
        return None
    return [_condition(item) for item in (value if isinstance(value, list) else [value])]


def to_filter(value):
    """A Qdrant filter object (or None) as the engine's; an unknown part is refused, never ignored."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"must", "should", "must_not", "min_should"}:
        raise BadRequest("unknown filter")
    least = value.get("min_should")
    return edge.Filter(
        must=_conditions(value.get("must")),
        should=_conditions(value.get("should")),
        must_not=_conditions(value.get("must_not")),
        min_should=edge.MinShould(_conditions(least["conditions"]), least["min_count"]) if least else None,
    )


def also_not(filter_json, ids):
    """The filter with these point ids shut out."""
    shut_out = {"must_not": [{"has_id": ids}]}
    return shut_out if filter_json is None else {"must": [filter_json], **shut_out}
