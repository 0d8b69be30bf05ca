/// A dense array of 32-bit floats in row-major order: the last index runs fastest.
///
/// A tensor is a value. Copies share their memory until one of them is changed.
///
/// ```swift
/// let mel = Tensor(zeros: [80, 331])      // 80 bands, 331 frames
/// mel[3, 100]                             // one number
/// mel.shape                               // [80, 331]
/// ```
public struct Tensor: Sendable {
    /// The extent of each dimension; empty for a single number.
    public private(set) var shape: [Int]
    var storage: TensorStorage

    /// The number of elements: the product of the shape.
    public var count: Int { storage.count }

    /// Makes a tensor whose elements `body` writes.
    ///
    /// - Parameters:
    ///   - shape: The extents, none negative.
    ///   - body: Receives the uninitialised elements and must set every one.
    public init(shape: [Int], initializing body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        precondition(shape.allSatisfy { $0 >= 0 }, "a tensor's extents cannot be negative: \(shape)")
        self.shape = shape
        storage = TensorStorage(count: shape.reduce(1, *))
        try body(UnsafeMutableBufferPointer(start: storage.base, count: storage.count))
    }

    /// Makes a tensor of zeros.
    public init(zeros shape: [Int]) {
        self.init(shape: shape) { $0.initialize(repeating: 0) }
    }

    /// Makes a tensor from its elements in row-major order.
    ///
    /// - Parameters:
    ///   - elements: As many numbers as the shape has.
    ///   - shape: The extents; one dimension of `elements.count` if left out.
    public init(_ elements: [Float], shape: [Int]? = nil) {
        let shape = shape ?? [elements.count]
        precondition(
            shape.reduce(1, *) == elements.count, "\(elements.count) elements do not fill a tensor of shape \(shape)")
        self.init(shape: shape) { _ = $0.initialize(fromContentsOf: elements) }
    }

    /// Makes a tensor from elements in double precision, rounding each.
    package init(_ elements: [Double], shape: [Int]) {
        self.init(elements.map(Float.init), shape: shape)
    }

    /// Makes a tensor over memory that somebody else owns, without copying it.
    ///
    /// - Parameters:
    ///   - base: The first element; aligned for `Float`, and unchanged for as long as `owner` lives.
    ///   - shape: The extents.
    ///   - owner: The object that keeps the memory alive, for example a mapped file.
    public init(borrowing base: UnsafePointer<Float>, shape: [Int], owner: AnyObject) {
        precondition(shape.allSatisfy { $0 >= 0 }, "a tensor cannot have the shape \(shape)")
        self.shape = shape
        storage = TensorStorage(lent: base, count: shape.reduce(1, *), owner: owner)
    }

    /// Calls `body` with the elements in row-major order.
    public func withUnsafeBufferPointer<Result>(
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        try withExtendedLifetime(storage) {
            try body(UnsafeBufferPointer(start: storage.base, count: storage.count))
        }
    }

    /// Calls `body` with the elements to change in place; memory shared with another tensor is copied first.
    public mutating func withUnsafeMutableBufferPointer<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        makeUnique()
        return try withExtendedLifetime(storage) {
            try body(UnsafeMutableBufferPointer(start: storage.base, count: storage.count))
        }
    }

    /// The first element.
    ///
    /// It stays valid while a tensor that shares this memory lives: an argument or a stored property lives throughout
    /// the call, a local variable only to its last use, so its life is to be extended.
    package var base: UnsafePointer<Float> { UnsafePointer(storage.base) }

    private mutating func makeUnique() {
        if !storage.isLent, isKnownUniquelyReferenced(&storage) { return }
        let copy = TensorStorage(count: storage.count)
        copy.base.initialize(from: storage.base, count: storage.count)
        storage = copy
    }

    /// The same elements under another shape of the same count; nothing is copied.
    public func reshaped(_ shape: [Int]) -> Tensor {
        precondition(
            shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == count,
            "a tensor of shape \(self.shape) cannot be reshaped to \(shape)")
        var result = self
        result.shape = shape
        return result
    }

    /// The element at the given indices, one for each dimension.
    public subscript(_ indices: Int...) -> Float {
        get { storage.base[offset(indices)] }
        set {
            let offset = offset(indices)
            makeUnique()
            storage.base[offset] = newValue
        }
    }

    private func offset(_ indices: [Int]) -> Int {
        precondition(
            indices.count == shape.count, "\(indices.count) indices for a tensor of \(shape.count) dimensions")
        var offset = 0
        for (index, extent) in zip(indices, shape) {
            precondition((0..<extent).contains(index), "index \(indices) is outside a tensor of shape \(shape)")
            offset = offset * extent + index
        }
        return offset
    }
}
