import Testing

@testable import TextFrontend
