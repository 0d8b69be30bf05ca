extension UnitSymbol {
    /// Units that are one character: signs, and the squared forms of Unicode's block CJK Compatibility.
    static let signs: [Unicode.Scalar: String] = [
        "℃": "摄氏度", "℉": "华氏度", "′": "分", "″": "秒", "ℓ": "升", "Å": "埃",
        "㎏": "千克", "㎎": "毫克", "㎍": "微克", "㎝": "厘米", "㎜": "毫米", "㎞": "公里", "㎚": "纳米", "㎛": "微米",
        "㎡": "平方米", "㎠": "平方厘米", "㎟": "平方毫米", "㎢": "平方公里", "㎥": "立方米", "㎤": "立方厘米", "㎣": "立方毫米",
        "㎦": "立方公里", "㏄": "毫升", "㎖": "毫升", "㎕": "微升", "㎗": "分升", "㎘": "千升", "㏊": "公顷", "㎧": "米每秒",
        "㎨": "米每二次方秒", "㎰": "皮秒", "㎱": "纳秒", "㎲": "微秒", "㎳": "毫秒", "㎐": "赫兹", "㎑": "千赫兹", "㎒": "兆赫兹",
        "㎓": "吉赫兹", "㎩": "帕", "㎪": "千帕", "㎫": "兆帕", "㎃": "毫安", "㎂": "微安", "㎷": "毫伏", "㎸": "千伏", "㎹": "兆伏",
        "㎽": "毫瓦", "㎾": "千瓦", "㎿": "兆瓦", "㏀": "千欧", "㏁": "兆欧", "㏈": "分贝", "㎈": "卡", "㎉": "千卡",
        "㎅": "KB", "㎆": "MB", "㎇": "GB", "㏖": "摩尔",
    ]

    /// Units in letters.
    ///
    /// A alone is no unit, as 5A is a class of sights; nor are K, M, G and B.
    static let names: [String: String] = [
        "m": "米", "dm": "分米", "cm": "厘米", "mm": "毫米", "μm": "微米", "µm": "微米", "um": "微米", "nm": "纳米", "km": "公里",
        "g": "克", "kg": "千克", "mg": "毫克", "μg": "微克", "µg": "微克", "ug": "微克", "t": "吨", "r": "转",
        "L": "升", "l": "升", "dL": "分升", "mL": "毫升", "ml": "毫升", "μL": "微升", "µL": "微升", "cc": "毫升", "ha": "公顷",
        "h": "小时", "min": "分钟", "s": "秒", "ms": "毫秒", "μs": "微秒", "µs": "微秒", "ns": "纳秒",
        "Hz": "赫兹", "kHz": "千赫兹", "MHz": "兆赫兹", "GHz": "吉赫兹", "THz": "太赫兹",
        "W": "瓦", "mW": "毫瓦", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "Wh": "瓦时", "kWh": "千瓦时", "MWh": "兆瓦时",
        "V": "伏", "mV": "毫伏", "kV": "千伏", "eV": "电子伏", "mA": "毫安", "μA": "微安", "mAh": "毫安时", "Ah": "安时",
        "Ω": "欧", "kΩ": "千欧", "MΩ": "兆欧", "μF": "微法", "pF": "皮法", "dB": "分贝", "lx": "勒克斯", "lm": "流明",
        "Pa": "帕", "hPa": "百帕", "kPa": "千帕", "MPa": "兆帕", "mmHg": "毫米汞柱", "kN": "千牛", "kJ": "千焦", "MJ": "兆焦",
        "cal": "卡", "kcal": "千卡", "mol": "摩尔", "mmol": "毫摩尔", "μmol": "微摩尔", "µmol": "微摩尔", "umol": "微摩尔",
        "nmol": "纳摩尔",
        "pmol": "皮摩尔", "ng": "纳克", "pg": "皮克", "fL": "飞升", "IU": "国际单位", "mIU": "毫国际单位", "Nm": "牛米",
        "ppm": "PPM", "ppb": "PPB", "rpm": "转每分", "bpm": "次每分", "fps": "帧每秒", "px": "像素",
        "KB": "KB", "kB": "KB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB",
        "kbps": "千比特每秒", "Mbps": "兆比特每秒", "Gbps": "吉比特每秒",
    ]

    /// Units in letters that are none but before a slash or a point: 10N/kg, 5N·m, 180U/L.
    static let joinedNames: [String: String] = ["N": "牛", "J": "焦", "A": "安", "U": "单位"]

    /// Units that are also written in other case.
    static let looseNames = Dictionary(
        uniqueKeysWithValues: [
            "km", "cm", "mm", "kg", "mg", "ml", "kW", "kWh", "Hz", "kHz", "MHz", "GHz", "KB", "MB", "GB", "TB", "dB",
            "mAh",
            "kV", "kPa", "fps", "rpm",
        ].map { ($0.lowercased(), names[$0] ?? $0) })

    /// What else may stand behind a slash.
    static let divisors: [String: String] = ["d": "天", "a": "年", "y": "年", "H": "小时", "S": "秒", "hr": "小时", "min": "分"]

    /// Units that have squares and cubes.
    static let lengths: Set<String> = ["m", "dm", "cm", "mm", "km", "nm", "μm", "µm", "um"]
}
