/// The memory behind one or more tensors: either owned, or lent by another object such as a mapped file.
///
/// The contents never change once a second tensor can see them: ``Tensor`` copies before it writes
/// unless it is the only holder, and lent memory always counts as shared. That is what makes the class `Sendable`.
final class TensorStorage: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let count: Int
    /// Keeps lent memory alive; `nil` if `base` is this object's own.
    private let owner: AnyObject?

    /// Allocates uninitialised memory for `count` numbers.
    init(count: Int) {
        base = .allocate(capacity: Swift.max(count, 1))
        self.count = count
        owner = nil
    }

    /// Refers to memory that `owner` keeps alive and unchanged.
    init(lent base: UnsafePointer<Float>, count: Int, owner: AnyObject) {
        self.base = UnsafeMutablePointer(mutating: base)
        self.count = count
        self.owner = owner
    }

    var isLent: Bool { owner != nil }

    deinit {
        if owner == nil { base.deallocate() }
    }
}
