// The few elementwise loops over whole signals that no library call covers.
//
// They are plain `while` loops over pointers because a debug build runs those several times faster than `for` over a
// range, `zip` or `map`, which call unspecialised generic code for every element; optimised, all are vectorised alike.

/// Multiplies: target[i] = left[i] · right[i].
func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
) {
    var index = 0
    while index < count {
        target[index] = left[index] * right[index]
        index += 1
    }
}

/// Multiplies and adds: target[i] += left[i] · right[i].
func multiplyAdd(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
) {
    var index = 0
    while index < count {
        target[index] += left[index] * right[index]
        index += 1
    }
}

/// Squares the magnitudes of `count` complex numbers: target[i] = re² + im².
func squaredMagnitudes(_ pairs: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
        let (real, imaginary) = (pairs[2 * index], pairs[2 * index + 1])
        target[index] = real * real + imaginary * imaginary
        index += 1
    }
}

/// Takes square roots in place: target[i] = √target[i].
func takeSquareRoots(_ target: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
        target[index] = target[index].squareRoot()
        index += 1
    }
}
