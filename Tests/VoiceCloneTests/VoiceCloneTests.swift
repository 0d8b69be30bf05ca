import Testing

@testable import VoiceClone
