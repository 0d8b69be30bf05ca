/// The usual Chinese names of the Greek letters.
enum GreekLetter {
    /// The name of a letter in either case; nil if the scalar is none.
    static func name(_ scalar: Unicode.Scalar) -> String? {
        let value = Int(scalar.value)
        switch value {
        case 0x391...0x3A1: return names[value - 0x391]
        case 0x3A3...0x3A9: return names[value - 0x3A3 + 17]
        case 0x3B1...0x3C1: return names[value - 0x3B1]
        case 0x3C2: return names[17]
        case 0x3C3...0x3C9: return names[value - 0x3C3 + 17]
        // The ohm and the micro sign, and variant forms.
        case 0x2126: return names[23]
        case 0xB5: return names[11]
        case 0x3D5: return names[20]
        default: return nil
        }
    }

    /// 谬 stands for the 缪 of μ: it is said miù, and 缪 has other readings.
    private static let names = [
        "阿尔法", "贝塔", "伽马", "德尔塔", "艾普西隆", "泽塔", "伊塔", "西塔", "约塔", "卡帕", "兰姆达", "谬", "纽", "克西", "奥密克戎", "派", "柔",
        "西格玛", "陶", "宇普西隆", "斐", "希", "普西", "欧米伽",
    ]
}
