import Tacotron2

extension Tacotron2Options {
    /// The options of one of several sentences: each has a seed of its own.
    func ofSentence(_ index: Int) -> Tacotron2Options {
        var options = self
        options.seed &+= UInt64(index)
        return options
    }
}
