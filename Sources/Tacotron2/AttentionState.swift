/// What attention remembers from step to step, and the memory that it works in.
struct AttentionState: ~Copyable {
    /// S, the number of symbols in the text.
    let symbols: Int
    /// All of the memory below; zero at the start.
    private let block: UnsafeMutablePointer<Double>

    /// The weights of the last step with half a kernel of zeros on each side. [S + kernel − 1]
    let paddedWeights: UnsafeMutablePointer<Double>
    /// The sum of the weights of all steps, padded alike. [S + kernel − 1]
    let paddedCumulative: UnsafeMutablePointer<Double>
    /// The weights of the last step. [S]
    let weights: UnsafeMutablePointer<Double>
    /// The sum of the weights of all steps. [S]
    let cumulative: UnsafeMutablePointer<Double>
    /// W·query. [attention]
    let query: UnsafeMutablePointer<Double>
    /// The argument of tanh at one symbol. [attention]
    let argument: UnsafeMutablePointer<Double>
    /// The energies, and then their exponentials. [S]
    let energies: UnsafeMutablePointer<Double>

    init(symbols: Int, attention: LocationSensitiveAttention) {
        let (kernel, size) = (attention.kernelSize, attention.size)
        let padded = symbols + kernel - 1
        let count = 2 * padded + 2 * size + symbols
        self.symbols = symbols
        block = .allocate(capacity: count)
        block.initialize(repeating: 0, count: count)
        paddedWeights = block
        paddedCumulative = paddedWeights + padded
        weights = paddedWeights + kernel / 2
        cumulative = paddedCumulative + kernel / 2
        query = paddedCumulative + padded
        argument = query + size
        energies = argument + size
    }

    deinit { block.deallocate() }
}
