/// One layer of long short-term memory, for batches of whole sequences; `PackedLayer` takes single steps.
///
/// With the gates in PyTorch's order,
///
///     i, f, o = σ(W·[x; h] + b)      g = tanh(W·[x; h] + b)
///     c ← f ⊙ c + i ⊙ g              h ← o ⊙ tanh(c)
///
/// where W = [W_ih | W_hh] and b = b_ih + b_hh. Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers
/// et al. 2000.
public struct LSTM: Sendable {
    /// [4 · hidden, inputs + hidden], the gates i, f, g, o one below the other.
    let weight: Tensor
    /// b. [4 · hidden]
    let bias: Tensor
    /// The number of inputs.
    public let inputs: Int
    /// The size of the hidden state and of the cell state.
    public let hidden: Int

    /// Makes a layer from PyTorch's four arrays.
    ///
    /// - Parameters:
    ///   - inputWeight: W_ih, [4 · hidden, inputs]
    ///   - hiddenWeight: W_hh, [4 · hidden, hidden]
    ///   - inputBias: b_ih, [4 · hidden]
    ///   - hiddenBias: b_hh, [4 · hidden]
    public init(inputWeight: Tensor, hiddenWeight: Tensor, inputBias: Tensor, hiddenBias: Tensor) {
        precondition(
            inputWeight.shape.count == 2 && hiddenWeight.shape.count == 2
                && inputWeight.shape[0] == 4 * hiddenWeight.shape[1] && hiddenWeight.shape[0] == inputWeight.shape[0]
                && inputBias.shape == [inputWeight.shape[0]] && hiddenBias.shape == inputBias.shape,
            """
            an LSTM cannot have weights of shapes \(inputWeight.shape), \(hiddenWeight.shape) and biases of shapes \
            \(inputBias.shape), \(hiddenBias.shape)
            """)
        let (inputs, hidden) = (inputWeight.shape[1], hiddenWeight.shape[1])
        self.inputs = inputs
        self.hidden = hidden
        weight = inputWeight.joinedColumns(with: hiddenWeight)
        bias = Tensor(zip(inputBias.elements, hiddenBias.elements).map(+))
    }

    /// Runs a batch of sequences from a state of zeros and returns every hidden state.
    ///
    /// The weights are laid out for it anew at each call.
    ///
    /// - Parameter x: [frames, batch, inputs]
    /// - Returns: [frames, batch, hidden]
    public func callAsFunction(_ x: Tensor) -> Tensor {
        BatchedLSTM(self)(x)
    }
}
