"""An HTTP client that sends raw bytes over one keep-alive connection."""

import json
import socket


class Connection:
    def __init__(self, port, timeout=30):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.unread = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def receive(self):
        """Reads the next response, which must have a Content-Length; returns its status code and content."""
        head, self.unread = self._until(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        while len(self.unread) < length:
            self._read()
        body, self.unread = self.unread[:length], self.unread[length:]
        return int(head.split(b" ", 2)[1]), body

    def exchange(self, data):
        self.send(data)
        return self.receive()

    def _until(self, mark):
        while mark not in self.unread:
            self._read()
        return self.unread.split(mark, 1)

    def _read(self):
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionError("the server closed the connection")
        self.unread += data


def call(port, method, path, body=None):
    """Calls the control plane and returns the response's JSON."""
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    with Connection(port) as connection:
        status, response = connection.exchange(head.encode() + b"Content-Length: %d\r\n\r\n" % len(content) + content)
    if status >= 300:
        raise RuntimeError(f"the response to {method} {path} was {status}: {response.decode(errors='replace')}")
    return json.loads(response)
