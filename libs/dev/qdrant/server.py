"""Qdrant's REST interface, as far as @qdrant/js-client-rest uses it here, over Qdrant's own embedded engine.

    python server.py --port 6333 --data DIR [--host 127.0.0.1] [--api-key-file FILE]

The API key comes from a file, because a command line can be read by every user of the machine.
"""

import argparse
import hmac
import json
import re
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import edge_points as points
from edge_collections import Collections
from edge_filter import BadRequest

VERSION = "1.18.3"
MAX_BODY_BYTES = 64 * 1024 * 1024

# Engine errors are plain exceptions: only their text tells whose fault it was.
ENGINE_ERRORS = ((404, re.compile(r"No point with id", re.I)),
                 (404, re.compile(r"not initialized", re.I)),
                 (400, re.compile(r"dimension|failed to parse|cannot be (converted|cast)|argument '|must be", re.I)))


def create(collections, name, body):
    collections.create(name, body)
    return True


def get_point(collections, name, _body, wanted):
    wanted = int(wanted) if wanted.isdigit() else wanted
    found = points.retrieve(collections.get(name), {"ids": [wanted], "with_vector": True})
    if not found:
        raise BadRequest(f"Not found: Point with id {wanted} does not exists!", 404)
    return found[0]


def put_index(collections, name, body):
    if not isinstance(body.get("field_name"), str):
        raise BadRequest("field_name: a text is needed")
    collection = collections.get(name)
    collection.index(body["field_name"], body.get("field_schema"))
    return {"operation_id": collection.next_operation(), "status": "completed"}


def drop_index(collections, name, _body, field):
    collection = collections.get(name)
    collection.unindex(field)
    return {"operation_id": collection.next_operation(), "status": "completed"}


def on_points(operation):
    return lambda collections, name, body: operation(collections.get(name), body)


ROUTES = [(method, re.compile(pattern + "$"), handle) for method, pattern, handle in (
    ("GET", r"/collections", lambda all, _body: {"collections": [{"name": name} for name in all.names()]}),
    ("GET", r"/collections/([^/]+)", lambda all, name, _body: all.get(name).describe()),
    ("PUT", r"/collections/([^/]+)", create),
    ("DELETE", r"/collections/([^/]+)", lambda all, name, _body: all.drop(name)),
    ("GET", r"/collections/([^/]+)/exists", lambda all, name, _body: {"exists": all.find(name) is not None}),
    ("PUT", r"/collections/([^/]+)/index", put_index),
    ("DELETE", r"/collections/([^/]+)/index/([^/]+)", drop_index),
    ("PUT", r"/collections/([^/]+)/points", on_points(points.upsert)),
    ("POST", r"/collections/([^/]+)/points", on_points(points.retrieve)),
    ("GET", r"/collections/([^/]+)/points/([^/]+)", get_point),
    ("POST", r"/collections/([^/]+)/points/delete", on_points(points.delete)),
    ("POST", r"/collections/([^/]+)/points/payload", on_points(points.set_payload)),
    ("POST", r"/collections/([^/]+)/points/payload/delete", on_points(points.delete_payload)),
    ("POST", r"/collections/([^/]+)/points/scroll", on_points(points.scroll)),
    ("POST", r"/collections/([^/]+)/points/count", on_points(points.count)),
    ("POST", r"/collections/([^/]+)/points/query", on_points(points.query)),
)]


def answer(collections, method, path, body):
    """The result for a request, or None where there is no such route."""
    for wanted, pattern, handle in ROUTES:
        found = pattern.match(path) if wanted == method else None
        if found:
            names = [unquote(part) for part in found.groups()]
            return handle(collections, *names[:1], body, *names[1:])
    return None


def refusal(error):
    """Status and text for what went wrong."""
    if isinstance(error, BadRequest):
        return error.status, str(error)
    if isinstance(error, (TypeError, KeyError, AttributeError, OverflowError)):
        return 400, f"Format error in JSON body: {error!r}"
    text = str(error)
    return next((status for status, pattern in ENGINE_ERRORS if pattern.search(text)), 500), text


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_args):
        """Requests are not logged; trouble is."""

    def do_GET(self):
        started = time.perf_counter()
        path = urlsplit(self.path).path
        raw = self.rfile.read(min(int(self.headers.get("content-length") or 0), MAX_BODY_BYTES))
        if path in ("/", "/healthz", "/livez", "/readyz"):
            return self.health(path)
        if not self.allowed():
            return self.send(401, b"Must provide an API key or an Authorization bearer token", "text/plain")
        try:
            result = answer(self.server.collections, self.command, path, self.parse(raw))
        except Exception as error:  # every failure becomes an answer; the connection stays usable
            status, text = refusal(error)
            if status == 500:
                self.log_error("%s %s: %r", self.command, path, error)
            return self.reply(status, {"status": {"error": text}}, started)
        if result is None:
            return self.send(404, b"", "text/plain")
        return self.reply(200, {"result": result, "status": "ok"}, started)

    do_PUT = do_POST = do_DELETE = do_PATCH = do_GET

    def log_error(self, form, *args):
        print(time.strftime("%Y-%m-%dT%H:%M:%S"), form % args, flush=True)

    def parse(self, raw):
        try:
            body = json.loads(raw) if raw else {}
        except ValueError as error:
            raise BadRequest(f"Format error in JSON body: {error}") from error
        if not isinstance(body, dict):
            raise BadRequest("Format error in JSON body: an object is needed")
        return body

    def allowed(self):
        key = self.server.api_key
        if not key:
            return True
        given = self.headers.get("api-key") or self.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), key.encode())

    def health(self, path):
        if path != "/":
            return self.send(200, b"healthz check passed", "text/plain")
        body = {"title": "qdrant - vector search engine", "version": VERSION, "engine": "embedded"}
        return self.send(200, json.dumps(body).encode(), "application/json")

    def reply(self, status, body, started):
        body["time"] = time.perf_counter() - started
        self.send(status, json.dumps(body).encode(), "application/json")

    def send(self, status, body, kind):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def __init__(self, address, collections, api_key):
        super().__init__(address, Handler)
        self.collections, self.api_key = collections, api_key


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--api-key-file")
    chosen = options.parse_args()
    api_key = None
    if chosen.api_key_file:
        with open(chosen.api_key_file, encoding="utf-8") as file:
            api_key = file.read().strip()
    collections = Collections(chosen.data)
    server = Server((chosen.host, chosen.port), collections, api_key)

    def stop(*_args):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"listening on {chosen.host}:{chosen.port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    collections.close()


if __name__ == "__main__":
    main()
