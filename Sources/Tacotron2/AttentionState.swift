import Tensor

/// What attention remembers from step to step, and the memory that it works in.
final class AttentionState {
    /// S, the number of symbols in the text.
    let symbols: Int
    /// The weights of the last step. [S]
    let weights: UnsafeMutablePointer<Double>
    /// W·query. [attention]
    let query: UnsafeMutablePointer<Double>
    /// Where the energies are computed from, and into.
    let sentence: AttentionEnergies.Sentence

    /// Whether the sentence is over because of its window: the attention has been behind the last unit for a while.
    var hasEnded: Bool { framesAtEnd >= DyingAway.frames }

    private let window: AttentionWindow?
    /// The furthest symbol that has had most of a frame's attention.
    private var position = 0
    /// The first symbol that may still be attended to.
    private var first = 0
    /// For how many frames the position has been the same.
    private var stay = 0
    /// For how many frames the window has stood at the `~ _` that end every sentence.
    private var framesAtEnd = 0
    private let memory: AlignedMemory<Double>
    private let windows: AlignedMemory<LayerLane>  // [S]
    private let energies: UnsafeMutablePointer<Double>  // [S]
    /// By turns a weight of the last step and the sum of its like over all steps, from the first symbol on; half a
    /// kernel of zeros lies on each side. [S, 2]
    private let location: UnsafeMutablePointer<Double>

    init(text: DecoderText, attention: LocationSensitiveAttention, window: AttentionWindow?) {
        self.window = window
        let (kernel, size, symbols) = (attention.kernelSize, attention.size, text.symbols)
        memory = AlignedMemory([symbols, size, symbols, 2 * (symbols + kernel - 1), symbols * size])
        windows = AlignedMemory([symbols])
        self.symbols = symbols
        weights = memory.parts[0]
        query = memory.parts[1]
        energies = memory.parts[2]
        location = memory.parts[3] + kernel / 2 * 2
        for symbol in 0..<symbols {
            (windows.parts[0] + symbol).initialize(
                to: LayerLane(input: memory.parts[3] + 2 * symbol, output: memory.parts[4] + symbol * size))
        }
        sentence = AttentionEnergies.Sentence(
            location: attention.location, windows: windows.parts[0], symbols: symbols, features: memory.parts[4],
            query: query, keys: text.keys.parts[0], v: attention.energy.parts[0], energies: energies)
    }

    /// Makes weights of the energies and adds them to the cumulative ones.
    func update() {
        if let window {
            updateWeights(within: window)
        } else {
            AttentionEnergies.softmax(energies, symbols: symbols, into: weights)
        }
        for symbol in 0..<symbols {
            location[2 * symbol] = weights[symbol]
            location[2 * symbol + 1] += weights[symbol]
        }
    }

    /// Makes weights of the energies in the window around the furthest symbol so far, and moves it on.
    private func updateWeights(within window: AttentionWindow) {
        let visible = max(first, position - window.behind)..<min(symbols, position + min(window.ahead, symbols) + 1)
        weights.update(repeating: 0, count: symbols)
        AttentionEnergies.softmax(
            energies + visible.lowerBound, symbols: visible.count, into: weights + visible.lowerBound)
        let before = position
        for symbol in position..<visible.upperBound where weights[symbol] > weights[position] { position = symbol }
        stay = position == before ? stay + 1 : 0
        if stay >= window.longestStay, position + 1 < symbols {
            (position, first, stay) = (position + 1, position + 1, 0)
        }
        if position >= symbols - 2 { framesAtEnd += 1 }
    }
}
