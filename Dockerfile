# Serves and works in one container: `docker run -p 8000:8000 -v vertebra:/data IMAGE`.
# docs/operations.md says how to run the worker and the database beside it.
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS packages
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/vertebra \
    && /opt/vertebra/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.txt

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin vertebra \
    && install -d -o vertebra -g vertebra /data /data/var /data/media
COPY --from=packages /opt/vertebra /opt/vertebra
WORKDIR /app
COPY manage.py ./
COPY api ./api
COPY backend ./backend
COPY cms ./cms
ENV PATH=/opt/vertebra/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    VAR_DIR=/data/var \
    MEDIA_ROOT=/data/media
RUN python -m compileall -q api backend cms
USER vertebra
VOLUME /data
EXPOSE 8000
# Any answer but a 5xx: behind a proxy, a plain request is answered by a redirect to https.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["python", "-c", "import http.client, os; \
    server = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); \
    server.request('GET', '/api/v1/'); raise SystemExit(server.getresponse().status >= 500)"]
CMD ["python", "manage.py", "serve"]
