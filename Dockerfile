# syntax=docker/dockerfile:1
# One image for every service: the subcommand is the container's argument. The same for amd64 and arm64.
# What is in it is what scripts/image-root puts together; scripts/check-image does the same without a container engine, and
# runs the result.
FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts/install-dependencies scripts/install-dependencies
RUN scripts/install-dependencies
# In a layer of its own, so that a change of our sources fetches no packages.
COPY Package.* ./
RUN swift package resolve
COPY . .
RUN swift build -c release --product punctual --static-swift-stdlib && \
    scripts/image-root .build/release/punctual /image

FROM scratch
LABEL org.opencontainers.image.title="punctual" \
      org.opencontainers.image.description="A reminder engine for Dapr, and the todo chatbot around it"
COPY --from=build /image /
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/punctual"]
