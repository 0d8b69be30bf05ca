// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that what fuzzing needs never reaches users. `make fuzz` builds it with libFuzzer and
// AddressSanitizer, which bring `main`.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "VoiceClone", path: "..")],
    targets: [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["CFuzzer", .product(name: "VoiceClone", package: "VoiceClone")]),
    ]
)
