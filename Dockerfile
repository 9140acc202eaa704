# The processes of Parity as one image: docker-compose.yml says which one a container runs.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /parity
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS='--disable-warning=ExperimentalWarning --enable-source-maps'
WORKDIR /parity
COPY --from=build --chown=root:root /parity/package.json ./
COPY --from=build --chown=root:root /parity/node_modules ./node_modules
COPY --from=build --chown=root:root /parity/dist ./dist
USER 1000:1000
EXPOSE 3009
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["node", "dist/apps/process/check-health.js"]
ENTRYPOINT ["node"]
CMD ["dist/apps/command-api/main.js"]
