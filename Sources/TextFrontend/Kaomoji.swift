/// Faces made of marks, which nobody reads aloud: (￣▽￣), (╯°□°)╯, o(∩_∩)o, T_T.
///
/// A face is what has two eyes that mirror each other around a mouth, with brackets around it and no hanzi inside; the
/// arms beside the brackets belong to it.
enum Kaomoji {
    /// Where the face ends that begins at a place; nil if none begins there.
    static func end(in text: [SourceCharacter], at start: Int) -> Int? {
        let first = text[start].scalar
        if FormScanner.isHanzi(first) { return nil }
        if isOpening(first) { return faceEnd(in: text, at: start) }
        let isBehindWord = start > 0 && isASCIIWord(text[start - 1].scalar)
        guard start + 1 < text.count, !isBehindWord else { return nil }
        if isOpening(text[start + 1].scalar), arms.contains(first) || limbs.contains(first) {
            return faceEnd(in: text, at: start + 1)
        }
        // T_T.
        guard start + 2 < text.count, "TQOo".unicodeScalars.contains(first), text[start + 1].scalar == "_",
            text[start + 2].scalar == first, start + 3 >= text.count || !isASCIIWord(text[start + 3].scalar)
        else { return nil }
        return start + 3
    }

    private static func faceEnd(in text: [SourceCharacter], at start: Int) -> Int? {
        var end = start + 1
        while end < min(start + longest, text.count), !isClosing(text[end].scalar) {
            let scalar = text[end].scalar
            if FormScanner.isHanzi(scalar) || isOpening(scalar) || Mark.isLineBreak(scalar) { return nil }
            end += 1
        }
        guard end < min(start + longest, text.count) else { return nil }
        let inside = text[start + 1..<end].map(\.scalar).filter { $0.properties.generalCategory != .nonspacingMark }
        guard inside.count > 2, (1..<inside.count - 1).contains(where: { isFace(inside[$0 - 1...$0 + 1]) }) else {
            return nil
        }
        end += 1
        while end < text.count, arms.contains(text[end].scalar) { end += 1 }
        // A hand, unless a word begins with it.
        if end < text.count, limbs.contains(text[end].scalar),
            end + 1 == text.count || !isASCIIWord(text[end + 1].scalar)
        {
            end += 1
        }
        return end
    }

    /// Whether three scalars are an eye, a mouth and an eye.
    private static func isFace(_ three: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let left = three.first, let right = three.last, left == right || isPair(left, right) else { return false }
        let mouth = three[three.startIndex + 1]
        let isSpokenMouth = mouth.isASCII ? "_.-~^oOvw".unicodeScalars.contains(mouth) : !isText(mouth) || mouth == "ω"
        guard mouth != left, isSpokenMouth else { return false }
        // Letters are eyes only above a line.
        if left.isASCII, isASCIIWord(left) { return "TQOou".unicodeScalars.contains(left) && mouth == "_" }
        return !isText(left) && (Mark.symbol(of: left) == nil || "<>~＜＞".unicodeScalars.contains(left))
            && left != " " && left != "_" && !(left == "`" && mouth.isASCII)
    }

    private static func isPair(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        switch (left, right) {
        case (">", "<"), ("＞", "＜"), ("≧", "≦"), ("╯", "╰"), ("´", "`"), ("´", "｀"), ("`", "´"), ("｀", "´"), ("◜", "◝"):
            true
        default: false
        }
    }

    /// Whether a scalar is a letter or a figure of text, or what is said in it.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        isASCIIWord(scalar) || FormScanner.isHanzi(scalar) || GreekLetter.name(scalar) != nil
            || (0xC0...0x24F).contains(scalar.value) || Self.fullWidth.contains { $0.contains(scalar.value) }
            || NumberSign.superscript(scalar) != nil || NumberSign.integer(scalar) != nil
    }

    /// Figures and letters as wide as a hanzi.
    private static let fullWidth: [ClosedRange<UInt32>] = [0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A]

    private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
        FormScanner.isDigit(scalar) || FormScanner.isLetter(scalar)
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "（" || scalar == "ʕ" }

    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == ")" || scalar == "）" || scalar == "ʔ" }

    /// How many scalars a face has at most.
    private static let longest = 16
    /// What no text has beside a bracket.
    private static let arms = Set("ヾヽﾉノ゛ﾞ゙ツシっづゞε٩و۶✧┐┌╮╭╯╰︵︶┻━┑".unicodeScalars)
    /// Letters that are hands beside a bracket.
    private static let limbs = Set("oOdb".unicodeScalars)
}
