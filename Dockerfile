# The command line, without the parts of the editor: docker build -t prompt-audit . && docker run --rm -v "$PWD:/logs:ro" prompt-audit scan /logs
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node esbuild.js --production

FROM node:22-slim
WORKDIR /opt/prompt-audit
COPY --from=build /build/package.json /build/LICENSE /build/THIRD-PARTY-NOTICES.txt ./
COPY --from=build /build/dist/prompt-audit.js /build/dist/scan-worker.js /build/dist/worker-*.js dist/
COPY --from=build /build/media/rules media/rules
# Nothing that is read may be written to, and nobody needs to be root for it.
USER node
WORKDIR /logs
ENTRYPOINT ["node", "/opt/prompt-audit/dist/prompt-audit.js"]
CMD ["--help"]
