import Foundation

/// Something about a voice that works, and should be looked at.
public enum VoiceWarning: Sendable, Equatable, Codable {
    /// One recording does not sound like the others; `agreement` is the cosine with their mean.
    case outlier(clip: String, agreement: Float)
    /// Two recordings sound like different people; `similarity` is their cosine.
    case differentSpeakers(String, String, similarity: Float)
    /// The two halves of a recording sound like different people; `similarity` is their cosine.
    case severalSpeakers(clip: String, similarity: Float)
    /// A part of a recording's samples, 0 to 1, lies at its peak.
    case clipped(clip: String, part: Double)
    /// A recording has so few decibels between its loud and its quiet moments that it is noisy, or no speech.
    case noisy(clip: String, range: Double)
    /// The voice is far from all that the network was trained with: so alike is speech in it expected to be.
    case hardToImitate(expectedLikeness: Float)
    /// The voice was asked for by a name that is none of `SpeakerVector.trainedNames`: nobody has heard it before.
    case invented(name: String)

    /// Below this, a voice is told to be hard to imitate: one in seventeen of 101 speakers of LibriSpeech.
    static let leastLikeness: Float = 0.65
}

extension VoiceWarning: CustomStringConvertible {
    /// What was noticed and what to do.
    public var description: String {
        switch self {
        case .outlier(let clip, let agreement):
            """
            \(clip) does not sound like the other recordings: \(agreement) where one speaker has \
            \(VoiceProfile.outlierThreshold) and more. Leave it out, or listen to it.
            """
        case .differentSpeakers(let first, let second, let similarity):
            """
            \(first) and \(second) sound like different speakers: \(similarity) where one speaker has \
            \(VoiceProfile.outlierThreshold) and more. Listen to both; a voice is made of one person's recordings.
            """
        case .severalSpeakers(let clip, let similarity):
            """
            The two halves of \(clip) sound like different speakers: \(similarity) where one speaker has \
            \(VoiceProfile.outlierThreshold) and more. Listen to it, and cut out who is not meant.
            """
        case .clipped(let clip, let part):
            """
            \(clip) is clipped: \(String(format: "%.1f", 100 * part)) % of its samples lie at its peak. Record it again, \
            with less gain.
            """
        case .noisy(let clip, let range):
            """
            \(clip) is noisy, or no speech: only \(Int(range)) dB lie between its loud and its quiet moments. Listen to it; \
            speech in a quiet room has \(Int(RecordingQuality.leastRange)) and more.
            """
        case .hardToImitate(let likeness):
            """
            The network can hardly speak like this voice: speech in it is expected to be alike to \
            \(String(format: "%.2f", likeness)), where clones have 0.73 in the mean. Try another recording of the speaker; low \
            voices come out too high.
            """
        case .invented(let name):
            """
            \(name) is none of the trained speakers (SpeakerVector.trainedNames), so the voice is an invented one. Check the \
            spelling, or listen to it.
            """
        }
    }
}
