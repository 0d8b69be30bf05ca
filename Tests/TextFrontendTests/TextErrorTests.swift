import Testing

@testable import TextFrontend

@Suite struct TextErrorTests {
    let frontend: TextFrontend

    init() throws { frontend = try TextFrontend() }

    @Test func emptyText() {
        #expect(throws: TextError.emptyText) { try frontend.symbols(for: "") }
    }

    @Test(arguments: [" ", " \n\t　", "。。。", "……", "#", "·", "\u{200B}"])
    func nothingToSpeak(_ text: String) {
        #expect(throws: TextError.nothingToSpeak) { try frontend.symbols(for: text) }
    }

    @Test func emojiOnly() {
        #expect(throws: TextError.nothingToSpeak) { try frontend.symbols(for: "😀👍🏽") }
    }

    @Test func unreadableCharacterIsNamedWithItsPlace() {
        #expect(throws: TextError.unreadableCharacter(character: "ж", scalar: "ж", position: 3)) {
            try frontend.symbols(for: "你好ж")
        }
        // A character of several scalars counts once, also before the place.
        #expect(throws: TextError.unreadableCharacter(character: "か", scalar: "か", position: 4)) {
            try frontend.symbols(for: "lu\u{308}4か")
        }
        // The character is named as it stands in the text: whole, and full-width.
        #expect(throws: TextError.unreadableCharacter(character: "が", scalar: "か", position: 2)) {
            try frontend.symbols(for: "好か\u{3099}")
        }
        #expect(throws: TextError.unreadableCharacter(character: "あ", scalar: "あ", position: 1)) {
            try frontend.symbols(for: "あ")
        }
        // Conversion to simplified keeps places.
        #expect(throws: TextError.unreadableCharacter(character: "ж", scalar: "ж", position: 5)) {
            try frontend.symbols(for: "乾淨頭髮ж")
        }
    }

    @Test func unreadableCharactersAreLeftOut() throws {
        let options = TextFrontendOptions(unreadableCharacters: .leaveOut)
        #expect(try frontend.symbols(for: "你😀好ж。", options: options) == frontend.symbols(for: "你好。"))
    }

    @Test func messagesSayWhatWhereAndWhatToDo() {
        let message = TextError.unreadableCharacter(character: "ж", scalar: "ж", position: 3).description
        for part in ["3", "ж", "U+0436", "CYRILLIC SMALL LETTER ZHE", ".leaveOut"] { #expect(message.contains(part)) }
        let pinyin = TextError.invalidPinyin(token: "xyz9", position: 7).description
        for part in ["xyz9", "7", "tone digit"] { #expect(pinyin.contains(part)) }
        #expect(TextError.emptyText.errorDescription == TextError.emptyText.description)
    }
}
