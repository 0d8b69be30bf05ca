// swift-tools-version: 6.0
import PackageDescription

// A stranger's package: it knows VoiceClone by its product alone and shares no build with it.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v14)],
    dependencies: [
        // Named, since a path dependency goes by its folder otherwise, and a clone's folder may be called anything.
        .package(name: "VoiceClone", path: "../..")
    ],
    targets: [
        .executableTarget(name: "Consumer", dependencies: [.product(name: "VoiceClone", package: "VoiceClone")]),
        // What the README has; `make consumer` takes it from there.
        .executableTarget(name: "Hello", dependencies: [.product(name: "VoiceClone", package: "VoiceClone")]),
        // The libraries one by one, without the umbrella.
        .executableTarget(
            name: "Parts",
            dependencies: [
                "AudioIO", "Checkpoint", "DSP", "SpeakerEncoder", "Tacotron2", "Tensor", "TextFrontend", "Vocoder",
            ].map { .product(name: $0, package: "VoiceClone") }),
    ]
)
