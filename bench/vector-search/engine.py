"""Puts queries to Qdrant's engine itself, on the files that the local server wrote: no HTTP, no JSON, no server.

    python engine.py SERVER_FOLDER DATA COLLECTION < bodies.json     prints the milliseconds of each query
"""

import json
import sys
import time

sys.path.insert(0, sys.argv[1])

import qdrant_edge as edge  # noqa: E402
from edge_collections import Collections  # noqa: E402
from edge_filter import to_filter  # noqa: E402

shard = Collections(sys.argv[2]).get(sys.argv[3]).shard
requests = [
    edge.QueryRequest(limit=body["limit"], offset=0, query=edge.Query.Nearest(body["query"]),
                      filter=to_filter(body["filter"]), score_threshold=None, with_payload=True, with_vector=False,
                      params=edge.SearchParams(exact=False, hnsw_ef=None))
    for body in json.load(sys.stdin)]
for request in requests[:20]:
    shard.query(request)
times = []
for request in requests:
    started = time.perf_counter()
    shard.query(request)
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps(times))
