//! Where a meeting's name begins in what stands before its head: behind a verb (召开, 传达学习), a
//! preposition, or a verb of what is done with its spirit.

use std::sync::LazyLock;

use super::HEADS;
use crate::text::Regex;

/// What stands before a meeting's name and is not part of it.
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"宣布|关于|召开的|举行的|举办的|召开了|召开|围绕|相信|落实好|靠前实施|学习好|等提交|提交|决定提请|按程序提请|提请|会议以|受|举行了|举行|主持召开|组织召开|出席了|出席|参加了|参加|列席|主持|传达学习了|传达学习|学习传达|传达贯彻|传达了|传达|学习贯彻|学习了|贯彻落实|贯彻|落实|",
        r"收听收看了|收听收看|收看|深入学习|深刻领会|认真落实|全面贯彻|全面学习把握落实|把握|宣读了|审议|通过|按照|根据|迅速|精神和|以及|自|在|由|于|对|就|为|将|向|后|了|是|又|把|的是|从|随后|立即|作|做|并|以|经|和|与|及"
    ))
    .expect("a valid pattern")
});

/// Where the name begins in a phrase that ends in its head: behind the last word that opens it
/// and stands before `limit`.
pub(super) fn opened(phrase: &str, limit: usize) -> usize {
    let mut offset = 0;
    let mut at = 0;
    while let Some(opener) = OPENER.find_at(phrase, at) {
        at = opener.end();
        if opener.start() > limit {
            break;
        }
        // 召开向甲述职会议: all that stands between the verb and the head is the name.
        let behind = &phrase[opener.end()..limit.max(opener.end())];
        let holds = ["召开", "举行", "召开了", "举行了"].contains(&opener.as_str());
        if holds
            && !HEADS.iter().any(|head| behind.contains(head))
            && !behind.starts_with(['的', '后', '以', '时', '期', '前', '在', '于'])
        {
            return opener.end();
        }
        if splits(phrase, opener.start(), opener.end(), limit) {
            offset = opener.end();
        }
    }
    offset + led(&phrase[offset..])
}

/// The length of a verb at a name's front that says what is done with the meeting: 推动党的…全会,
/// 确保大会, 利用党委会议; only where a level, a body, a day or the bare head follows.
fn led(name: &str) -> usize {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:要|务必|必须|进一步|切实|认真|深入|扎实|全面|准确|坚决|迅速|及时|深刻|充分|抓紧|原原本本|不折不扣)*",
            r"(?:推动|确保|迎接|喜迎|优异成绩|理解|领会|抓好|做好|办好|开好|筹备|保障|宣传|宣讲|把握|吃透|学习|贯彻|落实|对标|利用|建议|专题|筹办|听取|体现|研究|部署)+"
        ))
        .expect("a valid pattern")
    });
    const NAMES: [&str; 27] = [
        "党的",
        "中共",
        "中国共产党",
        "中央",
        "国务院",
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "省委",
        "市委",
        "县委",
        "区委",
        "州委",
        "党委",
        "党组",
        "自治区",
        "省",
        "有关",
        "相关",
        "上级",
        "本次",
        "此次",
        "这次",
        "二十",
    ];
    let Some(verb) = LEAD.find(name) else {
        return 0;
    };
    let rest = &name[verb.end()..];
    let bare = matches!(rest, "会议" | "大会" | "全会");
    let party = ["党的", "中共", "全国", "中央", "二十"]
        .iter()
        .any(|w| rest.starts_with(w));
    // 专题会议, 部署会, and 学习贯彻党的…宣讲会, are named so.
    let named = name.starts_with("专题") && !party
        || party && rest.contains("精神")
        || ["研究会", "学习会"].iter().any(|w| name.starts_with(w));
    // 学习8日晚市、县…会议精神: a day opens it, too.
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日").expect("a valid pattern")
    });
    let opens = NAMES.iter().any(|w| rest.starts_with(w)) || DAY.is_match(rest);
    if !named && (bare || opens) {
        verb.end()
    } else {
        0
    }
}

/// Whether an opener really is a word of its own: short ones inside a name (对外, 和平, 在职) are not.
fn splits(phrase: &str, start: usize, end: usize, limit: usize) -> bool {
    let word = &phrase[start..end];
    if word.chars().count() >= 2 {
        return !(matches!(word, "落实" | "贯彻" | "学习" | "参加")
            && end < limit
            && start == 0
            && phrase[end..].starts_with("工作"));
    }
    let inside_quotes = phrase[..start].matches('“').count() > phrase[..start].matches('”').count();
    if inside_quotes {
        return false;
    }
    let before = &phrase[..start];
    let after = &phrase[end..];
    match word {
        "和" | "与" | "及"
            if ["中共", "党的", "全国", "中央"]
                .iter()
                .any(|w| after.starts_with(w)) =>
        {
            true
        }
        "和" | "与" | "及" => {
            ["精神", "会议", "大会", "全会", "二十大", "十九大", "十八大"]
                .iter()
                .any(|w| before.ends_with(w))
                || before.ends_with(['会', '班']) && alone(phrase, start, end)
        }
        "在" => !after.starts_with("职") && !after.starts_with("建") && !after.starts_with("线"),
        "对" => {
            !before.ends_with("应") && !after.starts_with(['外', '口', '接', '标', '照', '话'])
        }
        "为" => !after.starts_with("民"),
        "后" | "前" => before.ends_with("结束"),
        // 横向补偿, 方向, 导向: part of a word.
        "向" => {
            !after.starts_with("好")
                && !before.ends_with(['横', '纵', '方', '导', '双', '定', '单', '转', '走', '流'])
        }
        "以" => !after.starts_with("案"),
        "就" => !after.starts_with("业"),
        "自" => after.starts_with("全国"),
        "经" | "从" | "并" | "是" | "又" | "把" | "将" | "由" | "于" | "了" | "作" | "做" => {
            alone(phrase, start, end)
        }
        _ => true,
    }
}

/// Whether the segmenter, given what stands around it, takes a word as one of its own.
fn alone(phrase: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&phrase[..start], &phrase[end..]);
    let from = before.char_indices().rev().nth(1).map_or(0, |(i, _)| i);
    let to = end + after.chars().take(2).map(char::len_utf8).sum::<usize>();
    crate::text::jieba()
        .cut(&phrase[from..to], false)
        .iter()
        .any(|t| t.word == &phrase[start..end])
}
