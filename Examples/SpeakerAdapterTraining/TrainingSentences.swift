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

    /// The sentences of every evaluation.
    static let heldOut = [
        "基于给定音色将文本转为语音", "今天天气很好我们出去散步吧", "科学家发现了一种新的植物", "晚上的街道十分热闹",
        "学习一门语言需要耐心和时间", "他把旧自行车送给了邻居",
    ]
}
