import AudioIO

extension Waveform {
    /// The samples of a stretch of time.
    func places(of time: SpeechTimestamps.Interval) -> Range<Int> {
        func place(_ seconds: Double) -> Int { min(Int((seconds * Double(sampleRate)).rounded()), samples.count) }
        return place(time.start)..<place(time.end)
    }
}
