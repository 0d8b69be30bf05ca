import AudioIO
import Foundation
import TestSupport
import Testing

@Suite("Provenance")
struct AudioProvenanceTests {
    let sound = (0..<500).map { sin(Float($0) / 10) / 2 }
    let provenance = AudioProvenance(software: "VoiceClone", comment: "Synthetic speech, voice 小燕 “Zoë” 🎙; 100 % \\ \"")

    @Test("every format keeps both texts, from a file and from memory", arguments: WaveformWritingTests.formats)
    func roundTrip(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech")
            try Waveform(samples: sound, sampleRate: 22_050, provenance: provenance).write(to: url, format: format)
            let data = try Data(contentsOf: url)
            for read in [
                try AudioProvenance(contentsOf: url), try AudioProvenance(data: data),
                try Waveform(contentsOf: url).provenance, try Waveform(data: data).provenance,
            ] {
                #expect(read == provenance)
            }
            // The fields that other programs look for: RIFF's list of texts, Vorbis comments.
            let field = format.isFLAC ? "comment=Synthetic speech, voice 小燕" : "ICMT"
            #expect(data.range(of: Data(field.utf8)) != nil)
            // What is read is written again as it is.
            let copy = folder.appending(path: "copy")
            try Waveform(contentsOf: url).write(to: copy, format: format)
            #expect(try Data(contentsOf: copy) == data)
            // The texts do not touch the sound.
            let plain = folder.appending(path: "plain")
            try Waveform(samples: sound, sampleRate: 22_050).write(to: plain, format: format)
            #expect(try Waveform(contentsOf: plain).samples == Waveform(contentsOf: url).samples)
            #expect(try AudioProvenance(contentsOf: plain) == nil)
        }
    }

    @Test("the longest texts fit every format", arguments: WaveformWritingTests.formats)
    func longest(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech")
            let text = String(repeating: "音", count: 2_000)
            let provenance = AudioProvenance(software: text, comment: text)
            #expect(provenance.comment?.utf8.count == 1_998)  // no character is cut in two
            #expect(provenance.software?.utf8.count == 96)
            try Waveform(samples: sound, sampleRate: 22_050, provenance: provenance).write(to: url, format: format)
            #expect(try AudioProvenance(contentsOf: url) == provenance)
        }
    }

    @Test("texts behind the sound are read too, as other programs write them")
    func behindTheSound() throws {
        let data = try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try Waveform(samples: sound, sampleRate: 22_050, provenance: provenance).write(to: url)
            return try Data(contentsOf: url)
        }
        // RIFF, length, WAVE, then chunks: the list goes to the end.
        let list = try #require(data.firstRange(of: Data("LIST".utf8))).lowerBound
        let length = data[list + 4..<list + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let chunk = list..<list + 8 + length
        let moved = data[..<chunk.lowerBound] + data[chunk.upperBound...] + data[chunk]
        #expect(moved.count == data.count && moved != data)
        #expect(try AudioProvenance(data: moved) == provenance)
        #expect(try Waveform(data: moved).provenance == provenance)
        #expect(try Waveform(data: moved).samples == Waveform(data: data).samples)
    }

    @Test("control characters become spaces, and an empty text is none")
    func tidied() {
        let provenance = AudioProvenance(software: "", comment: "a\u{0}b\u{1B}[31m\u{85}\nc")
        #expect(provenance.comment == "a b [31m  c")
        #expect(provenance.software == nil)
    }

    @Test("resampling and changing samples keep it")
    func editing() throws {
        var waveform = Waveform(samples: sound, sampleRate: 22_050, provenance: provenance)
        waveform.samples.append(0)
        #expect(try waveform.resampled(to: 16_000).provenance == provenance)
        #expect(waveform.provenance == provenance)
    }

    @Test("files without texts say nothing, and what is no audio is refused")
    func none() throws {
        for fixture in AudioFixture.mp3 + AudioFixture.wav {
            #expect(try AudioProvenance(contentsOf: fixture.url) == nil, "\(fixture)")
        }
        #expect(throws: AudioError.self) { try AudioProvenance(contentsOf: URL(filePath: "/nowhere.wav")) }
        #expect(throws: AudioError.self) { try AudioProvenance(data: Data("no sound".utf8)) }
    }
}

extension AudioFileFormat {
    fileprivate var isFLAC: Bool {
        if case .flac = self { true } else { false }
    }
}
