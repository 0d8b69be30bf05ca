/// How a stored number is encoded.
enum ElementType: String, Sendable {
    case float64, float32, float16, bfloat16
    case int64, int32, int16, int8
    case uint64, uint32, uint16, uint8, bool
    case complex64, complex128, quantised8, quantised32

    /// Bytes an element.
    var size: Int {
        switch self {
        case .complex128: 16
        case .float64, .int64, .uint64, .complex64: 8
        case .float32, .int32, .uint32, .quantised32: 4
        case .float16, .bfloat16, .int16, .uint16: 2
        case .int8, .uint8, .bool, .quantised8: 1
        }
    }

    /// Whether a tensor of this type can be handed out as 32-bit floats.
    var isConvertible: Bool {
        switch self {
        case .complex64, .complex128, .quantised8, .quantised32: false
        default: true
        }
    }

    /// PyTorch's storage classes, for example `FloatStorage` in the module `torch` or `torch.cuda`.
    init?(storageClass name: String) {
        switch name {
        case "DoubleStorage": self = .float64
        case "FloatStorage": self = .float32
        case "HalfStorage": self = .float16
        case "BFloat16Storage": self = .bfloat16
        case "LongStorage": self = .int64
        case "IntStorage": self = .int32
        case "ShortStorage": self = .int16
        case "CharStorage": self = .int8
        case "ByteStorage", "UntypedStorage": self = .uint8
        case "BoolStorage": self = .bool
        case "ComplexFloatStorage": self = .complex64
        case "ComplexDoubleStorage": self = .complex128
        case "QInt8Storage", "QUInt8Storage": self = .quantised8
        case "QInt32Storage": self = .quantised32
        default: return nil
        }
    }

    /// The code of a NumPy `dtype` without its byte order: a kind and the bytes of an element.
    init?(numPy code: String) {
        switch code {
        case "f8": self = .float64
        case "f4": self = .float32
        case "f2": self = .float16
        case "i8": self = .int64
        case "i4": self = .int32
        case "i2": self = .int16
        case "i1": self = .int8
        case "u8": self = .uint64
        case "u4": self = .uint32
        case "u2": self = .uint16
        case "u1": self = .uint8
        case "b1": self = .bool
        case "c8": self = .complex64
        case "c16": self = .complex128
        default: return nil
        }
    }

    /// The `dtype` of a safetensors header.
    init?(safeTensors name: String) {
        switch name {
        case "F64": self = .float64
        case "F32": self = .float32
        case "F16": self = .float16
        case "BF16": self = .bfloat16
        case "I64": self = .int64
        case "I32": self = .int32
        case "I16": self = .int16
        case "I8": self = .int8
        case "U64": self = .uint64
        case "U32": self = .uint32
        case "U16": self = .uint16
        case "U8": self = .uint8
        case "BOOL": self = .bool
        case "C64": self = .complex64
        default: return nil
        }
    }
}
