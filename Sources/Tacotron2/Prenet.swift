import Checkpoint
import Tensor

/// Two linear layers with ReLU and dropout between a frame and the attention's recurrent layer.
///
/// Source: arXiv 1712.05884, section 2.2. The dropout of one half is part of the model and always on: without it the
/// attention loses its way. Its bits are a function of seed, step, layer and unit.
struct Prenet: Sendable {
    /// From a frame to the first layer's units, and from these to the second's.
    let layers: [PackedLayer]

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        layers = [
            PackedLayer(try checkpoint.linear("decoder.prenet.layers.0", inputs: sizes.bands, outputs: sizes.prenet)),
            PackedLayer(try checkpoint.linear("decoder.prenet.layers.1", inputs: sizes.prenet, outputs: sizes.prenet)),
        ]
    }

    /// ReLU, then dropout: a unit is kept, and doubled, if its random bit is one.
    ///
    /// Unit u has bit (u mod 32) of word ((u div 32) mod 4) at the counter (u div 128, layer, step, 0).
    static func activate(_ x: UnsafeMutablePointer<Double>, units: Int, layer: Int, step: Int, random: Philox) {
        for block in 0..<(units + 127) / 128 {
            let words = random(SIMD4(UInt32(block), UInt32(layer), UInt32(step), 0))
            for unit in block * 128..<min(block * 128 + 128, units) {
                let kept = words[unit / 32 % 4] >> UInt32(unit % 32) & 1 == 1
                x[unit] = kept ? 2 * max(x[unit], 0) : 0
            }
        }
    }
}
