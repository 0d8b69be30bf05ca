import TestSupport
import Testing

@testable import Tensor

@Suite struct TensorTests {
    @Test func indicesRunRowByRow() {
        let tensor = Tensor([0, 1, 2, 3, 4, 5], shape: [2, 3])
        #expect(tensor[1, 0] == 3)
        #expect(tensor.row(1) == [3, 4, 5])
        #expect(tensor.reshaped([3, 2])[1, 0] == 2)
        #expect(tensor.transposed() == Tensor([0, 3, 1, 4, 2, 5], shape: [3, 2]))
    }

    @Test func copiesShareMemoryUntilOneIsChanged() {
        let original = Tensor([1, 2, 3])
        var copy = original
        #expect(copy.base == original.base)
        copy[1] = 5
        #expect(original.elements == [1, 2, 3])
        #expect(copy.elements == [1, 5, 3])
    }

    @Test func lentMemoryIsNeverWritten() {
        final class Owner {
            let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2); deinit { memory.deallocate() }
        }
        let owner = Owner()
        owner.memory.initialize(repeating: 7, count: 2)
        var tensor = Tensor(borrowing: owner.memory, shape: [2], owner: owner)
        #expect(tensor.base == UnsafePointer(owner.memory))
        tensor[0] = 1
        #expect(tensor.elements == [1, 7])
        #expect(owner.memory[0] == 7)
    }

    @Test func columnsAreCutAndJoined() {
        let left = Tensor([1, 2, 3, 4], shape: [2, 2])
        let right = Tensor([5, 6], shape: [2, 1])
        let joined = left.joinedColumns(with: right)
        #expect(joined == Tensor([1, 2, 5, 3, 4, 6], shape: [2, 3]))
        #expect(joined.prefixColumns(2) == left)
        #expect(joined.suffixColumns(1) == right)
    }

    @Test func additionScalesTheOther() {
        var sum = Tensor([1, 2])
        sum.add(Tensor([10, 20]), scaledBy: 0.5)
        #expect(sum.elements == [6, 12])
    }

    @Test func equalityNeedsTheSameShape() {
        #expect(Tensor([1, 2], shape: [1, 2]) != Tensor([1, 2], shape: [2, 1]))
    }
}

@Suite struct MatrixProductTests {
    @Test func plainAndTransposedAgree() {
        let a = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
        let b = Tensor([1, 0, 2, 1, 0, 3], shape: [3, 2])
        #expect(a.matrixProduct(b) == Tensor([5, 11, 14, 23], shape: [2, 2]))
        #expect(a.matrixProduct(transposed: b.transposed()) == Tensor([5, 11, 14, 23], shape: [2, 2]))
    }
}
