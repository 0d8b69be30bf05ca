// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that what it needs never reaches users. It knows VoiceClone by its product alone.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v14)],
    dependencies: [
        // Named, since a path dependency goes by its folder otherwise, and a clone's folder may be called anything.
        .package(name: "VoiceClone", path: ".."),
        // Without its traits, whose packages interpose malloc and the runtime: CAllocations counts instead.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // Counts what is allocated, by standing before malloc in any program that it is linked into.
        .target(name: "CAllocations"),
        // What is measured, for all the programs below.
        .target(
            name: "Stages", dependencies: ["CAllocations", .product(name: "VoiceClone", package: "VoiceClone")]),
        // Runs stages on request, for Scripts/bench-peers and Scripts/bench-check.
        .executableTarget(name: "StageRunner", dependencies: ["Stages"]),
        // Reads sentences on request, for Scripts/bench-frontend.
        .executableTarget(
            name: "FrontEndRunner", dependencies: [.product(name: "VoiceClone", package: "VoiceClone")]),
        // Counts how many hard inputs come out whole, before and after recovery.
        .executableTarget(name: "HardInputs", dependencies: [.product(name: "VoiceClone", package: "VoiceClone")]),
        // Says how much speech a batch of sentences makes in a second.
        .executableTarget(
            name: "BatchThroughput", dependencies: [.product(name: "VoiceClone", package: "VoiceClone")]),
        .executableTarget(
            name: "VoiceCloneBenchmarks",
            dependencies: ["Stages", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/VoiceCloneBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
