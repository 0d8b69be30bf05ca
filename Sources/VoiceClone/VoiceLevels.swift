import DSP
import Foundation

/// What brings each voice to the level of speech, found out when it is first needed.
///
/// A stream has to know it before the first frame, so a short sentence is decoded for it. Several threads may do so at
/// once, with the same result.
final class VoiceLevels: @unchecked Sendable {
    /// What is spoken to find out: six syllables, about a second.
    private static let text = "jin1 tian1 tian1 qi4 hen3 hao3"
    /// As many voices are remembered.
    private static let capacity = 1_024

    private let lock = NSLock()
    private var gains: [[Float]: Double] = [:]  // under the lock

    /// What brings a voice to ``SpeechLevel/target``, in decibels.
    ///
    /// - Throws: What speaking throws.
    func gain(of speaker: SpeakerVector, in tacotron2: Tacotron2) throws -> Double {
        if let known = lock.withLock({ gains[speaker.values] }) { return known }
        // In a window, so that no murmur tells how loud the voice is.
        var options = Tacotron2Options(maximumFrames: 300)
        options.attentionWindow = AttentionWindow()
        let mel = try tacotron2.predict(Self.text, speaker: speaker, options: options).mel
        let gain = mel.level.map { SpeechLevel.gain(from: $0, tolerance: 0) } ?? 0
        lock.withLock {
            if gains.count >= Self.capacity { gains.remove(at: gains.startIndex) }
            gains[speaker.values] = gain
        }
        return gain
    }
}
