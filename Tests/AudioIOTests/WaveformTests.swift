import AudioIO
import Testing

@Suite("Waveform")
struct WaveformTests {
    @Test("duration is samples over rate")
    func duration() {
        #expect(Waveform(samples: [Float](repeating: 0, count: 8_000), sampleRate: 16_000).duration == 0.5)
    }

    @Test("the description says what the waveform is and not what it holds")
    func description() {
        let waveform = Waveform(samples: [0, 0.5], sampleRate: 16_000)
        #expect(waveform.description == "Waveform of 2 samples at 16000 Hz")
    }
}
