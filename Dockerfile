# The console in one folder (Next's standalone build), run by a user without rights. docs/running.md says how to run it.

# Pin the base by digest where you build releases: docker buildx imagetools inspect node:24.11.1-bookworm-slim
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# `prepare` bundles the handler from sources that are not here yet; the build does it.
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE} AS build
WORKDIR /app
# The build's own name, where pages of two builds are not to mix: --build-arg NEXT_DEPLOYMENT_ID=1.4.2
ARG NEXT_DEPLOYMENT_ID=""
ENV NEXT_TELEMETRY_DISABLED=1 \
    NEXT_DEPLOYMENT_ID=${NEXT_DEPLOYMENT_ID}
COPY --from=packages /app/node_modules ./node_modules
COPY . .
# Replicas of two builds that shall understand each other's server actions need the same key: a secret of the build.
# https://nextjs.org/docs/messages/failed-to-find-server-action
RUN --mount=type=secret,id=server_actions_key \
    if [ -f /run/secrets/server_actions_key ]; then \
      export NEXT_SERVER_ACTIONS_ENCRYPTION_KEY="$(cat /run/secrets/server_actions_key)"; \
    fi; \
    npm run build

FROM ${NODE_IMAGE} AS run
WORKDIR /app
# One load balancer or ingress stands before a container: its X-Forwarded-For is believed. Without one set TRUSTED_PROXIES=0.
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    TRUSTED_PROXIES=1
COPY --from=build --chown=root:root /app/.next/standalone ./
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Our entrance, then Next's own server (scripts/lib/server.mjs). Not through npm: the process itself has to get the signal.
CMD ["node", "server.js"]
