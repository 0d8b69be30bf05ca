# `make` lists the targets. Every recipe runs from the root of the clone.

SWIFT ?= swift
PYTHON ?= python3
# On macOS `xcrun docc`.
DOCC ?= docc
# For one call: make test SWIFT_TEST_FLAGS="--filter TensorTests"
SWIFT_TEST_FLAGS ?=
BENCH_FLAGS ?=
BENCH_PEERS_FLAGS ?=
BENCH_FRONTEND_FLAGS ?=
FUZZ_FLAGS ?=
# Built-in voices and recordings.
VOICES ?= biaobei Aiyue Aida $(RECORDING)
# How many sentences take their steps together.
SENTENCES ?= 1 2 4 8 16

# A recording for the consumer package, and where it puts its speech.
RECORDING ?= Fixtures/voices/synthetic.mp3
CONSUMER := Tests/Consumer
SPEECH := $(CONSUMER)/.build/speech.wav

# For programs that run in other folders. Not by $(abspath), which takes a path with spaces for several.
MODELS = $(shell CDPATH= cd -- "$(or $(VOICECLONE_MODELS),models)" 2>/dev/null && pwd || echo "$(or $(VOICECLONE_MODELS),models)")

# Where `make torchscript` puts what it makes.
ARCHIVES ?= $(CURDIR)/.build/torchscript

# A test that compares times says nothing of a program that is slowed down.
SANITIZED := $(SWIFT) test -c release -Xswiftc -enable-testing --skip timeIsLinear --skip wordsTakeLinearTime $(SWIFT_TEST_FLAGS) --sanitize

FORMATTED := $(wildcard Sources Tests Examples Training Benchmarks Fuzzing) Package.swift

# Homebrew does not link OpenBLAS into its prefix, since macOS has Accelerate.
ifeq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(shell brew --prefix openblas 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
# Homebrew's prefix on Apple silicon is none of the compiler's own.
export CPATH := $(shell brew --prefix 2>/dev/null)/include:$(CPATH)
export LIBRARY_PATH := $(shell brew --prefix 2>/dev/null)/lib:$(LIBRARY_PATH)
endif

.DEFAULT_GOAL := help
.PHONY: help demo docs test lint format setup models unit consumer scripts torchscript processors bench bench-batch bench-check bench-frontend bench-peers sanitize fuzz hard-inputs typecheck clean
# The steps of a target build on one another, and two builds would wait for one lock.
.NOTPARALLEL:

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 21

demo: setup models ## install and fetch what is missing, build and run the example
	$(SWIFT) run -c release Tacotron2EncoderExample

test: setup models unit consumer scripts ## install and fetch what is missing, run every test

lint: ## check format, imports and the other house rules
	$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)
	SWIFT="$(SWIFT)" $(PYTHON) Scripts/check-imports

format: ## format the source in place
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

setup: ## install the system packages that are missing
	SWIFT="$(SWIFT)" PYTHON="$(PYTHON)" Scripts/setup-system

models: ## fetch the model files that are missing
	$(PYTHON) Scripts/fetch-models

unit: ## the package's own tests, nothing installed or fetched
	$(SWIFT) test $(SWIFT_TEST_FLAGS)

# With the README's program, as it stands there.
consumer: ## build and run a package that depends on this one
	mkdir -p $(CONSUMER)/Sources/Hello
	sed -n '/^\/\/ Sources\/Hello/,/^```/p' README.md | sed '/^```/d' > $(CONSUMER)/Sources/Hello/Hello.swift
	$(SWIFT) build -c release --package-path $(CONSUMER)
	$(CONSUMER)/.build/release/Parts
	$(CONSUMER)/.build/release/Consumer "$${VOICECLONE_MODELS:-models}" "$(RECORDING)" $(SPEECH)

scripts: ## the tests of the scripts, no network
	$(PYTHON) -m unittest discover --start-directory Scripts/tests

# PyTorch and what else Scripts/goldens/torchscript.py names must be installed where PYTHON is.
torchscript: ## check TorchScript archives at full size, made by PyTorch
	$(PYTHON) Scripts/goldens/torchscript.py --models "$${VOICECLONE_MODELS:-models}" --full "$(ARCHIVES)"
	VOICECLONE_TORCHSCRIPT="$(ARCHIVES)" $(SWIFT) test --filter TorchScriptArchivesTests

# For one call: make bench BENCH_FLAGS="--filter vocode"
bench: ## time each stage, count what it allocates
	VOICECLONE_MODELS="$(MODELS)" \
		$(SWIFT) package --package-path Benchmarks benchmark --no-progress $(BENCH_FLAGS)

# For one call: make bench-batch SENTENCES="1 8"
bench-batch: ## say how much speech a batch of sentences makes in a second
	$(SWIFT) build -c release --package-path Benchmarks --product BatchThroughput
	VOICECLONE_MODELS="$(MODELS)" \
		Benchmarks/.build/release/BatchThroughput 9 $(SENTENCES)

bench-check: ## refuse a decoder step or a vocoder's loop that allocates
	SWIFT="$(SWIFT)" $(PYTHON) Scripts/bench-check

# For one call: make bench-peers BENCH_PEERS_FLAGS="--threads 1"
bench-peers: ## time the stages beside PyTorch and ONNX Runtime
	SWIFT="$(SWIFT)" $(PYTHON) Scripts/bench-peers $(BENCH_PEERS_FLAGS)

# For one call: make bench-frontend BENCH_FRONTEND_FLAGS="--cpp FOLDER/cpp-dev"
bench-frontend: ## time the front end beside pypinyin and g2pM
	SWIFT="$(SWIFT)" $(PYTHON) Scripts/bench-frontend $(BENCH_FRONTEND_FLAGS)

# Optimised, or it would take hours. Scripts/sanitizers says which leaks are not ours. ThreadSanitizer's own shadow of memory
# is files, so that it cannot run a program under a limit of their size.
sanitize: ## run the package's own tests under AddressSanitizer and ThreadSanitizer
	LSAN_OPTIONS="suppressions='$(CURDIR)/Scripts/sanitizers/leaks.txt'" $(SANITIZED) address --scratch-path .build-address
	$(SANITIZED) thread --scratch-path .build-thread --skip VoiceCloneToolHarmTests

# For one call: make fuzz FUZZ_FLAGS="--seconds 600 --targets checkpoint"
fuzz: ## feed what reads strangers' files with damaged ones
	SWIFT="$(SWIFT)" $(PYTHON) Scripts/fuzz $(FUZZ_FLAGS)

# For one call: make hard-inputs VOICES="biaobei me.mp3"
hard-inputs: ## count how many hard inputs come out whole
	$(SWIFT) build -c release --package-path Benchmarks --product HardInputs
	VOICECLONE_MODELS="$(MODELS)" \
		Benchmarks/.build/release/HardInputs Fixtures/hard-inputs.tsv $(VOICES)

# Programs of Benchmarks/ and Fuzzing/ that no other check compiles, against the modules of `make unit`: some seconds, where to
# build the two packages takes minutes. The one behind `make bench` is not among them, for it needs a package that is built there.
UNBUILT := Fuzzing/Sources/Fuzz $(addprefix Benchmarks/Sources/,BatchThroughput FrontEndRunner HardInputs)

# Each module's public symbols by themselves, then all together. A link in a comment that leads nowhere is an error.
MODULES := AudioIO Checkpoint DSP SpeakerEncoder Tacotron2 Tensor TextFrontend Vocoder VoiceClone

docs: ## make the documentation of all public symbols, build/docs/VoiceClone.doccarchive
	rm -rf build/docs && mkdir -p build/docs/modules
	$(SWIFT) package dump-symbol-graph --minimum-access-level public --skip-synthesized-members
	graphs="$$($(SWIFT) build --show-bin-path)/../symbolgraph"; \
	for module in $(MODULES); do \
		mkdir -p "build/docs/graphs/$$module" && \
		cp "$$graphs/$$module".symbols.json "build/docs/graphs/$$module" && \
		$(DOCC) convert --additional-symbol-graph-dir "build/docs/graphs/$$module" --warnings-as-errors \
			--fallback-display-name "$$module" --fallback-bundle-identifier "VoiceClone.$$module" \
			--output-path "build/docs/modules/$$module.doccarchive" || exit 1; \
	done
	$(DOCC) merge build/docs/modules/*.doccarchive --synthesized-landing-page-name VoiceClone \
		--output-path build/docs/VoiceClone.doccarchive
	rm -rf build/docs/graphs build/docs/modules

typecheck: ## type-check what only benchmarks and fuzzing build, after `make unit`
	set -- -typecheck -parse-as-library -swift-version 6 -I .build/debug/Modules -I Fuzzing/Sources/CFuzzer/include; \
	for folder in Sources/C*/; do set -- "$$@" -I "$$folder"; done; \
	for map in .build/debug/*.build/module.modulemap; do set -- "$$@" -Xcc "-fmodule-map-file=$$map"; done; \
	for folder in $(UNBUILT); do $(SWIFT)c "$$@" "$(CURDIR)/$$folder"/*.swift || exit 1; done

processors: models ## install emulators that are missing, run on ARM and without AVX, compare
	SWIFT="$(SWIFT)" PYTHON="$(PYTHON)" Scripts/setup-system emulators
	$(SWIFT) build -c release --product voiceclone
	SWIFT="$(SWIFT)" VOICECLONE_MODELS="$(MODELS)" $(PYTHON) Scripts/check-processors

clean: ## remove what was built, keep the models
	rm -rf .build .build-address .build-thread $(CONSUMER)/.build Benchmarks/.build Fuzzing/.build
