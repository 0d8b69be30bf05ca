import CMessageDigest

/// What Tacotron 2 is conditioned on: the numbers that stand for one of the voices inside it.
///
/// The multi-speaker checkpoint was trained with 32 numbers made from each speaker's name: the 32 hexadecimal digits d
/// of the MD5 of the name, each as (d − 7) / 10. So any name gives a voice, but only the names in ``trainedNames`` give
/// one that the network has heard.
public struct SpeakerVector: Sendable, Equatable {
    /// The number of values in the multi-speaker checkpoint's vectors; the rtvc layout takes 256.
    public static let dimension = 32

    /// The values, −0.7 to 0.8 if made from a name. [32], or what the network takes
    public let values: [Float]

    /// Takes numbers as they are.
    ///
    /// - Parameter values: As many as the network's `Tacotron2Configuration.speakerVector`.
    /// - Throws: ``Tacotron2Error/invalidSpeaker(_:)`` if there are none or one is not finite.
    public init(values: [Float]) throws {
        guard !values.isEmpty else { throw Tacotron2Error.invalidSpeaker("it has no values") }
        guard values.allSatisfy(\.isFinite) else {
            throw Tacotron2Error.invalidSpeaker("it holds values that are not finite numbers")
        }
        self.values = values
    }

    /// Makes the vector that belongs to a name; any name is legal.
    public init(name: String) {
        let bytes = Array(name.utf8)
        var context = MD5_CTX()
        var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_LENGTH))
        MD5Init(&context)
        MD5Update(&context, bytes, bytes.count)
        MD5Final(&digest, &context)
        values = digest.flatMap { [$0 >> 4, $0 & 15] }.map { (Float($0) - 7) / 10 }
    }

    /// The names of the speakers that the public checkpoint was trained with.
    public static let trainedNames = [
        "Aibao", "Aicheng", "Aida", "Aijia", "Aijing", "Aimei", "Aina", "Aiqi", "Aitong", "Aiwei", "Aixia", "Aiya",
        "Aiyu", "Aiyue", "Siyue", "Xiaobei", "Xiaogang", "Xiaomei", "Xiaomeng", "Xiaowei", "Xiaoxue", "Xiaoyun", "Yina",
        "biaobei",
    ]
}

extension SpeakerVector: CustomStringConvertible {
    /// How many numbers; not which, for of a clone they are to be guarded as the recording is.
    public var description: String { "SpeakerVector of \(values.count) numbers" }
}
