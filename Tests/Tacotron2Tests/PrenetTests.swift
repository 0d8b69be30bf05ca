import Tensor
import TestSupport
import Testing

@testable import Tacotron2

@Suite struct PrenetTests {
    // By a Philox of its own (Scripts/goldens/networks.py); more units than the public checkpoint has.
    @Test func keptUnitsAreDoubled() throws {
        let bits = try LayerGolden("dropout", in: "networks.safetensors")("bits").elements
        var units = [Double](repeating: 1, count: 256)
        Prenet.activate(&units, units: 256, layer: 1, step: 9, random: Philox(seed: 7))
        #expect(units == bits.map { 2 * Double($0) })
    }

    @Test func negativeValuesAreDropped() {
        var units = [Double](repeating: -1, count: 128)
        Prenet.activate(&units, units: 128, layer: 0, step: 0, random: Philox(seed: 0))
        #expect(units == [Double](repeating: 0, count: 128))
    }
}
