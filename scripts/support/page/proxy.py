"""A reverse proxy that serves a mock under a path prefix."""

import contextlib
import http.client
import http.server
import threading

PREFIX = "/tools/mock"


@contextlib.contextmanager
def prefix_proxy(port):
    """Serves a mock under a path prefix, as a reverse proxy would, and yields the proxy's port."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self):
            if not self.path.startswith(PREFIX + "/"):
                return self.send_error(404)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            upstream = http.client.HTTPConnection("127.0.0.1", port)
            with contextlib.closing(upstream):
                upstream.request(self.command, self.path.removeprefix(PREFIX), body or None, dict(self.headers))
                answer = upstream.getresponse()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                        self.send_header(name, value)
                # The end of the connection ends the body, which may be a stream.
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                with contextlib.suppress(OSError):
                    while part := answer.read1(65_536):
                        self.wfile.write(part)
                        self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = forward

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
