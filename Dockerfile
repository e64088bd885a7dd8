# Any service from its own lock, and what runs beside services (provision, vendor-simulator):
# docker build --build-arg SERVICE=imagery -t sagareel-imagery .
FROM python:3.11-slim-bookworm AS build
ARG SERVICE
WORKDIR /build
COPY requirements/bootstrap.txt requirements/
RUN python -m venv /opt/sagareel && /opt/sagareel/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt
COPY requirements/images/${SERVICE}.txt requirements/image.txt
RUN /opt/sagareel/bin/uv pip install --no-cache --python /opt/sagareel --require-hashes -r requirements/image.txt
COPY contracts contracts
COPY animatic animatic
COPY vendor-http vendor-http
COPY services services
COPY infra infra
RUN case "${SERVICE}" in \
      provision) set -- ./contracts ./infra/provision ;; \
      vendor-simulator) set -- ./infra/vendor-simulator ;; \
      *) set -- ./contracts ./services/chassis ./animatic ./vendor-http ./services/${SERVICE} ;; \
    esac; \
    /opt/sagareel/bin/uv pip install --no-cache --python /opt/sagareel --no-deps --no-build-isolation "$@"

FROM python:3.11-slim-bookworm
ARG SERVICE
# What the drawing library of imagery, motion and assembly loads; the others do without.
RUN case "${SERVICE}" in imagery|motion|assembly) \
      apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1 libexpat1 && rm -rf /var/lib/apt/lists/* ;; \
    esac
COPY --from=build /opt/sagareel /opt/sagareel
RUN useradd --create-home --uid 10001 sagareel
USER sagareel
WORKDIR /home/sagareel
ENV SERVICE=${SERVICE} PATH=/opt/sagareel/bin:${PATH} PYTHONUNBUFFERED=1 \
    SAGAREEL_DATA=/home/sagareel SAGAREEL_HTTP_HOST=0.0.0.0 SAGAREEL_HTTP_PORT=8400
EXPOSE 8400
CMD ["sh", "-c", "exec python -m $(echo ${SERVICE} | tr - _)"]
