"""How gunicorn serves: `gunicorn --config backend/gunicorn.conf.py`. Its numbers come from the settings."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")

from django.conf import settings
from gunicorn.workers.base import Worker

wsgi_app = "backend.wsgi"
preload_app = True  # loaded once; a process that takes the place of another can answer at once
bind = f"[{settings.HOST}]:{settings.PORT}" if ":" in settings.HOST else f"{settings.HOST}:{settings.PORT}"
proc_name = "vertebra"

worker_class = "backend.web_worker.ProblemWorker"
workers = settings.WEB_PROCESSES
threads = settings.WEB_THREADS
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - a disk that stalls must not kill workers
timeout = 60  # an upload of a large picture included
graceful_timeout = 25  # less than the 30 s that orchestrators wait before they kill
keepalive = 15
max_requests = 20_000  # against slow leaks, never all processes at once
max_requests_jitter = 2_000

# Enough for every request that this API defines; what is longer gets its problem from `ProblemWorker`.
limit_request_line = 8_190
limit_request_fields = 60
limit_request_field_size = 8_190

forwarded_allow_ips = ""  # Django reads the one header of the proxy that is trusted, see BEHIND_PROXY
control_socket_disable = True

# No query string, address or browser: they would say what somebody looked for about their health.
logger_class = "backend.access_log.DiscreetLogger"  # nor the passes of previews
accesslog = "-" if settings.ACCESS_LOG else None
access_log_format = "%(m)s %(U)s %(s)s %(B)s %(M)sms %({cache-status}o)s"
loglevel = settings.LOG_LEVEL.lower()

if settings.METRICS_TOKEN:

    def on_starting(_server: object) -> None:
        from backend.metrics import forget_the_dead

        forget_the_dead()

    def child_exit(_server: object, worker: Worker) -> None:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # what it counted stays, what it held is gone
