//! The grammar of cues: what says that somebody speaks, who may stand before a verb of
//! saying, and what ends speech. Each pattern is matched in a bounded stretch of a sentence.

use std::sync::LazyLock;

use super::bridge::TITLES;
use crate::base::Span;
use crate::text::{Gate, Regex, Text, after, is_han};

const SAYS: &str = "强调指出|指出|强调|要求|表示|认为|提出|叮嘱|嘱咐|建议|希望|号召|勉励|谈到|说道|介绍说|坦言|直言|提醒|明确|提议|提要求|提意见|提希望|说[，：“]";

/// Verbs of saying.
static VERB: LazyLock<Regex> = LazyLock::new(|| Regex::new(SAYS).expect("a valid pattern"));

/// The same, and what announces a number of points: 讲了三点意见, 部署了六项工作.
static VERB_OR_POINTS: LazyLock<Regex> = LazyLock::new(|| {
    let disposed = r"(?:部署|安排|布置|动员|总结|说明)[：，](?:一是|一要|（一）|首先|第一)";
    let points = r"(?:讲|谈|提|作|强调|要求|部署|安排|安排部署)[了出]?[一二三四五六七八九十两几\d]{1,2}(?:点|条|项|个方面)(?:重点)?(?:意见|要求|希望|建议|工作|任务)";
    Regex::new(&format!("{disposed}|{points}|{SAYS}")).expect("a valid pattern")
});

/// What announced points are called.
static POINTS: LazyLock<Gate> = LazyLock::new(|| {
    Gate::new([
        "：一",
        "，一",
        "：（一",
        "，（一",
        "：首先",
        "，首先",
        "：第一",
        "，第一",
        "点意见",
        "点要求",
        "点希望",
        "点建议",
        "条意见",
        "条要求",
        "条建议",
        "项要求",
        "项工作",
        "项任务",
        "项重点",
        "方面工作",
        "方面任务",
        "方面要求",
        "方面重点",
    ])
});

/// The pattern of what opens speech in a stretch of text.
pub(super) fn verbs(text: &Text, line: Span) -> &'static Regex {
    if text.may_hold(line, &POINTS) {
        &VERB_OR_POINTS
    } else {
        &VERB
    }
}

/// A meeting as speaker, with what may stand before the verb.
pub(super) static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[，。；：” \n]|就[^，。；]{1,30}|此次|本次|这次|全体)(?:[^，。；：“”《》]{0,24}?(?:会议|大会|全会|例会|座谈会|推进会|现场会|部署会|调度会|专题会|动员会|工作会|培训会|会商会|协调会|会上|常委会))(?:还|又|也|并|则|同时|最后|再次|一致|特别|进一步|强调|明确|，|在[^，。；：]{1,20})*$",
    )
    .expect("a valid pattern")
});

/// A clause of a sentence about the meeting that goes on with the verb: 会议同意…，要求….
pub(super) static MEETING_GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^\p{Han}{0,8}(?:会议|大会|全会)[^。]*|^\p{Han}{1,8}会(?:还|也)?(?:听取|传达|审议|通报|学习|研究|观看)[^。]*|召开[^，。；]{0,60}(?:会议|会)[，,；][^。]*)[，；](?:并|还|同时)?$",
    )
    .expect("a valid pattern")
});

/// A meeting that does something with a document before the verb: 会议审议通过了《…》，要求….
pub(super) static MEETING_ACTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:会议|大会|全会)(?:还|也|原则)?(?:审议|研究|听取|传达|学习|讨论|审定|审查|通过|通报|部署)[^。]*，$")
        .expect("a valid pattern")
});

/// A pronoun and what stands between it and the verb: 他强调, 她在讲话中还要求.
pub(super) fn pronoun(left: &str) -> Option<(usize, &str)> {
    let at = left.rfind(['他', '她'])?;
    let bridge = &left[at + '他'.len_utf8()..];
    let whole = !left[..at].ends_with(['其', '吉'])
        && !bridge.contains(['。', '；', '：'])
        && bridge.chars().count() <= 40;
    whole.then_some((at, bridge))
}

/// Part of a name, with where it stands, and what stands between its title and the verb:
/// 费书记叮嘱, 阿迪力县长最后指出.
pub(super) fn titled(left: &str) -> Option<(usize, &str, &str)> {
    let bounds = left
        .char_indices()
        .filter(|(_, c)| "，。；：” ".contains(*c));
    let mut starts = std::iter::once(0).chain(bounds.map(|(i, c)| i + c.len_utf8()));
    starts.find_map(|start| {
        let said = &left[start..];
        let name = after(said, 0, 4);
        let name = &name[..name.find(|c| !is_han(c)).unwrap_or(name.len())];
        // The longest name, and then the longest title.
        name.char_indices().rev().find_map(|(i, c)| {
            let (who, rest) = said.split_at(i + c.len_utf8());
            ["副", "常务副", ""].iter().find_map(|deputy| {
                let rest = rest.strip_prefix(deputy)?;
                let bridge = TITLES.iter().find_map(|title| rest.strip_prefix(title))?;
                let whole = !bridge.contains(['。', '；']) && bridge.chars().count() <= 40;
                whole.then_some((start, who, bridge))
            })
        })
    })
}

/// Writings that speak: 批示指出, 《意见》提出, 通知要求.
pub(super) static WRITING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:批示|重要指示|指示|贺信|贺词|贺电|来信|回信|信中|讲话|通知|意见|方案|办法|规定|条例|文件|公报|报告|文章|决定|倡议书|《[^》]{1,60}》)(?:还|中|也|又|明确|精神|强调|，)*$",
    )
    .expect("a valid pattern")
});

/// What may follow an agency: 有关负责人.
pub(super) static OF_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:有关|相关|主要)?(?:负责人|负责同志|领导|同志|代表))?(?:还|又|也|则|并|同时|分别|在[^。；]{0,30}?[时中上]|[就对][^。；]{0,40}?)*$",
    )
    .expect("a valid pattern")
});

/// A sentence that goes back from speech to report.
pub(super) static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:会议(?:还|也|又)?(?:听取|审议|传达|研究|通报|学习|原则|决定|由|以|分|书面|邀请|集体|签|采取|通过|对)|会前|会上|会后|会议期间|会议结束|随后[召，]|当[天晚日]|另悉|据悉|据了解|记者从|座谈会上|与会(?:人员|同志|代表)[^要]|(?:市|县|区|州|省|旗)(?:委|政府|人大|政协)?领导[^要]{0,30}(?:参加|出席))",
    )
    .expect("a valid pattern")
});

/// The same by its verb, each with a word that it cannot do without.
static REPORT_VERBS: LazyLock<[(&[&str], Regex); 3]> = LazyLock::new(|| {
    [
        (
            [
                "汇报了",
                "介绍了",
                "通报了",
                "宣读了",
                "解读了",
                "传达了",
                "领学了",
                "递交了",
                "签订了",
                "陪同了",
            ]
            .as_slice(),
            r"^[^，。；]{2,40}(?:汇报|介绍|通报|宣读|解读|传达|领学|递交|签订|陪同)了",
        ),
        (
            &["主持了", "主持会议", "主持大会", "主持座谈会"],
            r"^[^，。；要]{2,40}主持了?(?:会议|大会|座谈会)",
        ),
        (
            &["作发言", "作了发言", "表态发言", "交流发言"],
            r"^[^。]{2,60}(?:作(?:了)?(?:表态|交流)?发言)[^，。]{0,8}。",
        ),
    ]
    .map(|(words, pattern)| (words, Regex::new(pattern).expect("a valid pattern")))
});

/// Whether a sentence goes back from speech to report.
pub(super) fn reports(sentence: &str) -> bool {
    let near = after(sentence, 0, 80);
    let opens = [
        '会', '随', '当', '另', '据', '记', '座', '与', '市', '县', '区', '州', '省', '旗',
    ];
    sentence.starts_with(opens) && REPORT.is_match(sentence)
        || tells_presence(sentence)
        || REPORT_VERBS.iter().any(|(words, pattern)| {
            words.iter().any(|word| near.contains(word)) && pattern.is_match(near)
        })
}

/// Whether a sentence that demands nothing ends with who was there: …等参加会议。
fn tells_presence(sentence: &str) -> bool {
    let Some(end) = sentence.find(['。', '要', '须']) else {
        return false;
    };
    let (told, rest) = sentence.split_at(end);
    let clause = told.rfind('，').map_or(0, |i| i + '，'.len_utf8());
    rest.starts_with('。')
        && ["出席", "列席", "参加", "陪同", "收听收看"]
            .iter()
            .any(|verb| {
                told[clause..].match_indices(verb).any(|(i, _)| {
                    let (who, what) = told.split_at(clause + i);
                    (2..=200).contains(&who.chars().count())
                        && what[verb.len()..].chars().count() <= 14
                })
            })
}

/// In headlines a speaker's doings stand before the verb without commas.
pub(super) static HEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:同志)?(?:在|到|赴|主持|出席|对|就|调研|检查|督导|督查|参加)[^。；]{0,60}$")
        .expect("a valid pattern")
});

/// 表示祝贺, 表示衷心感谢: a feeling, no words.
pub(super) static FEELING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^了?(?:热烈|衷心|诚挚|由衷|崇高|亲切|充分|高度|深切|感谢|祝贺|欢迎|慰问|肯定|敬意|满意|赞赏|支持|认可|赞同|哀悼|关切|谢意)").expect("a valid pattern")
});

/// Words that a leader sends without being there: 对…作出重要指示强调.
pub(super) static SENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"作出\p{Han}{0,4}[批指]示|贺信|贺电|回信|致信|打来电话|致电|来电|专门批示")
        .expect("a valid pattern")
});

/// What makes the noun of 要求: 提出明确要求, 按照有关要求.
pub(super) fn asks_for(left: &str) -> bool {
    const KINDS: [&str; 30] = [
        "提出", "重要", "有关", "相关", "明确", "工作", "新", "更高", "严格", "具体", "各项",
        "上级", "部署", "标准", "质量", "任务", "总", "规定", "达到", "符合", "不合", "批示",
        "指示", "目标", "精神", "和", "”", "检查", "考核", "政策",
    ];
    const BY: [&str; 9] = [
        "按照",
        "根据",
        "依据",
        "依照",
        "落实",
        "对照",
        "符合",
        "统一到",
        "贯彻",
    ];
    let clause = left
        .rfind(['，', '。', '；'])
        .map_or(left, |i| &left[i + '，'.len_utf8()..]);
    let by = |word: &str| {
        let at = clause.rfind(word);
        at.is_some_and(|at| clause[at + word.len()..].chars().count() <= 60)
    };
    KINDS.iter().any(|kind| left.ends_with(kind)) || BY.iter().any(|word| by(word))
}

/// What makes a name that of words, not of a speaker: 某某重要讲话精神, 某某新时代…思想.
pub(super) static WORDS_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:同志|总书记|主席|总理|书记|省长|市长)?[^，。；]{0,50}(?:(?:讲话|指示|批示|论述|批示指示|指示批示|要求)精神|重要论述|思想|为核心)")
        .expect("a valid pattern")
});

/// What a person does that takes the article back from speech to report.
pub(super) static DOES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:一行|等)?(?:同志)?(?:还|随后|先后|首先|又|也|现场|专程|详细|认真|仔细|深入|逐一|分别|共同)*(?:来到|走进|考察|察看|查看|听取|了解|宣布|主持|走访|看望|慰问|参观|前往|步入|检查|询问|陪同|参加|出席|向\p{Han}{1,30}颁|为\p{Han}{1,30}颁|与\p{Han}{1,40}(?:签|交流|座谈)|作(?:了)?(?:报告|说明|汇报|通报|发言|点评)|到|在\p{Han}{1,20}听取|对\p{Han}{1,20}进行)")
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_pronouns_stand_with_what_leads_to_the_verb() {
        let of = |left| titled(left).map(|(_, who, bridge)| (who, bridge));
        assert_eq!(of("会后，费书记还"), Some(("费", "还")));
        assert_eq!(of("阿迪力县长最后"), Some(("阿迪力", "最后")));
        assert_eq!(of("陈副市长"), Some(("陈副", "")));
        assert_eq!(of("费书记。还"), None);
        assert_eq!(pronoun("他说，她在会上"), Some(("他说，".len(), "在会上")));
        assert_eq!(pronoun("其他在会上"), None);
        assert!(asks_for("要按照省里下发的") && asks_for("提出") && !asks_for("按照，他"));
    }
}
