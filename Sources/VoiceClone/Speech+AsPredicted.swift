import AudioIO
import Foundation

extension Speech {
    /// The sound with each sentence at the level at which the network spoke it, within full scale.
    var waveformAsPredicted: Waveform {
        var waveform = waveform
        let rate = Double(waveform.sampleRate)
        waveform.samples.withUnsafeMutableBufferPointer { samples in
            var start = 0
            for (index, sentence) in sentences.enumerated() {
                // A sentence ends where its last frame does; the pause behind it is silence at every level.
                let isLast = index + 1 == sentences.count
                let end = isLast ? samples.count : Int((timestamps.sentences[index].end * rate).rounded())
                let factor = Float(pow(10, -sentence.gain / 20))
                for place in start..<min(max(start, end), samples.count) {
                    samples[place] = min(max(samples[place] * factor, -1), 1)
                }
                start = min(max(start, end), samples.count)
            }
        }
        return waveform
    }
}
