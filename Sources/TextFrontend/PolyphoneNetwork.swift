import Checkpoint
import Foundation
import Tensor

/// Tells how a character with several readings is read in its sentence.
///
/// One bidirectional LSTM over the characters of a sentence, and two linear layers on its states at the character:
///
///     e_t = E[c_t]      h_t = [LSTM→(e)_t ; LSTM←(e)_t]      p = softmax(W₂·ReLU(W₁·h_t + b₁) + b₂)
///
/// where the softmax is over the readings that the character can have. Source: Park and Lee, "g2pM: A Neural
/// Grapheme-to-Phoneme Conversion Package for Mandarin Chinese", Interspeech 2020; the weights are those of its
/// package.
public final class PolyphoneNetwork: Sendable {
    /// A reading that a character can have, and its row in the last layer.
    struct Candidate: Sendable, Equatable {
        var row: Int
        var syllable: PinyinSyllable
    }

    /// What the network says of a character.
    struct Choice: Sendable, Equatable {
        var syllable: PinyinSyllable
        /// How probable it is among the readings of the character.
        var probability: Float
    }

    /// Longer sentences are cut there: the state does not reach so far.
    static let longestSentence = 256

    /// E. [characters, 64]
    private let embedding: Tensor
    private let forward: BatchedLSTM
    private let backward: BatchedLSTM
    /// W₁. [32, 2 · hidden]
    private let hidden: Linear
    /// W₂. [readings, 32]
    private let outputWeight: Tensor
    /// b₂. [readings]
    private let outputBias: [Float]
    /// The row of each character in `embedding`.
    private let characters: [Unicode.Scalar: Int]
    /// The readings of characters that have several.
    private let candidates: [Unicode.Scalar: [Candidate]]

    /// The number of characters whose readings it tells apart.
    public var characterCount: Int { candidates.count }

    /// The file of the weights; the names are those that `Scripts/fetch-models` gives.
    package static let weightsName = "g2pm.np_ckpt.pkl"
    static let charactersName = "g2pm.char2idx.pkl"
    static let (classesName, readingsName) = ("g2pm.class2idx.pkl", "g2pm.digest_cedict.pkl")

    /// Whether a folder has the network's weights.
    public static func isPresent(in directory: URL) -> Bool {
        FileManager.default.fileExists(atPath: directory.appending(path: weightsName).path)
    }

    /// Loads the network from the four files of a folder.
    ///
    /// - Throws: `CheckpointError` if one is missing, damaged or of another network.
    public init(contentsOf directory: URL) throws {
        let checkpoint = try Checkpoint(contentsOf: directory.appending(path: Self.weightsName))
        // A pickle of arrays has no checksum, and nobody would see that a damaged network reads at random.
        for name in checkpoint.names where try checkpoint.tensor(name).firstIndexNotFinite != nil {
            throw CheckpointError.corrupted(
                path: checkpoint.url.path, reason: "\(name) holds values that are not finite numbers")
        }
        let size = try checkpoint.shape(of: "lstm.weight_hh_l0", expecting: [nil, nil])[1]
        let table = try checkpoint.tensor("embedding.weight", shape: [nil, nil])
        embedding = table
        func lstm(_ suffix: String) throws -> BatchedLSTM {
            BatchedLSTM(try checkpoint.lstm("lstm", suffix: suffix, inputs: table.shape[1], hidden: size))
        }
        (forward, backward) = (try lstm("_l0"), try lstm("_l0_reverse"))
        let inner = try checkpoint.tensor("logit_layer.0.weight", shape: [nil, 2 * size])
        hidden = Linear(weight: inner, bias: try checkpoint.tensor("logit_layer.0.bias", shape: [inner.shape[0]]))
        outputWeight = try checkpoint.tensor("logit_layer.2.weight", shape: [nil, inner.shape[0]])
        outputBias = try checkpoint.tensor("logit_layer.2.bias", shape: [outputWeight.shape[0]]).elements
        let vocabulary = try PolyphoneVocabulary(
            directory: directory, characterCount: table.shape[0], classCount: outputBias.count)
        (characters, candidates) = (vocabulary.characters, vocabulary.candidates)
    }

    /// Whether the network knows several readings of a character.
    func knows(_ scalar: Unicode.Scalar) -> Bool { candidates[scalar] != nil }

    /// Whether one of the readings of a character is this one.
    func allows(_ syllable: PinyinSyllable, for scalar: Unicode.Scalar) -> Bool {
        candidates[scalar]?.contains { $0.syllable == syllable } ?? false
    }

    /// The readings of some characters of a sentence.
    ///
    /// - Parameters:
    ///   - sentence: All its characters, marks included.
    ///   - places: Where the characters stand; the network knows each.
    func choices(in sentence: ArraySlice<Unicode.Scalar>, at places: [Int]) -> [Choice] {
        guard !places.isEmpty else { return [] }
        let ids =
            [PolyphoneVocabulary.begin] + sentence.map { characters[$0] ?? PolyphoneVocabulary.unknown }
            + [PolyphoneVocabulary.end]
        let ahead = forward(embedded(ids))  // [characters + 2, 1, hidden]
        let back = backward(embedded(ids.reversed()))  // [characters + 2, 1, hidden], the last character first
        let size = forward.hidden
        let states = Tensor(shape: [places.count, 2 * size]) { buffer in
            ahead.withUnsafeBufferPointer { ahead in
                back.withUnsafeBufferPointer { back in
                    for (row, place) in places.enumerated() {
                        let step = place - sentence.startIndex + 1
                        for i in 0..<size {
                            buffer[row * 2 * size + i] = ahead[step * size + i]
                            buffer[row * 2 * size + size + i] = back[(ids.count - 1 - step) * size + i]
                        }
                    }
                }
            }
        }
        var activated = hidden(states)  // [places, 32]
        activated.withUnsafeMutableBufferPointer { buffer in for i in buffer.indices { buffer[i] = max(0, buffer[i]) } }
        return places.enumerated().map { row, place in
            choice(for: sentence[place], activated.row(row))
        }
    }

    /// The embeddings of some rows. [steps, 1, 64]
    private func embedded(_ ids: some Collection<Int>) -> Tensor {
        let width = embedding.shape[1]
        return Tensor(shape: [ids.count, 1, width]) { buffer in
            embedding.withUnsafeBufferPointer { table in
                for (step, id) in ids.enumerated() {
                    for i in 0..<width { buffer[step * width + i] = table[id * width + i] }
                }
            }
        }
    }

    /// The most probable reading of a character.
    private func choice(for scalar: Unicode.Scalar, _ state: [Float]) -> Choice {
        guard let candidates = candidates[scalar] else {
            preconditionFailure("the network was asked for \(scalar), which it does not know")
        }
        let logits = candidates.map { candidate in
            outputWeight.withUnsafeBufferPointer { weight in
                let row = candidate.row * state.count
                return state.indices.reduce(outputBias[candidate.row]) { $0 + weight[row + $1] * state[$1] }
            }
        }
        var best = 0
        for i in logits.indices where logits[i] > logits[best] { best = i }
        let sum = logits.reduce(0) { $0 + exp($1 - logits[best]) }
        return Choice(syllable: candidates[best].syllable, probability: 1 / sum)
    }
}
