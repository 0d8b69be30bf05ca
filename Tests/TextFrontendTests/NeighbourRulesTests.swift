import Testing

@testable import TextFrontend

@Suite struct NeighbourRulesTests {
    @Test(arguments: [
        "教\tjiao1\t*\t*", "教育\tjiao1\t*\t*\tx", "教\tjiao9\t*\t*\tx", "教\tjiao1\t\t*\tx", "教\tjiao1\t*\t*\t",
        "教育\tjiao4 yu9\t*\t*\tx", "教\tjiao1\t<x>\t*\tx", "教\tjiao1\t<n\t*\tx", "教\tjiao1\t*\t了[一二\tx",
        "教\tjiao1\t习$\t*\tx", "教\tjiao1\t$\t*\tx", "教\tjiao1\t了^习\t*\tx", "教\tjiao1\t*\t^习\tx",
        "教\tjiao1\t*\t习$了\tx", "教\tjiao1\t…[一二]\t*\tx", "教\tjiao1\t…把\t*\tx", "教\tjiao1\t*\t把…\tx",
        "教\tjiao1\t*\t。\tx", "教\tjiao1\t我。\t*\tx", "教\tjiao1\t*\t[]\tx", "教\tjiao1\t*\t<>\tx",
        "教\tjiao1\t*\t[我#]\tx", "教\tjiao1\t*\t我*\tx", "教\tjiao1\t*\t我]\tx",
        "教\tjiao1\t*\t=人\tx", "=人\t我 你\n=人\t他", "=人\t", "=人\t我",
    ])
    func damagedTablesAreRefused(_ line: String) throws {
        let syllables = try FrontendTables.shared().syllables
        #expect { try NeighbourRules("rules.tsv", text: line, syllables: syllables) } throws: {
            "\($0)".contains("rules.tsv")
        }
    }

    /// What stands beside a character: parts of speech, alone, strung together, repeated, at an edge; numbers, gaps.
    @Test(arguments: [
        ("<v>", "<n>", "养只猫", true), ("<nav>", "*", "养只猫", true), ("<n>", "*", "养只猫", false),
        ("*", "<v>", "养只猫", false),
        ("<r><v>", "*", "我养只猫", true), ("<rv>+", "<n>在<v>$", "我养只猫在叫", true), ("^<v>", "*", "养只猫", true),
        ("^<v>", "*", "我养只猫", false), ("^<rv>+", "*", "我养只猫", true), ("我[买养]", "*", "我养只猫", true),
        ("*", "<n>$", "养只猫在叫", false), ("*", "<n>在$", "养只猫在叫", false), ("<v>", "*", "只猫", false),
        ("*", "<n>", "养只", false), ("*", "word", "养只猫", false), ("*", "word", "养只蝴蝶", true),
        ("word", "*", "养只猫", false),
        ("我…", "…叫$", "我养只猫在叫", true), ("我…养", "猫…叫", "我养只猫在叫", true), ("养…", "猫…在$", "我养只猫在叫", false),
        ("我+", "+在", "我养只猫在叫", true), ("我+", "*", "养只猫", false), ("我|养", "猫|", "我养只猫在叫", true),
        ("*", "蝴|", "养只蝴蝶", false), ("二#养", "*", "二十一养只猫", false), ("^#养", "*", "二十一养只猫", true),
        ("*", "@在", "养只猫在叫", false),
    ])
    func patterns(_ before: String, _ after: String, _ text: String, _ fits: Bool) throws {
        let syllables = try FrontendTables.shared().syllables
        let rules = try NeighbourRules("x", text: "只\tzhi1\t\(before)\t\(after)\tx", syllables: syllables)
        let run = Array(text.unicodeScalars)
        var words = try Lexicon(syllables: syllables).words(in: run[...])
        StandaloneReader(rules: rules).apply(to: &words, of: run, startsSentence: true)
        #expect(words.contains { $0.isToldByNeighbours } == fits, "\(words)")
    }

    /// A list that has a name is as good as its alternatives.
    @Test(arguments: [("=拥有", "=猫", true), ("=猫", "=拥有", false), ("=猫 养", "=拥有 猫", true)])
    func namedLists(_ before: String, _ after: String, _ fits: Bool) throws {
        let syllables = try FrontendTables.shared().syllables
        let table = "=拥有\t买 养\n=猫\t猫 小猫\n只\tzhi1\t\(before)\t\(after)\tx"
        let rules = try NeighbourRules("x", text: table, syllables: syllables)
        let run = Array("我养只猫".unicodeScalars)
        var words = try Lexicon(syllables: syllables).words(in: run[...])
        StandaloneReader(rules: rules).apply(to: &words, of: run, startsSentence: true)
        #expect(words.contains { $0.isToldByNeighbours } == fits, "\(words)")
    }
}
