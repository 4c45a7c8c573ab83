"""gunicorn's threads, answering what never reaches Django in the API's own words."""

import socket
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from gunicorn.http import errors, wsgi
from gunicorn.http.message import Request
from gunicorn.workers.gthread import TConn, ThreadWorker

from backend.web_response import Response

STATUS = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ForbiddenProxyRequest: HTTPStatus.FORBIDDEN,
}
MALFORMED = (errors.ParseException, errors.InvalidChunkSize, errors.ChunkMissingTerminator)


class ProblemWorker(ThreadWorker):
    """Refuses what isn't HTTP, or is too long, with `application/problem+json` instead of gunicorn's HTML, and answers
    with `Response`.
    """

    def init_process(self) -> None:
        wsgi.Response = Response  # its `create` takes a class of answers, but gunicorn's threads don't pass one
        super().init_process()

    def handle(self, conn: TConn) -> Any:
        """gunicorn then waits until the socket has something to read. A request that came along with the rest of a body
        that nobody read is in its buffer already, and would wait for ever."""
        result = super().handle(conn)
        while result is True and conn.parser.unreader.buf.getbuffer().nbytes:
            result = super().handle(conn)
        return result

    def handle_error(self, req: Request | None, client: socket.socket, addr: Any, exc: Exception) -> None:
        from api.http.problems import BY_STATUS, CONTENT_TYPE, Problem, render

        malformed = isinstance(exc, MALFORMED)
        unknown = HTTPStatus.BAD_REQUEST if malformed else HTTPStatus.INTERNAL_SERVER_ERROR
        status = STATUS.get(type(exc), unknown)
        instance = uuid4().urn
        if malformed:
            self.log.info("Refused a request: %s %s", status.value, type(exc).__name__)
        else:
            self.log.error("Failed on a request, %s", instance, exc_info=exc)
        body = render(Problem(BY_STATUS[status]), instance=instance)
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            f"Content-Type: {CONTENT_TYPE}\r\n"
            f"Content-Length: {len(body)}\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "Cache-Control: no-store\r\n"
            "Connection: close\r\n\r\n"
        )
        try:
            client.sendall(head.encode() + body)
        except OSError:
            self.log.debug("The client did not wait for its refusal")
