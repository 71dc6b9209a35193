"""Collections on disk: one folder, one engine shard and one meta.json each."""

import json
import os
import shutil
import threading

import qdrant_edge as edge

from edge_filter import BadRequest

DISTANCES = {"Cosine": edge.Distance.Cosine, "Dot": edge.Distance.Dot,
             "Euclid": edge.Distance.Euclid, "Manhattan": edge.Distance.Manhattan}
INDEX_TYPES = {"keyword": edge.PayloadSchemaType.Keyword, "integer": edge.PayloadSchemaType.Integer,
               "float": edge.PayloadSchemaType.Float, "bool": edge.PayloadSchemaType.Bool,
               "datetime": edge.PayloadSchemaType.Datetime, "uuid": edge.PayloadSchemaType.Uuid,
               "text": edge.PayloadSchemaType.Text, "geo": edge.PayloadSchemaType.Geo}


class Collection:
    def __init__(self, name, folder, meta, shard):
        self.name, self.folder, self.meta, self.shard = name, folder, meta, shard
        self._operations = 0
        self._lock = threading.Lock()

    def next_operation(self):
        with self._lock:
            self._operations += 1
            return self._operations

    def index(self, field, schema):
        kind = schema.get("type") if isinstance(schema, dict) else schema
        if kind not in INDEX_TYPES:
            raise BadRequest(f"unknown payload schema {schema}")
        self.shard.update(edge.UpdateOperation.create_field_index(field, INDEX_TYPES[kind]))
        with self._lock:
            self.meta["indexes"][field] = kind
            write_meta(self.folder, self.meta)

    def unindex(self, field):
        self.shard.update(edge.UpdateOperation.delete_field_index(field))
        with self._lock:
            self.meta["indexes"].pop(field, None)
            write_meta(self.folder, self.meta)

    def describe(self):
        info = self.shard.info()
        points = {field: index.points for field, index in info.payload_schema.items()}
        return {
            "status": "green", "optimizer_status": "ok",
            "indexed_vectors_count": info.indexed_vectors_count,
            "points_count": info.points_count, "segments_count": info.segments_count,
            "config": {
                "params": {"vectors": self.meta["vectors"], "shard_number": 1, "replication_factor": 1,
                           "write_consistency_factor": 1, "on_disk_payload": True},
                "hnsw_config": {"m": 16, "ef_construct": 100, "full_scan_threshold": 10000},
                "optimizer_config": {"deleted_threshold": 0.2, "vacuum_min_vector_number": 1000,
                                     "default_segment_number": 0, "flush_interval_sec": 5},
            },
            "payload_schema": {field: {"data_type": kind, "points": points.get(field, 0)}
                               for field, kind in self.meta["indexes"].items()},
        }


def write_meta(folder, meta):
    # Renamed into place, so a kill in the middle leaves the old file and never half of one.
    path = os.path.join(folder, "meta.json")
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(meta, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


class Collections:
    """Every collection under `root`. The engine itself is safe to use from many threads; the lock guards the list."""

    def __init__(self, root):
        self.root = root
        self._open = {}
        self._lock = threading.Lock()
        os.makedirs(root, exist_ok=True)
        for entry in sorted(os.listdir(root)):
            self._load(os.path.join(root, entry))

    def _load(self, folder):
        path = os.path.join(folder, "meta.json")
        if not os.path.isfile(path):
            # A creation or a drop that was cut short: meta.json is written last and removed first.
            shutil.rmtree(folder, ignore_errors=True)
            return
        with open(path, encoding="utf-8") as file:
            meta = json.load(file)
        shard = edge.EdgeShard.load(os.path.join(folder, "shard"))
        self._open[meta["name"]] = Collection(meta["name"], folder, meta, shard)

    def names(self):
        return sorted(self._open)

    def find(self, name):
        return self._open.get(name)

    def get(self, name):
        found = self.find(name)
        if found is None:
            raise BadRequest(f"Not found: Collection `{name}` doesn't exist!", 404)
        return found

    def create(self, name, body):
        vectors = body.get("vectors")
        if not isinstance(vectors, dict) or "size" not in vectors:
            raise BadRequest("this local server takes one unnamed vector a point: {size, distance}", 422)
        size, distance = vectors["size"], vectors.get("distance")
        if not isinstance(size, int) or size < 1 or distance not in DISTANCES:
            raise BadRequest("vectors: size must be positive and distance a known one", 422)
        with self._lock:
            if name in self._open:
                raise BadRequest(f"Wrong input: Collection `{name}` already exists!", 409)
            folder = os.path.join(self.root, name.encode("utf-8").hex())
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            params = edge.EdgeVectorParams(size=size, distance=DISTANCES[distance])
            shard = edge.EdgeShard.create(os.path.join(folder, "shard"), edge.EdgeConfig(vectors=params))
            meta = {"name": name, "vectors": {"size": size, "distance": distance}, "indexes": {}}
            write_meta(folder, meta)
            self._open[name] = Collection(name, folder, meta, shard)

    def drop(self, name):
        with self._lock:
            dropped = self._open.pop(name, None)
            if dropped is None:
                return False
            os.remove(os.path.join(dropped.folder, "meta.json"))
            dropped.shard.close()
            shutil.rmtree(dropped.folder, ignore_errors=True)
            return True

    def close(self):
        with self._lock:
            for collection in self._open.values():
                collection.shard.flush()
                collection.shard.close()
            self._open.clear()
