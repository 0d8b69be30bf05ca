import Foundation

// NumPy's .npy format, version 1.0: the magic "\u{93}NUMPY", two version bytes, a little-endian header length (16 bits,
// or 32 from version 2.0), a Python dict literal padded with spaces to a multiple of 64 bytes, and the elements.
// Source: numpy.lib.format.

private let magic = Data([0x93]) + Data("NUMPY".utf8)
/// As many as NumPy has.
private let mostDimensions = 64
/// The largest file that is read, in bytes.
private let largestFile = 1 << 32

extension Tensor {
    /// Reads a `.npy` file of little-endian 32-bit floats in C order.
    ///
    /// - Throws: ``TensorError`` if the file cannot be read or holds anything else.
    public init(numPy url: URL) throws {
        let data = try contents(of: url)
        // A message has nothing of the header in it: that is a stranger's text, of any length.
        func reject(_ reason: String) -> TensorError { .notNumPy(path: url.path, reason: reason) }
        guard data.count >= 10, data.prefix(6) == magic else { throw reject("the first bytes are not NumPy's") }
        let wide = data[6] >= 2
        let lengthBytes = data.dropFirst(8).prefix(wide ? 4 : 2)
        let headerStart = 8 + (wide ? 4 : 2)
        let headerLength = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard headerStart + headerLength <= data.count,
            let header = String(data: data[headerStart..<headerStart + headerLength], encoding: .utf8)
        else { throw reject("the header runs past the end of the file") }
        guard header.contains("'descr': '<f4'") else { throw reject("the element type is not <f4") }
        guard header.contains("'fortran_order': False") else { throw reject("the order is Fortran's") }
        guard let open = header.range(of: "'shape': (")?.upperBound,
            let close = header[open...].firstIndex(of: ")")
        else { throw reject("there is no shape") }
        let fields = header[open..<close].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let shape = fields.filter { !$0.isEmpty }.compactMap(Int.init)
        guard shape.allSatisfy({ $0 >= 0 }), shape.count == fields.filter({ !$0.isEmpty }).count,
            shape.count <= mostDimensions
        else {
            throw reject("the shape is not a list of extents")
        }
        var bytes = MemoryLayout<Float>.size
        for extent in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
            guard !overflow else { throw reject("the shape \(shape) is too large") }
            bytes = product
        }
        let body = data.dropFirst(headerStart + headerLength)
        guard body.count == bytes else { throw reject("\(body.count) bytes do not fill the shape \(shape)") }
        self.init(shape: shape) { target in
            _ = body.copyBytes(to: UnsafeMutableRawBufferPointer(target))
        }
    }

    /// Writes the tensor as a `.npy` file, which `numpy.load` reads; an existing file is replaced as a whole.
    ///
    /// - Throws: ``TensorError/file(path:reason:)`` if the file cannot be written.
    public func writeNumPy(to url: URL) throws {
        do { try numPyFile.write(to: url, options: .atomic) } catch {
            throw TensorError.file(path: url.path, reason: "it cannot be written (\(error.localizedDescription))")
        }
    }

    /// The bytes of a `.npy` file.
    public var numPyFile: Data {
        let extents = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }"
        let unpadded = magic.count + 4 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        var data = magic + Data([1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)])
        data += Data(header.utf8)
        withUnsafeBufferPointer { data.append(Data(buffer: $0)) }
        return data
    }
}

/// The bytes of a regular file: a device might never end.
private func contents(of url: URL) throws -> Data {
    func unreadable(_ reason: String) -> TensorError { .file(path: url.path, reason: reason) }
    func failure() -> TensorError { unreadable("it cannot be read (\(String(cString: strerror(errno))))") }
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw unreadable("it is \(status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"), not a file")
    }
    guard status.st_size <= largestFile else { throw unreadable("it is larger than \(largestFile) bytes") }
    do { return try file.read(upToCount: Int(status.st_size)) ?? Data() } catch {
        throw unreadable("it cannot be read (\(error.localizedDescription))")
    }
}
