/// What the voices of the bank say, and what a fit never hears.
enum TrainingSentences {
    /// The sentences of the bank: eight to fourteen syllables, all initials and finals among them.
    static let bank = [
        "春天的花园里开满了鲜花", "请把窗户打开透透气", "他昨天下午去了一趟图书馆", "小猫趴在沙发上睡着了",
        "这条河一直流到大海里", "我们明天早上七点出发", "老师让大家安静下来听讲", "这道菜的味道真不错",
        "孩子们在操场上放风筝", "火车还有半个小时进站", "妈妈做的饺子特别好吃", "他从来没有见过这么大的雪",
        "请问去火车站怎么走", "那本小说我已经看完了", "山顶上的空气非常新鲜", "周末我想去游泳或者爬山",
        "医生建议他多喝水多休息", "村子里的人都认识这位老人", "月亮慢慢从云后面露出来", "公司决定下个月搬到新的地方",
        "雨停了天边出现一道彩虹", "弟弟用铅笔画了一匹马", "能不能帮我拿一下那个盒子", "外面刮起了很大的风",
    ]

    /// What a voice that is in no bank says to be cloned: as long as the recording that a user gives, five seconds.
    static let reference = "昨天晚上我和几个老朋友在家里一边吃饭一边聊起了过去的事情"

    /// What the clones of every evaluation say, two to three seconds each.
    static let heldOut = [
        "基于给定音色将文本转为语音", "今天天气很好我们出去散步吧", "科学家发现了一种新的植物", "晚上的街道十分热闹",
        "学习一门语言需要耐心和时间", "他把旧自行车送给了邻居",
    ]
    /// The same, as long as the recordings that voices are made from: five seconds each.
    static let heldOutLong = [
        "这个城市的历史可以追溯到两千多年以前，留下了许多珍贵的文化遗产", "科学家们经过多年的研究，终于在海底发现了一种从来没有见过的生物",
        "如果明天下午不下雨，我打算带着孩子们去郊外的湖边钓鱼和野餐", "随着技术的不断进步，越来越多的人开始在家里工作，不再每天挤地铁",
        "这家小店的老板是一位退休的老师，他做的面条在附近非常有名", "为了准备下个星期的考试，她每天都在图书馆里学习到很晚才回家",
    ]
}
