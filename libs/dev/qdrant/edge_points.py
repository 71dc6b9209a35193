"""The point operations of Qdrant's REST interface: each takes a collection and the request's JSON body."""

import qdrant_edge as edge

from edge_filter import BadRequest, also_not, json_id, point_id, to_filter


def _done(collection):
    return {"operation_id": collection.next_operation(), "status": "completed"}


def _apply(collection, operation):
    collection.shard.update(operation)
    return _done(collection)


def _limit(body, standard=10):
    limit = body.get("limit")
    limit = standard if limit is None else limit
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise BadRequest("limit: must be 1 or larger", 422)
    return limit


def _payload_choice(value, standard):
    if value is None:
        return standard
    if isinstance(value, dict):
        if "include" in value:
            return edge.PayloadSelector.Include(value["include"])
        if "exclude" in value:
            return edge.PayloadSelector.Exclude(value["exclude"])
        raise BadRequest("unknown payload selector")
    return value


def _point(value):
    vector = value.get("vector")
    if not isinstance(vector, list):
        raise BadRequest("a point needs one vector: a list of numbers")
    return edge.Point(point_id(value.get("id")), [float(number) for number in vector], value.get("payload") or {})


def _row(record):
    row = {"id": json_id(record.id)}
    if record.payload is not None:
        row["payload"] = record.payload
    if record.vector is not None:
        row["vector"] = record.vector
    return row


def _check_sizes(collection, points):
    """The engine finds a wrong size only when it comes to that point, and what came before it stays stored."""
    size = collection.meta["vectors"]["size"]
    for point in points:
        given = len(point.get("vector") or [])
        if isinstance(point.get("vector"), list) and given != size:
            raise BadRequest(f"Vector dimension error: expected dim: {size}, got {given}")


def upsert(collection, body):
    points = body.get("points")
    if not isinstance(points, list) or not points:
        raise BadRequest("points: a list is needed", 422 if points == [] else 400)
    _check_sizes(collection, points)
    return _apply(collection, edge.UpdateOperation.upsert_points([_point(point) for point in points]))


def delete(collection, body):
    if "points" in body:
        return _apply(collection, edge.UpdateOperation.delete_points([point_id(value) for value in body["points"]]))
    if "filter" in body:
        return _apply(collection, edge.UpdateOperation.delete_points_by_filter(to_filter(body["filter"])))
    raise BadRequest("either points or filter is needed")


def set_payload(collection, body):
    payload, key = body.get("payload"), body.get("key")
    if not isinstance(payload, dict):
        raise BadRequest("payload: an object is needed")
    if body.get("points") is not None:
        ids = [point_id(value) for value in body["points"]]
        return _apply(collection, edge.UpdateOperation.set_payload(ids, payload, key))
    if body.get("filter") is not None:
        return _apply(collection, edge.UpdateOperation.set_payload_by_filter(to_filter(body["filter"]), payload, key))
    raise BadRequest("either points or filter is needed")


def delete_payload(collection, body):
    keys = body.get("keys") or []
    if body.get("points") is not None:
        ids = [point_id(value) for value in body["points"]]
        return _apply(collection, edge.UpdateOperation.delete_payload(ids, keys))
    return _apply(collection, edge.UpdateOperation.delete_payload_by_filter(to_filter(body.get("filter")), keys))


def retrieve(collection, body):
    records = collection.shard.retrieve(
        [point_id(value) for value in body.get("ids", [])],
        with_payload=_payload_choice(body.get("with_payload"), True), with_vector=body.get("with_vector") or False)
    return [_row(record) for record in records]


def scroll(collection, body):
    offset = body.get("offset")
    records, after = collection.shard.scroll(edge.ScrollRequest(
        offset=None if offset is None else point_id(offset), limit=_limit(body), filter=to_filter(body.get("filter")),
        with_payload=_payload_choice(body.get("with_payload"), True), with_vector=body.get("with_vector") or False))
    return {"points": [_row(record) for record in records],
            "next_page_offset": None if after is None else json_id(after)}


def count(collection, body):
    exact = body.get("exact")
    request = edge.CountRequest(exact=True if exact is None else exact, filter=to_filter(body.get("filter")))
    return {"count": collection.shard.count(request)}


def _vector_of(collection, value):
    """The vector to search with; a point's id stands for that point's own vector."""
    found = collection.shard.retrieve([point_id(value)], with_payload=False, with_vector=True)
    if not found:
        raise BadRequest(f"Not found: No point with id {value} found", 404)
    return found[0].vector


def _query(collection, body):
    wanted, filter_json = body.get("query"), body.get("filter")
    if isinstance(wanted, dict):
        wanted = wanted.get("nearest")
        if wanted is None:
            raise BadRequest("this local server knows the query kind `nearest` only")
    if wanted is None or isinstance(wanted, list):
        return wanted, filter_json
    return _vector_of(collection, wanted), also_not(filter_json, [wanted])


def query(collection, body):
    if body.get("prefetch") or body.get("using"):
        raise BadRequest("this local server has no prefetch and no named vectors")
    vector, filter_json = _query(collection, body)
    params = body.get("params") or {}
    points = collection.shard.query(edge.QueryRequest(
        limit=_limit(body), offset=body.get("offset") or 0,
        query=None if vector is None else edge.Query.Nearest([float(number) for number in vector]),
        filter=to_filter(filter_json), score_threshold=body.get("score_threshold"),
        with_payload=_payload_choice(body.get("with_payload"), False), with_vector=body.get("with_vector") or False,
        params=edge.SearchParams(exact=bool(params.get("exact")), hnsw_ef=params.get("hnsw_ef"))))
    return {"points": [{**_row(point), "version": point.version, "score": point.score} for point in points]}
