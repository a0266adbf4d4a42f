# The base is pinned to the version that the project is developed with (optionalDependencies.node). Nothing in here
# or in the production dependencies is made for one kind of processor: the file builds for amd64 and arm64 alike.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# The optional packages are Node itself, which the image has, and native parts of tools that the build does without.
FROM base AS build
RUN npm ci --omit=optional
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY src src
RUN npm run build

FROM base AS dependencies
RUN npm ci --omit=dev --omit=optional

FROM node:24.21.0-bookworm-slim
WORKDIR /app

# Only `logs` and /tmp are ever written to; the rest of the file system may be read-only. Any user may write there, so
# that the image also runs under a user id that a cluster picks, and a new volume takes this mode over.
RUN mkdir -m 1777 logs
COPY package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist

# Without a provider's credentials the gateway would answer with its demo, and a secret that was forgotten would pass
# for a deployment that works. A preferred provider makes it a start error. Set another one where it is not OpenAI.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8082 PREFERRED_PROVIDER=openai
EXPOSE 8082

# As a number: Kubernetes cannot tell from a name that the user is not root.
USER 1000:1000

# The slim image has no curl. A draining gateway counts as unhealthy: nobody should wait for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))"]

# In exec form Node is process 1 and gets SIGTERM itself; a shell would keep it.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
