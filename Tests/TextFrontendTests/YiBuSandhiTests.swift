import Testing

@testable import TextFrontend

@Suite struct YiBuSandhiTests {
    /// Every rule is the first that fits somewhere in its own example, which is spoken as it says.
    @Test func everyRuleDecidesItsExample() throws {
        let frontend = try FrontendFixture.frontend()
        let syllables = frontend.tables.syllables
        let lines = try ResourceFile.text("sandhi.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count > 80)
        for line in lines {
            let cells = line.split(separator: "\t").map(String.init)
            // A rule that tells no tone is there for the sake of one below, which it keeps from telling this.
            let told = cells[0] == "不" ? "bu5" : ["yi2", "yi4"].contains(cells[1]) ? cells[1] : "yi1"
            let alone = YiBuSandhi(rules: try NeighbourRules("sandhi.tsv", text: String(line), syllables: syllables))
            let units = try frontend.units(of: cells[4], options: .init()).units
            let isDecided = ToneSandhi.phrases(of: units).contains { phrase in
                let text = SegmentedText(units, in: phrase)
                return phrase.contains { index in
                    let place = index - phrase.lowerBound
                    guard let rule = alone.rule(for: units[index], at: place, of: text) else { return false }
                    return rule == frontend.sandhi.yiBu.rule(for: units[index], at: place, of: text)
                        && (units[index].spoken.map(syllables.name) == told) == (cells[1] == told)
                }
            }
            #expect(isDecided && (cells[1] == told || cells[1] == "-"), "\(line)")
        }
    }
}
