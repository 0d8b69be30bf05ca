import Foundation
import Tensor

/// A mel spectrogram and the contract that says what its numbers mean.
public struct MelSpectrogram: Sendable, Equatable {
    /// [bands, frames].
    public let values: Tensor
    /// How the values were, or would be, computed from audio.
    public let contract: MelContract

    /// Labels values with their contract.
    ///
    /// - Parameters:
    ///   - values: [bands, frames], with as many bands as the contract has.
    ///   - contract: What the values mean.
    public init(values: Tensor, contract: MelContract) {
        precondition(
            values.shape.count == 2 && values.shape[0] == contract.bands,
            "a mel spectrogram of \(contract.bands) bands is [\(contract.bands), frames], not \(values.shape)")
        self.values = values
        self.contract = contract
    }

    /// Silence: every value is the least that the contract has.
    ///
    /// - Parameters:
    ///   - seconds: How long, to the nearest frame; at least 0, and at most a day.
    ///   - contract: What the values mean.
    public init(silence seconds: Double, contract: MelContract) {
        precondition((0...86_400).contains(seconds), "a silence cannot last \(seconds) seconds")
        let values = Tensor(shape: [contract.bands, contract.frames(in: seconds)]) {
            $0.initialize(repeating: contract.silence)
        }
        self.init(values: values, contract: contract)
    }

    /// Spectrograms of one contract, one behind the other.
    ///
    /// - Parameter parts: At least one.
    public init(joining parts: [MelSpectrogram]) {
        precondition(!parts.isEmpty, "nothing is to be joined")
        let (contract, bands) = (parts[0].contract, parts[0].bands)
        precondition(parts.allSatisfy { $0.contract == contract }, "spectrograms of two contracts are no whole")
        var values = Tensor(zeros: [bands, parts.map(\.frames).reduce(0, +)])
        var start = 0
        for part in parts {
            values.replaceColumns(from: start, with: part.values)
            start += part.frames
        }
        self.init(values: values, contract: contract)
    }

    /// The number of mel bands.
    public var bands: Int { values.shape[0] }

    /// The number of frames.
    public var frames: Int { values.shape[1] }

    /// The length in seconds: one hop for each frame.
    public var duration: Double { Double(frames * contract.hopLength) / Double(contract.sampleRate) }

    /// The sum of the squared magnitudes of some bands in each frame of a spectrogram that has logarithms of them.
    package func framePowers(bands: Range<Int>) -> [Double] {
        var powers = [Double](repeating: 0, count: frames)
        powers.withUnsafeMutableBufferPointer { powers in
            values.withUnsafeBufferPointer { values in
                for band in bands {
                    for frame in powers.indices {
                        powers[frame] += exp(2 * Double(values[band * powers.count + frame]))
                    }
                }
            }
        }
        return powers
    }

    /// Refuses a mel spectrogram of any other contract.
    ///
    /// - Throws: ``DSPError/contractMismatch(expected:actual:)``.
    public func require(_ expected: MelContract) throws {
        guard contract == expected else { throw DSPError.contractMismatch(expected: expected, actual: contract) }
    }
}
