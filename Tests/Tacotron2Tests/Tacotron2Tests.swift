import Testing

@testable import Tacotron2
