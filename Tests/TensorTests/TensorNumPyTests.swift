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

    /// A device or a pipe would be read for ever.
    @Test func whatIsNoFileIsNoArray() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appending(path: "pipe.npy")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            for (path, kind) in [
                (folder.path, "a folder"), (pipe.path, "a device or a pipe"), ("/dev/zero", "a device or a pipe"),
            ] {
                let error = #expect(throws: TensorError.self) { try Tensor(numPy: URL(filePath: path)) }
                #expect(error == .file(path: path, reason: "it is \(kind), not a file"))
            }
        }
    }

    /// A file too large for memory takes no room on the disk if it is nothing but holes.
    @Test func aFileThatIsTooLargeIsNotRead() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "large.npy")
            try Data().write(to: url)
            #expect(truncate(url.path, off_t(1) << 40) == 0)
            let error = #expect(throws: TensorError.self) { try Tensor(numPy: url) }
            #expect(error == .file(path: url.path, reason: "it is larger than 4294967296 bytes"))
        }
    }

    @Test(arguments: [
        ("'descr': '\u{1B}[2J'", "the element type is not <f4"),
        ("'descr': '<f4', 'fortran_order': False, '\u{1B}[2J'", "there is no shape"),
        ("'descr': '<f4', 'fortran_order': False, 'shape': (\u{1B}[2J)", "the shape is not a list of extents"),
        (
            "'descr': '<f4', 'fortran_order': False, 'shape': (\(String(repeating: "0,", count: 1000)))",
            "the shape is not a list of extents"
        ),
    ])
    func aMessageHasNothingOfTheHeader(_ header: String, _ reason: String) throws {
        let length = header.utf8.count
        let bytes =
            Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, UInt8(length & 255), UInt8(length >> 8)])
            + Data(header.utf8)
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "array.npy")
            try bytes.write(to: url)
            let error = #expect(throws: TensorError.self) { try Tensor(numPy: url) }
            #expect(error == .notNumPy(path: url.path, reason: reason))
        }
    }

    @Test func aPathThatCannotBeWrittenIsNamed() throws {
        let url = URL(filePath: "/nowhere/array.npy")
        let error = #expect(throws: TensorError.self) { try Tensor([1]).writeNumPy(to: url) }
        #expect(error?.description.contains("/nowhere/array.npy") == true)
    }
}
