// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that what fuzzing needs never reaches users. `make fuzz` builds it with libFuzzer and
// AddressSanitizer, which bring `main`, and with `-enable-testing`, which lets it reach the readers within the modules.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "VoiceClone", path: "..")],
    targets: [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CFuzzer",
                .product(name: "AudioIO", package: "VoiceClone"), .product(name: "Checkpoint", package: "VoiceClone"),
                .product(name: "Tensor", package: "VoiceClone"), .product(name: "TextFrontend", package: "VoiceClone"),
                .product(name: "VoiceClone", package: "VoiceClone"),
            ]),
    ]
)
