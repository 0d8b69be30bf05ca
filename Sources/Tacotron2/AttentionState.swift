/// What attention remembers from step to step, and the memory that it works in.
struct AttentionState: ~Copyable {
    /// S, the number of symbols in the text.
    let symbols: Int
    /// All of the memory below; zero at the start.
    private let block: UnsafeMutablePointer<Float>

    /// The weights of the last step with half a kernel of zeros on each side. [S + kernel − 1]
    let paddedWeights: UnsafeMutablePointer<Float>
    /// The sum of the weights of all steps, padded alike. [S + kernel − 1]
    let paddedCumulative: UnsafeMutablePointer<Float>
    /// The weights of the last step. [S]
    let weights: UnsafeMutablePointer<Float>
    /// The sum of the weights of all steps. [S]
    let cumulative: UnsafeMutablePointer<Float>
    /// Windows of both, for the location features. [S, 2 · kernel]
    let windows: UnsafeMutablePointer<Float>
    /// The query's projection. [attention]
    let query: UnsafeMutablePointer<Float>
    /// The arguments of tanh, without the query. [S, attention]
    let features: UnsafeMutablePointer<Float>
    /// vᵀ tanh(…), and then its exponential. [S]
    let energies: UnsafeMutablePointer<Double>

    init(symbols: Int, attention: LocationSensitiveAttention) {
        let (kernel, size) = (attention.kernelSize, attention.size)
        let padded = symbols + kernel - 1
        let count = 2 * padded + symbols * 2 * kernel + size + symbols * size
        self.symbols = symbols
        block = .allocate(capacity: count)
        block.initialize(repeating: 0, count: count)
        paddedWeights = block
        paddedCumulative = paddedWeights + padded
        weights = paddedWeights + kernel / 2
        cumulative = paddedCumulative + kernel / 2
        windows = paddedCumulative + padded
        query = windows + symbols * 2 * kernel
        features = query + size
        energies = .allocate(capacity: symbols)
    }

    deinit {
        block.deallocate()
        energies.deallocate()
    }
}
