/// Plates of cars, all of whose figures are said one by one: 浙A·88U88, 粤Z·1234港.
enum NumberPlate {
    /// Whether the digits from `start` to `end` are part of a plate: a province, a letter, five or six figures and letters.
    static func contains(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let first = scanner.start(before: start, reach: 8, where: isPart)
        guard let province = scanner.scalar(first - 1), provinces.contains(province), scanner.isLetter(first) else {
            return false
        }
        let last = scanner.end(of: end, where: isPart)
        // 新GT5000 is new, 贵A100000元 is dear.
        guard province != "新" || scanner.scalar(first + 1) == "·", !MeasureWord.isUnit(after: last, in: scanner) else {
            return false
        }
        let count = (first + 1..<last).count { scanner.scalar($0) != "·" }
        let isShort = scanner.scalar(last).map("港澳学警挂".unicodeScalars.contains) ?? false
        return count == 5 || count == 6 || count == 4 && isShort
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        FormScanner.isDigit(scalar) || ("A"..."Z").contains(scalar) || scalar == "·"
    }

    private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".unicodeScalars)
}
