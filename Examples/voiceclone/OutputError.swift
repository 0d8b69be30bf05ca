/// What goes wrong behind the work.
enum OutputError: Error, CustomStringConvertible {
    case unwritableAnswer

    var description: String {
        "The answer cannot be written to standard output: it is closed, or the disk is full. Files that were named are made."
    }
}
