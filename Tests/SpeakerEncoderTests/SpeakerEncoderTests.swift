import Testing

@testable import SpeakerEncoder
