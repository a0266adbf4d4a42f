# The base is pinned to the version that the project is developed with (optionalDependencies.node). Nothing in here
# or in the production dependencies is made for one kind of processor: the file builds for amd64 and arm64 alike.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# The optional packages are Node itself, which the image has, and native parts of tools that the build does without.
RUN npm ci --omit=optional
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY src src
RUN npm run build

# What no process loads: tools, types, source maps and sources.
RUN npm prune --omit=dev --omit=optional && find dist node_modules -type f \
  \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.md' \) -delete

FROM node:24.21.0-bookworm-slim
WORKDIR /app

LABEL org.opencontainers.image.title="messages-gateway"
LABEL org.opencontainers.image.description="Anthropic's Messages API in front of other providers"
LABEL org.opencontainers.image.version="0.1.0"

# Only `logs` and /tmp are ever written to; the rest of the file system may be read-only. Any user may write there, so
# that the image also runs under a user id that a cluster picks, and a new volume takes this mode over.
RUN mkdir -m 1777 logs
COPY package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist

# Without a provider's credentials the gateway would answer with its demo, and a secret that was forgotten would pass
# for a deployment that works. A preferred provider makes it a start error. Set another one where it is not OpenAI.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8082 PREFERRED_PROVIDER=openai
EXPOSE 8082

# As a number: Kubernetes cannot tell from a name that the user is not root. A cluster may run it as any other user.
USER 1000:0

# The slim image has bash and no curl; a Node for each check would cost more than the gateway at rest. A draining
# gateway counts as unhealthy, so that no proxy waits for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# In exec form Node is process 1 and gets SIGTERM itself; a shell would keep it.
CMD ["node", "dist/src/main.js"]
