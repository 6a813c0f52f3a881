//! What ends like a meeting's name and names none: 会议, 市委常委会 (an organ), 群众大会 that somebody
//! is told to hold.

use std::sync::LazyLock;

use crate::text::Regex;

/// Words that end in 会 or 大会 and name an organ, or no meeting in particular.
pub(super) static NOT_A_MEETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^（扩大）|^(?:本次|全市|全省|全县|全区|全州|全国|电视电话|视频|扩大|常务|这次|此次|该|与会|各类|各种|有关|相关|重要|系列|一系列|市级|县级|省级|上级|中心组|主持|随后召开的|后|党员|职工|上述|两个|三个|多次|每次|历次|以上|前|会议|大会|全会|例会|论坛|工作会议|座谈会|常委会|年会|重要会议|全省重要会议)?(?:会议|大会|全会|座谈会|工作会|例会|论坛|集体学习|专题会|动员会|推进会|现场会|常委会|扩大会议|视频会议|电视电话会议|常务会议|专题会议)$|(?:人大|市委|县委|区委|省委|州委|盟委|旗委|政协|协)常委会$|重要会议$|(?:有关|相关|上级)(?:文件和?\p{Han}{0,3})?会议$|^(?:中央|全国|全省|全市|省|市){2,}(?:有关|相关)?会议$|^(?:全院|全校|全县|全市|各级)\p{Han}{1,6}要|(?:学校|工作|文化|理论|历史|科学|技术|学术|保卫|发展)研究会$|党委（党组）会议$|要把|决定|^(?:委员长会议|主任会议|主席会议|分组会议|联组会议|第一次全体会议|党组会议)$|(?:人大|人大常委会)主任会议$|^(?:上午|下午|当天|当日|当晚)的?(?:会议|大会)$|^第[一二三四五六七八九十]次(?:、第[一二三四五六七八九十]次)*全体会议$|^(?:前\p{Han}{1,3}次会议|开幕大会|闭幕大会|进行大会)$|^(?:上级|中央|省里|市里)?(?:有关|相关)会议$|分会场收听会议$|^(?:学习|宣传|宣讲|贯彻|传达|落实|领会|把握|抓好|迅速)+(?:会议|大会|全会)$|^(?:这|那|此|该|每|一)次(?:会议|大会)$").expect("a valid pattern")
});

/// Whether a meeting of no name is one that somebody is told to hold, or to hold well: 三日内召开
/// 群众大会, 带头开好民主生活会.
pub(super) fn demanded(before: &str, name: &str) -> bool {
    const UNNAMED: [&str; 26] = [
        "群众大会",
        "村民大会",
        "村民代表会议",
        "村民会议",
        "村民代表大会",
        "党员大会",
        "党员会议",
        "干部大会",
        "干部会议",
        "职工大会",
        "职工代表大会",
        "动员大会",
        "动员会议",
        "党委会议",
        "党组会议",
        "专题会议",
        "班子会议",
        "民主生活会",
        "专题民主生活会",
        "组织生活会",
        "专题组织生活会",
        "家长会议",
        "调度会议",
        "推进会议",
        "屋场会议",
        "院坝会议",
    ];
    if name.contains("要带头开好") || name.contains("要开好") {
        return true;
    }
    let clause = before
        .rsplit(['。', '；', '：', '\n'])
        .next()
        .unwrap_or(before);
    let told = [
        "各",
        "要",
        "必须",
        "务必",
        "前召开",
        "内召开",
        "应",
        "尽快",
        "立即",
    ];
    UNNAMED.contains(&name)
        && (before.ends_with("开好")
            || before.ends_with("召开") && told.iter().any(|w| clause.contains(w)))
}
