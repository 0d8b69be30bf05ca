import Foundation
import VoiceClone

/// Gradient descent with momentum, a step size for each parameter and decoupled weight decay.
///
/// Source: arXiv 1711.05101, algorithm 2. The learning rate rises over the first tenth of the steps and falls to zero
/// along a cosine.
struct AdamW {
    private let rate: Float
    private let decay: Float
    private let steps: Int
    private var step = 0
    private var first: [Tensor]
    private var second: [Tensor]

    init(_ parameters: [Tensor], rate: Float, decay: Float, steps: Int) {
        (self.rate, self.decay, self.steps) = (rate, decay, steps)
        first = parameters.map { Tensor(zeros: $0.shape) }
        second = first
    }

    /// Moves the parameters one step against the gradients.
    mutating func update(_ parameters: inout [Tensor], _ gradients: [Tensor]) {
        step += 1
        let (beta1, beta2): (Float, Float) = (0.9, 0.999)
        let progress = Float(step) / Float(steps)
        let rate = self.rate * min(progress * 10, 0.5 * (1 + cos(.pi * max(0, (progress - 0.1) / 0.9))))
        let scale1 = 1 / (1 - pow(beta1, Float(step)))
        let scale2 = 1 / (1 - pow(beta2, Float(step)))
        for index in parameters.indices {
            first[index] = first[index].combined(gradients[index]) { beta1 * $0 + (1 - beta1) * $1 }
            second[index] = second[index].combined(gradients[index]) { beta2 * $0 + (1 - beta2) * $1 * $1 }
            let move = first[index].combined(second[index]) { scale1 * $0 / ((scale2 * $1).squareRoot() + 1e-8) }
            parameters[index] = parameters[index].combined(move) { $0 * (1 - rate * decay) - rate * $1 }
        }
    }
}
