# `make run` and `make test` do all set-up by themselves; see README.md.
.PHONY: run test build format lint bench dependencies test-dependencies clean

SWIFT_BUILD = swift build
RELEASE = -c release --product punctual --static-swift-stdlib

run: build
	@"$$($(SWIFT_BUILD) $(RELEASE) --show-bin-path)/punctual" dev $(ARGS)

build: dependencies
	@$(SWIFT_BUILD) $(RELEASE)

test: dependencies test-dependencies
	@$(SWIFT_BUILD) --build-tests
	@scripts/test $(ARGS)

format:
	@swift format --in-place --parallel --recursive Sources Tests Benchmarks Package.swift

lint:
	@swift format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift

bench: build
	@Benchmarks/run $(ARGS)

dependencies:
	@scripts/install-dependencies

test-dependencies:
	@scripts/install-test-dependencies

clean:
	@swift package clean
