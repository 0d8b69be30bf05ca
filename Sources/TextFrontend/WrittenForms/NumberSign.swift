/// Numbers that are one character each: ½, Ⅳ, ③, ㈢.
enum NumberSign {
    /// What a sign of a fraction says; nil if the scalar is none.
    static func fraction(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "½": "二分之一"
        case "⅓": "三分之一"
        case "⅔": "三分之二"
        case "¼": "四分之一"
        case "¾": "四分之三"
        case "⅕": "五分之一"
        case "⅖": "五分之二"
        case "⅗": "五分之三"
        case "⅘": "五分之四"
        case "⅙": "六分之一"
        case "⅚": "六分之五"
        case "⅐": "七分之一"
        case "⅛": "八分之一"
        case "⅜": "八分之三"
        case "⅝": "八分之五"
        case "⅞": "八分之七"
        case "⅑": "九分之一"
        case "⅒": "十分之一"
        default: nil
        }
    }

    /// The number that a Roman numeral or an enclosed number stands for.
    static func integer(_ scalar: Unicode.Scalar) -> Int? {
        let value = Int(scalar.value)
        return switch value {
        // Roman capitals and small ones.
        case 0x2160...0x216B: value - 0x215F
        case 0x2170...0x217B: value - 0x216F
        // Circled, in brackets, with a point; up to 20 each.
        case 0x2460...0x2473: value - 0x245F
        case 0x2474...0x2487: value - 0x2473
        case 0x2488...0x249B: value - 0x2487
        // White on black, and further circled ones.
        case 0x24EB...0x24F4: value - 0x24E0
        case 0x24EA, 0x24FF: 0
        case 0x2776...0x277F: value - 0x2775
        case 0x2780...0x2789: value - 0x277F
        case 0x278A...0x2793: value - 0x2789
        // Hanzi in brackets and in circles.
        case 0x3220...0x3229: value - 0x321F
        case 0x3280...0x3289: value - 0x327F
        case 0x3251...0x325F: value - 0x323C
        case 0x32B1...0x32BF: value - 0x328D
        default: nil
        }
    }

    /// The value of a superscript digit.
    static func superscript(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar {
        case "⁰": "0"
        case "¹": "1"
        case "²": "2"
        case "³": "3"
        case "⁴": "4"
        case "⁵": "5"
        case "⁶": "6"
        case "⁷": "7"
        case "⁸": "8"
        case "⁹": "9"
        default: nil
        }
    }

    /// The value of a subscript digit.
    static func subscripted(_ scalar: Unicode.Scalar) -> Character? {
        guard (0x2080...0x2089).contains(scalar.value) else { return nil }
        return Character(Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30)))
    }
}
