import AudioIO
import Testing

@Suite("Waveform")
struct WaveformTests {
    @Test("duration is samples over rate")
    func duration() {
        #expect(Waveform(samples: [Float](repeating: 0, count: 8_000), sampleRate: 16_000).duration == 0.5)
    }

    @Test("raw sound is rounded to the nearest and clipped")
    func pcm16() {
        let waveform = Waveform(samples: [0, 0.5, -1, 1, -2, 2.5 / 32_768, 3.5 / 32_768, .nan], sampleRate: 16_000)
        #expect(waveform.pcm16 == [0, 16_384, -32_768, 32_767, -32_768, 2, 4, 0])
        #expect(Waveform(samples: [0, -2, 1], sampleRate: 16_000).peak == 2)
    }

    @Test("the description says what the waveform is and not what it holds")
    func description() {
        let waveform = Waveform(samples: [0, 0.5], sampleRate: 16_000)
        #expect(waveform.description == "Waveform of 2 samples at 16000 Hz")
    }
}
