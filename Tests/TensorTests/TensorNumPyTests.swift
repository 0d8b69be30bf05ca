import Foundation
import TestSupport
import Testing

@testable import Tensor

@Suite struct TensorNumPyTests {
    @Test(arguments: [[], [0], [3], [2, 3], [2, 0, 4]])
    func whatIsWrittenIsReadAgain(shape: [Int]) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "array.npy")
            let count = shape.reduce(1, *)
            let tensor = Tensor((0..<count).map { Float($0) / 3 }, shape: shape)
            try tensor.writeNumPy(to: url)
            #expect(try Tensor(numPy: url) == tensor)
            #expect(try Data(contentsOf: url).count % 64 == count * 4 % 64)  // the header is aligned
        }
    }

    @Test func readsWhatNumPyWrote() throws {
        // numpy.save of numpy.array([[1.5, -2]], numpy.float32), version 1.0
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"
        let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        let bytes =
            Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, 118, 0]) + Data(padded.utf8)
            + Data([0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0])
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "array.npy")
            try bytes.write(to: url)
            #expect(try Tensor(numPy: url) == Tensor([1.5, -2], shape: [1, 2]))

            try bytes.dropLast().write(to: url)  // truncated
            #expect(throws: TensorError.self) { try Tensor(numPy: url) }
            try Data(bytes.map { $0 == 0x34 ? 0x38 : $0 }).write(to: url)  // <f8
            #expect(throws: TensorError.self) { try Tensor(numPy: url) }
            // Fortran's order, which asfortranarray gives a table: the numbers would be read transposed.
            let fortran = String(decoding: bytes[10..<128], as: UTF8.self).replacing("False, ", with: "True,  ")
            try (bytes.prefix(10) + Data(fortran.utf8) + bytes.suffix(8)).write(to: url)
            let error = try #require(throws: TensorError.self) { try Tensor(numPy: url) }
            #expect("\(error)".contains("the order is Fortran's. Save it with numpy.save(file, numpy.ascontiguous"))
            try Data("text".utf8).write(to: url)
            #expect(throws: TensorError.self) { try Tensor(numPy: url) }
        }
    }

    @Test func aFolderIsNoArray() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: TensorError.self) { try Tensor(numPy: folder) }
            #expect(error == .file(path: folder.path, reason: "it is a folder"))
        }
    }

    @Test func aPathThatCannotBeWrittenIsNamed() throws {
        let url = URL(filePath: "/nowhere/array.npy")
        let error = #expect(throws: TensorError.self) { try Tensor([1]).writeNumPy(to: url) }
        #expect(error?.description.contains("/nowhere/array.npy") == true)
    }
}
