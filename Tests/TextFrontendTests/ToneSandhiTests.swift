import Testing

@testable import TextFrontend

@Suite struct ToneSandhiTests {
    /// The table was written without a look at the code; its comments name the rule and the source of each group.
    @Test func table() throws {
        let cases = try tsv("sandhi.tsv", columns: 3)
        #expect(cases.count >= 370)
        for row in cases where row[0] != "missed" {
            #expect(try FrontendFixture.spoken(row[1]) == row[2], "\(row[0]): \(row[1])")
        }
    }

    /// What is known to be wrong; a case that has become right belongs to its group.
    @Test func whatIsMissed() throws {
        let missed = try tsv("sandhi.tsv", columns: 3).filter { $0[0] == "missed" }
        #expect(missed.count < 10)
        for row in missed { #expect(try FrontendFixture.spoken(row[1]) != row[2], "\(row[1]) is right now") }
    }

    @Test func marksAndSpacesPartPhrases() throws {
        #expect(try FrontendFixture.spoken("你，好") == "ni3 hao3")
        #expect(try FrontendFixture.spoken("你 好") == "ni3 hao3")
        #expect(try FrontendFixture.spoken("不，是") == "bu4 shi4")
    }

    /// No letter's name has a third tone.
    @Test func lettersAreSyllablesOfThePhrase() throws {
        #expect(try FrontendFixture.spoken("他不B") == "ta1 bu2 bi4")
        #expect(try FrontendFixture.spoken("他不A") == "ta1 bu4 ei1")
        #expect(try FrontendFixture.spoken("我A你") == "wo3 ei1 ni3")
    }

    @Test func whatIsTypedStaysAsItIs() throws {
        #expect(try FrontendFixture.spoken("你 hao3") == "ni2 hao3")
        #expect(try FrontendFixture.spoken("ni3 hao3") == "ni3 hao3")
    }

    @Test func yiInNumbers() throws {
        #expect(try FrontendFixture.spoken("1个") == "yi2 ge4")
        #expect(try FrontendFixture.spoken("1.5") == "yi1 dian2 wu3")
        #expect(try FrontendFixture.spoken("2011") == "liang3 qian1 ling2 yi1 shi2 yi1")
    }
}
