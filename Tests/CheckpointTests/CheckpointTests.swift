import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

/// Small files that PyTorch and Hugging Face's library wrote.
@Suite struct CheckpointTests {
    private func open(_ name: String) throws -> Checkpoint {
        try Checkpoint(contentsOf: Golden.url("checkpoint/\(name)"))
    }

    @Test(arguments: ["state-zip.pt", "state-legacy.pt", "state.safetensors"])
    func everyElementTypeAndView(file: String) throws {
        try expectEqual(try open(file), to: try GoldenTensor.table("state"))
    }

    @Test(arguments: ["module-zip.pt", "module-legacy.pt"])
    func aPickledModuleHasTheNamesOfItsStateDict(file: String) throws {
        try expectEqual(try open(file), to: try GoldenTensor.table("module"))
    }

    @Test(arguments: ["flat-zip.pt", "flat-legacy.pt", "zip64.pt"])
    func aDictThatHoldsTensorsIsTheStateDict(file: String) throws {
        let checkpoint = try open(file)
        #expect(checkpoint.names == ["deep.bias", "weight"])
        #expect(checkpoint.shape(of: "weight") == [2, 2])
        #expect(checkpoint.contains("deep.bias") && !checkpoint.contains("deep"))
        #expect(checkpoint.metadata.isEmpty)
    }

    @Test(arguments: [("protocol4-zip.pt", CheckpointFormat.torchZIP), ("protocol4-legacy.pt", .torchLegacy)])
    func protocol4(file: String, format: CheckpointFormat) throws {
        let checkpoint = try open(file)
        #expect(checkpoint.format == format)
        #expect(try checkpoint.tensor("weight").elements == [1, 1])
    }

    @Test func formats() throws {
        #expect(try open("state-zip.pt").format == .torchZIP)
        #expect(try open("state-legacy.pt").format == .torchLegacy)
        let safeTensors = try open("state.safetensors")
        #expect(safeTensors.format == .safeTensors)
        #expect(safeTensors.metadata == ["format": "pt"])
    }

    @Test func aTensorOutlivesItsCheckpoint() throws {
        let tensor = try open("state-zip.pt").tensor("float32")
        let golden = try #require(try GoldenTensor.table("state")["float32"]?.elements)
        #expect(tensor.elements == golden)
    }

    @Test func changingATensorLeavesTheFileAlone() throws {
        let checkpoint = try open("state-zip.pt")
        var tensor = try checkpoint.tensor("tied.first")
        let before = tensor[0]
        tensor[0] = before + 1
        #expect(try checkpoint.tensor("tied.second")[0] == before)
    }

    @Test func alignedFloatsAreNotCopied() throws {
        let checkpoint = try open("state-zip.pt")
        // Both at a time: the second copy of one that is gone could lie where that was.
        let tensors = try (0..<2).map { _ in try checkpoint.tensor("float32") }
        let addresses = tensors.map { $0.withUnsafeBufferPointer { $0.baseAddress } }
        #expect(addresses[0] == addresses[1])
    }

    @Test func anyThreadMayTakeTensors() async throws {
        let checkpoint = try open("state-zip.pt")
        let expected = try checkpoint.tensor("float16")
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { try checkpoint.tensor("float16") == expected } }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    @Test func aMissingTensorNamesWhatIsThere() throws {
        let error = #expect(throws: CheckpointError.self) { try self.open("state-zip.pt").tensor("lost.first") }
        guard case .missingTensor(let name, let path, let holds)? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(name == "lost.first" && path.hasSuffix("state-zip.pt"))
        #expect(holds.contains("22 tensors") && holds.contains("tied.first"))
        #expect("\(error.map { "\($0)" } ?? "")".contains("has no tensor lost.first"))
    }

    @Test func aWrongShapeNamesBothShapes() throws {
        let checkpoint = try open("state-zip.pt")
        #expect(try checkpoint.tensor("float32", shape: [nil, 4]).shape == [3, 4])
        for expected in [[3, 5], [nil], [3, 4, 1]] as [[Int?]] {
            #expect(
                throws: CheckpointError.wrongShape(
                    name: "float32", path: checkpoint.url.path, expected: expected, found: [3, 4])
            ) { try checkpoint.tensor("float32", shape: expected) }
        }
        #expect(throws: CheckpointError.self) { try checkpoint.tensor("lost", shape: [nil]) }
        let text = "\(CheckpointError.wrongShape(name: "w", path: "p", expected: [3, nil], found: [2]))"
        #expect(text.contains("has shape [2], expected is [3, any]"))
    }

    @Test(arguments: ["expanded-zip.pt", "expanded-legacy.pt"])
    func aViewThatRepeatsElementsIsUnsupported(file: String) throws {
        let checkpoint = try open(file)
        #expect(checkpoint.shape(of: "expanded") == [1000])
        let error = #expect(throws: CheckpointError.self) { try checkpoint.tensor("expanded") }
        #expect("\(error.map { "\($0)" } ?? "")".contains("repeats"))
    }

    @Test(arguments: ["complex-zip.pt", "complex-legacy.pt"])
    func complexNumbersSpoilOnlyTheirTensor(file: String) throws {
        let checkpoint = try open(file)
        #expect(try checkpoint.tensor("real").elements == [1])
        #expect(throws: CheckpointError.self) { try checkpoint.tensor("complex") }
    }

    @Test func everyHalfPrecisionNumber() {
        #if !(os(macOS) && arch(x86_64))
            for bits in UInt16.min...UInt16.max {
                let (ours, theirs) = (Float(halfBits: bits), Float(Float16(bitPattern: bits)))
                #expect(ours == theirs || ours.isNaN && theirs.isNaN)
            }
        #endif
    }
}
