import Foundation
import VoiceClone

/// Reads bytes as what goes with a voice.
enum VoiceFuzzing {
    /// What was read is written and read again, and must be the same.
    static func readProfile(_ data: Data) {
        allowing(VoiceCloneError.self) {
            let profile = try VoiceProfile(json: data, name: "fuzz")
            _ = profile.warnings
            let again = try VoiceProfile(json: profile.json, name: "fuzz")
            precondition(again == profile, "a profile that is read and written is another")
        }
    }

    static func readProvenance(_ data: Data) {
        let comment = String(decoding: data, as: UTF8.self)
        for sentence in ["", "Synthetic speech, not a recording of a person. "] {
            guard let provenance = SpeechProvenance(AudioProvenance(comment: sentence + comment)) else { continue }
            precondition(
                provenance.audioProvenance.comment?.utf8.count ?? 0 <= AudioProvenance.maximumCommentLength,
                "a comment that is read cannot be written")
        }
    }
}
