import CFuzzer
import Foundation

/// `Fuzz`: libFuzzer around the target that `FUZZ_TARGET` names, with libFuzzer's own arguments.
@main
enum EntryPoint {
    static func main() {
        var (count, arguments) = (CommandLine.argc, Optional(CommandLine.unsafeArgv))
        _ = FuzzTarget.chosen
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                FuzzTarget.chosen.read(start.map { Data(bytes: $0, count: count) } ?? Data())
                return 0
            })
    }
}
