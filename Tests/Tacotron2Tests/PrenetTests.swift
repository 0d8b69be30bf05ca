import Checkpoint
import Foundation
import Tensor
import TestSupport
import Testing

@testable import Tacotron2

@Suite struct PrenetTests {
    // The first sixteen bits of blocks 0 and 1 at seed 2^40 + 5, layer 1, step 9, by the PyTorch goldens' own Philox
    // (random_bits in Scripts/goldens/networks.py, with the block in place of its 0). The wider checkpoints have 256
    // units.
    @Test func dropoutBits() throws {
        let checkpoint = try Checkpoint(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
        let prenet = try Prenet(checkpoint, Tacotron2Configuration(checkpoint))
        var units = [Double](repeating: 1, count: 256)
        prenet.activate(&units, units: 256, layer: 1, step: 9, random: Philox(seed: (1 << 40) + 5))
        #expect(Array(units[0..<16]) == [0, 2, 2, 2, 0, 0, 2, 0, 2, 0, 0, 0, 2, 2, 0, 2])
        #expect(Array(units[128..<144]) == [0, 2, 0, 0, 0, 0, 0, 2, 2, 2, 0, 2, 0, 0, 0, 0])
        #expect(Set(units) == [0, 2])

        var negative = [Double](repeating: -1, count: 128)
        prenet.activate(&negative, units: 128, layer: 0, step: 0, random: Philox(seed: 0))
        #expect(negative == [Double](repeating: 0, count: 128))
    }
}
