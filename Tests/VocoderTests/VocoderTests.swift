import Testing

@testable import Vocoder
