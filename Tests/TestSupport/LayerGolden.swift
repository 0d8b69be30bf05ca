import Checkpoint
import Tensor

/// One case of a golden file of named tensors: `case.x`, `case.y` and so on.
public struct LayerGolden {
    private let checkpoint: Checkpoint
    private let name: String

    /// The case `name` of a safetensors file under `Fixtures/goldens`.
    public init(_ name: String, in path: String = "layers.safetensors") throws {
        checkpoint = try Checkpoint(contentsOf: Golden.url(path))
        self.name = name
    }

    /// The tensor `field` of the case.
    public func callAsFunction(_ field: String) throws -> Tensor {
        try checkpoint.tensor("\(name).\(field)")
    }
}
