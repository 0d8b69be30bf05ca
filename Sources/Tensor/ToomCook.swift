import CKernels

/// How a convolution's tiles are computed: the ordinary way, or with fewer products.
///
/// m frames of a convolution with r taps take m·r products each way from input to output channel. Taken as polynomials
/// that are known by their values at m + r − 1 points, they take as many products as there are points (Toom 1963, Cook
/// 1966; Winograd, "Arithmetic Complexity of Computations", 1980). `CKernels/include/convolution.h` has the formulas.
///
/// A kernel longer than r taps is cut into groups of r, whose products at each point are added up before the way back;
/// with m = r the tiles of one group are those of the next one, one tile on, and are evaluated once.
///
/// The more points, the more rounding is magnified: with eleven it is some ten times that of ordinary sums, 3e-6 of a
/// result (Docs/vocoder-speed.md).
struct ToomCook: Sendable {
    /// m, the frames that a tile makes.
    let outputs: Int
    /// r, the taps in a group.
    let taps: Int
    /// The number of groups.
    let groups: Int
    /// a of each pair of points ±a.
    private let roots: [Double]
    /// The constants of the kernels, one array behind the other: roots, R, E, powers.
    private let constants: [Float]

    /// The number of points.
    var points: Int { outputs + taps - 1 }

    /// Chooses for a kernel: what was fastest on networks with 32 to 512 channels.
    ///
    /// With few bits only schemes of seven points and less, which magnify rounding two to three times.
    init(kernelSize: Int, precision: WeightPrecision = .float32) {
        switch kernelSize {
        case 6... where precision == .bfloat16: self.init(outputs: 4, taps: 4, kernelSize: kernelSize)
        case 1: self.init(outputs: 1, taps: 1, kernelSize: kernelSize)
        case 2: self.init(outputs: 2, taps: 2, kernelSize: kernelSize)
        case 3: self.init(outputs: 5, taps: 3, kernelSize: kernelSize)
        case 5: self.init(outputs: 3, taps: 5, kernelSize: kernelSize)
        case 7: self.init(outputs: 5, taps: 7, kernelSize: kernelSize)
        case 11, 12: self.init(outputs: 6, taps: 6, kernelSize: kernelSize)
        default: self.init(outputs: 4, taps: 4, kernelSize: kernelSize)
        }
    }

    /// a of each pair of points ±a, by the number of pairs: those that magnify rounding the least, to sixteenths
    /// (Scripts/goldens/toom_cook_points.py).
    private static let roots: [[Double]] = [
        [], [1], [0.4375, 1.25], [0.3125, 0.875, 1.6875], [0.25, 0.6875, 1.125, 2.0625],
        [0.1875, 0.625, 0.9375, 1.3125, 2.4375],
    ]

    init(outputs: Int, taps: Int, kernelSize: Int) {
        let groups = (kernelSize + taps - 1) / taps
        precondition(groups == 1 || outputs == taps, "groups of \(taps) taps need tiles of \(taps) frames")
        (self.outputs, self.taps, self.groups) = (outputs, taps, groups)
        let points = outputs + taps - 1
        precondition(points % 2 == 1 && points <= CKERNELS_MOST_POINTS, "\(points) points are not supported")
        let roots = Self.roots[points / 2]
        self.roots = roots
        let inner = roots.indices.flatMap { pair in
            Self.product(of: roots.indices.filter { $0 != pair }.map { roots[$0] })
        }
        let powers = (0..<outputs).flatMap { i in roots.map { Self.power($0, i) } }
        constants = (roots + inner + Self.product(of: roots) + powers).map(Float.init)
    }

    /// The values of a group's taps at all points, divided by what the input's values leave out. [points]
    func values(of taps: [Double]) -> [Double] {
        var values: [Double] = []
        for (pair, root) in roots.enumerated() {
            // Π (p − q) over all other points q: 2p · Π (p² − b²).
            let others = roots.indices.filter { $0 != pair }.reduce(1.0) { $0 * (root * root - roots[$1] * roots[$1]) }
            for point in [root, -root] {
                let value = taps.enumerated().reduce(0.0) { $0 + $1.element * Self.power(point, $1.offset) }
                values.append(value / (2 * point * others))
            }
        }
        return values + [taps[taps.count - 1]]
    }

    /// Calls `body` with the constants as the kernels take them.
    func withPlan<Result>(_ body: (UnsafePointer<ckernels_toom_cook>) -> Result) -> Result {
        constants.withUnsafeBufferPointer { constants in
            let pairs = roots.count
            guard let base = constants.baseAddress else { preconditionFailure("a plan has constants") }
            var plan = ckernels_toom_cook(
                outputs: outputs, points: points, roots: base, inner: base + pairs,
                outer: base + pairs + pairs * pairs, powers: base + pairs + pairs * pairs + pairs + 1)
            return body(&plan)
        }
    }

    /// The coefficients of Π (y − b²) over some roots b, the constant first.
    private static func product(of roots: [Double]) -> [Double] {
        roots.reduce([1]) { polynomial, root in
            let shifted = [0] + polynomial
            return shifted.indices.map { shifted[$0] - ($0 < polynomial.count ? root * root * polynomial[$0] : 0) }
        }
    }

    private static func power(_ x: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { result, _ in result * x }
    }
}
