// swift-tools-version: 6.0
import PackageDescription

/// One row of the table in Docs/architecture.md: a module, what it may import, and its tests.
struct Module {
    var name: String
    var imports: [Target.Dependency]
    var resources: [Resource] = []
}

let modules: [Module] = [
    Module(name: "Tensor", imports: ["CKernels", "COpenBLAS"]),
    Module(name: "Checkpoint", imports: ["Tensor", "CZlib", "CMessageDigest"]),
    Module(name: "AudioIO", imports: ["CSndFile", "CMPG123", "CSoXR"]),
    Module(
        name: "DSP", imports: ["AudioIO", "Tensor", .target(name: "CKissFFT", condition: .when(platforms: [.linux]))]),
    Module(
        name: "TextFrontend",
        imports: ["Checkpoint", "Tensor", .product(name: "Logging", package: "swift-log")],
        resources: [.copy("Resources")]),
    Module(name: "SpeakerEncoder", imports: ["DSP", "AudioIO", "Tensor", "Checkpoint"]),
    Module(
        name: "Tacotron2",
        imports: [
            "SpeakerEncoder", "TextFrontend", "DSP", "Tensor", "Checkpoint", "CMessageDigest",
            .product(name: "Logging", package: "swift-log"),
        ],
        resources: [.copy("Resources")]),
    Module(name: "Vocoder", imports: ["DSP", "AudioIO", "Tensor", "Checkpoint"], resources: [.copy("Resources")]),
    Module(
        name: "VoiceClone",
        imports: [
            "Tensor", "Checkpoint", "AudioIO", "DSP", "TextFrontend", "SpeakerEncoder", "Tacotron2", "Vocoder",
            .product(name: "Logging", package: "swift-log"),
        ]
    ),
]

// Every module is a library of its own. Whoever uses one imports the makers of the values that it takes and gives, or
// all of them as `VoiceClone`.
let products = modules.map(\.name)

let package = Package(
    name: "VoiceClone",
    platforms: [.macOS(.v14)],
    products: products.map { .library(name: $0, targets: [$0]) }
        + [
            .executable(name: "voiceclone", targets: ["VoiceCloneTool"]),
            .executable(name: "Tacotron2EncoderExample", targets: ["Tacotron2EncoderExample"]),
        ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev", "liblapacke-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]),
        .systemLibrary(
            name: "CMPG123", pkgConfig: "libmpg123", providers: [.apt(["libmpg123-dev"]), .brew(["mpg123"])]),
        .systemLibrary(name: "CSoXR", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"]), .brew(["libsoxr"])]),
        .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CMessageDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"]), .brew(["libmd"])]),
        .target(name: "CKernels"),
        .executableTarget(
            name: "Tacotron2EncoderExample",
            dependencies: ["VoiceClone", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Examples/Tacotron2EncoderExample"),
        // The module is not called voiceclone: many file systems could not tell it from VoiceClone.
        .executableTarget(
            name: "VoiceCloneTool",
            dependencies: [
                "VoiceClone", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Examples/voiceclone", exclude: ["README.md"]),
        // Makes what Tacotron2 has among its resources.
        .executableTarget(
            name: "SpeakerAdapterTraining",
            dependencies: ["VoiceClone", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Training/speaker-adapter"),
        .testTarget(
            name: "ExampleTests", dependencies: ["Tacotron2EncoderExample", "VoiceCloneTool", "Tensor", "TestSupport"]),
        .target(name: "TestSupport", dependencies: ["Tensor", "Checkpoint", "CZlib"], path: "Tests/TestSupport"),
    ]
        + modules.map {
            .target(
                name: $0.name, dependencies: $0.imports, exclude: ["README.md"], resources: $0.resources)
        }
        + modules.map {
            .testTarget(name: "\($0.name)Tests", dependencies: [.init(stringLiteral: $0.name), "TestSupport"])
        }
)
