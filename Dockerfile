# The server: docker build -t batchboard . && docker run --rm -p 127.0.0.1:4000:4000 batchboard --demo
# What stands behind the image's name is what the command `batchboard` takes: nothing, --demo, migrate, import FILE.

FROM node:20-slim AS build
WORKDIR /batchboard
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json schema.graphql ./
COPY build build
COPY prisma prisma
COPY src src
RUN npm run build
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /batchboard
COPY --from=build /batchboard/node_modules node_modules
COPY --from=build /batchboard/package.json /batchboard/schema.graphql ./
COPY --from=build /batchboard/build build
COPY --from=build /batchboard/prisma prisma
COPY --from=build /batchboard/dist dist
# Where the embedded database lives, if DATABASE_URL names no server.
RUN mkdir /data && chown node:node /data
ENV HOST=0.0.0.0 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["build/batchboard.cjs"]
