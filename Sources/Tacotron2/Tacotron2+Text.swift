import TextFrontend

// How the front end of the network reads, for whoever speaks whole texts.
extension Tacotron2 {
    /// The sentences of a text, and what of it is not spoken.
    ///
    /// - Throws: `TextError` if it cannot be read.
    package func sentences(
        of text: String, options: TextFrontendOptions
    ) throws -> (sentences: [TextSentence], warnings: [TextWarning]) {
        try frontend.sentencesAndWarnings(of: text, options: options)
    }

    /// What is written in a text apart from its markup, for each of its characters.
    package func writing(of text: String) -> [String] { frontend.writing(of: text) }

    /// Two sentences that together say what one says; none if it cannot be cut.
    package func halves(of sentence: TextSentence) throws -> [TextSentence] { try frontend.halves(of: sentence) }
}
