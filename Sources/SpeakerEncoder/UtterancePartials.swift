/// Where an utterance is cut into the stretches of 160 mel frames (1.6 s) that the network takes.
struct UtterancePartials: Equatable {
    /// The number of mel frames in a partial.
    static let frames = 160
    /// The last partial must be covered by sound to this part, unless it is the only one.
    static let minimumCoverage = 0.75

    /// The first mel frame of each partial.
    let starts: [Int]
    /// The number of samples that reach to the end of the last partial.
    let samples: Int

    init(samples: Int, convention: EmbeddingConvention) {
        let (step, hop) = (convention.partialStep, convention.melContract.hopLength)
        let frameCount = convention.frameCount(samples: samples, hopLength: hop)
        var starts = Array(stride(from: 0, to: max(1, frameCount - Self.frames + step + 1), by: step))
        if let last = starts.last, starts.count > 1 {
            let coverage = Double(samples - last * hop) / Double(Self.frames * hop)
            if coverage < Self.minimumCoverage { starts.removeLast() }
        }
        self.starts = starts
        self.samples = ((starts.last ?? 0) + Self.frames) * hop
    }
}
