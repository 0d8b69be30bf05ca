import Foundation

/// The logistic function 1 / (1 + e⁻ˣ).
package func sigmoid(_ x: Double) -> Double {
    1 / (1 + exp(-x))
}
