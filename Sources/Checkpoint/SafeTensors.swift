import Foundation

/// Reads safetensors: the length of a JSON header as 64 bits, the header, and the elements without gaps.
///
/// Source: the format section of https://github.com/huggingface/safetensors.
enum SafeTensors: CheckpointReader {
    /// The format's own limit.
    private static let longestHeader: UInt64 = 100_000_000

    /// What the header says about one tensor.
    private struct Entry: Decodable {
        var dtype: String
        var shape: [Int]
        /// The first byte and the byte after the last, counted from the end of the header.
        var offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    private struct Header: Decodable {
        var entries: [String: Entry] = [:]
        var metadata: [String: String] = [:]

        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                if key.stringValue == "__metadata__" {
                    metadata = try container.decode([String: String].self, forKey: key)
                } else {
                    entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
                }
            }
        }
    }

    static func recognises(_ file: MappedFile) -> Bool {
        guard let length = headerLength(file) else { return false }
        return length <= longestHeader && file.holds([UInt8(ascii: "{")], at: 8)
    }

    private static func headerLength(_ file: MappedFile) -> UInt64? {
        guard file.count >= 8 else { return nil }
        return UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
    }

    static func read(_ file: MappedFile) throws -> CheckpointContents {
        var cursor = try ByteCursor(file, 0..<file.count, of: "the safetensors header")
        let text = try cursor.take(try cursor.integer(UInt64.self))
        let data = cursor.position..<file.count
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(file.bytes[text]))
        } catch {
            throw file.corrupted("its safetensors header is not the JSON that the format prescribes (\(error))")
        }
        var contents = CheckpointContents(file: file, format: .safeTensors, metadata: header.metadata)
        var end = 0
        // Tensors may not overlap nor leave gaps, so that every byte has one meaning.
        for (name, entry) in header.entries.sorted(by: { begin($0.value) < begin($1.value) }) {
            guard let type = ElementType(safeTensors: entry.dtype) else {
                throw file.unsupported("the tensor \(name) has the unknown element type \(entry.dtype)")
            }
            guard entry.offsets.count == 2, entry.offsets[0] == end, entry.offsets[1] >= end else {
                throw CheckpointError.tensorOutOfBounds(
                    name: name, path: file.path, reason: "its bytes \(entry.offsets) do not follow on byte \(end)")
            }
            let next = entry.offsets[1]
            guard next <= data.count else {
                throw file.truncated("the tensor \(name) ends at byte \(next) of the data, which has \(data.count)")
            }
            let bytes = data.lowerBound + end..<data.lowerBound + next
            contents.tensors[name] = try TensorRecord(
                name: name, shape: entry.shape, type: type, filling: bytes, file: file)
            end = next
        }
        guard end == data.count else {
            throw file.corrupted("it has \(data.count - end) bytes after the last tensor")
        }
        return contents
    }

    /// Where a tensor begins; empty ones sort before the one that begins at the same place.
    private static func begin(_ entry: Entry) -> (Int, Int) {
        (entry.offsets.first ?? -1, entry.offsets.last ?? -1)
    }
}
