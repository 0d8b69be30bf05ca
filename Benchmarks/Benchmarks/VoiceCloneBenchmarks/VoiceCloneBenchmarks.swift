import Benchmark
import Foundation
import Stages
import VoiceClone

let benchmarks: @Sendable () -> Void = {
    let allocations = BenchmarkMetric.custom("Allocations", polarity: .prefersSmaller, useScalingFactor: false)
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .instructions, .peakMemoryResident, allocations], warmupIterations: 1,
        maxDuration: .seconds(4), maxIterations: 20)

    for stage in Stage.allCases {
        Benchmark(stage.rawValue) { benchmark, workbench in
            benchmark.startMeasurement()
            let blocks = try workbench.allocations(stage)
            benchmark.stopMeasurement()
            if let blocks { benchmark.measurement(allocations, blocks) }
        } setup: {
            try Workbench(models: .locate(), recording: recording, frames: 331)
        }
    }
}

/// What is embedded: 4 s of speech, beside the sources.
private let recording = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Fixtures/voices/synthetic.mp3").standardizedFileURL
