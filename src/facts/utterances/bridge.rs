//! What leads from a speaker to the verb of saying: 局长在会上就供水工作强调.

use regex::Match;

use super::grammar::MEETING;
use super::row::{Part, Row, Stretch};
use crate::text::is_han;

/// What may stand between a speaker and the verb.
static BRIDGE: Row = Row {
    words: &[
        "近日",
        "日前",
        "高度重视",
        "还",
        "又",
        "也",
        "并",
        "则",
        "同时",
        "再次",
        "最后",
        "随后",
        "首先",
        "特别",
        "着重",
        "反复",
        "一再",
        "进一步",
        "郑重",
        "严肃",
        "现场",
        "当场",
        "分别",
        "一致",
        "强调",
        "指出",
        "要求",
        "，",
        "、",
        " ",
        "讲话",
        "讲话中",
        "讲话时",
        "致辞",
        "致辞中",
        "致辞时",
        "发言",
        "发言中",
        "发言时",
        "不断",
        "多次",
        "明确",
        "深刻",
        "总结讲话",
        "作总结",
        "总结",
        "点评",
        "点评时",
        "今天",
        "昨天",
        "当天",
        "上午",
        "下午",
    ],
    stretches: &[
        Stretch::of(&[], 1..=40, |c| !"，。；：".contains(c), &["时"]),
        // 在会上发表重要讲话
        Stretch {
            before: Part::Speech,
            ..Stretch::of(&[], 0..=60, |c| !"。；：，".contains(c), &[])
        },
        Stretch {
            is: Part::Speech,
            ..Stretch::of(&["发表", "作", "作了"], 0..=6, is_han, &["讲话"])
        },
        Stretch::of(
            &["在"],
            0..=60,
            |c| !"。；：".contains(c),
            &["时", "中", "上", "后", "说", "，"],
        ),
        Stretch::of(&["代表"], 1..=30, |c| !"，。".contains(c), &[]),
        Stretch::of(
            &["出席", "主持", "参加", "到会", "应邀", "作"],
            0..=60,
            |c| !"。；：".contains(c),
            &["，", "并"],
        ),
        Stretch::of(
            &[
                "传达", "学习", "通报", "宣读", "解读", "介绍", "汇报", "讲解", "总结", "分析",
                "回顾", "肯定", "听取", "充分", "高度", "部署", "安排", "点评", "代表", "带领",
            ],
            0..=90,
            |c| !"。；".contains(c),
            &["，", "并"],
        ),
        Stretch::of(
            &["就", "对", "围绕", "针对", "结合", "关于"],
            0..=60,
            |c| !"。；：".contains(c),
            &[],
        ),
        Stretch::of(&["作出", "作"], 0..=4, is_han, &["批示", "指示"]),
        Stretch::of(
            &["做了", "作了", "进行了", "做出", "作出"],
            0..=8,
            is_han,
            &[],
        ),
        Stretch::of(&[""], 1..=2, |c| c.is_ascii_digit(), &["日"]),
    ],
};

/// Titles behind a name, longer ones before those that they open with.
pub(super) const TITLES: [&str; 27] = [
    "书记",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "乡长",
    "镇长",
    "主任委员",
    "主任",
    "局长",
    "部长",
    "主席",
    "院长",
    "检察长",
    "秘书长",
    "厅长",
    "处长",
    "科长",
    "司长",
    "行长",
    "校长",
    "总理",
    "委员长",
    "会长",
    "所长",
    "队长",
];

/// The same, of people who hold no post.
const CALLED: [&str; 5] = ["委员", "代表", "先生", "女士", "教授"];

/// Whether what stands between a name and a verb lets the one be the other's subject.
///
/// 陈某局长在会上就供水工作强调: 局长, 在会上, 就供水工作.
pub(super) fn bridges(between: &str) -> bool {
    BRIDGE.leads(between, |front| {
        let plain = match front.strip_suffix('）') {
            Some(rest) => rest.rfind(['（', '）']).filter(|&at| {
                let inside = rest[at..].strip_prefix('（').map(|s| s.chars().count());
                inside.is_some_and(|n| (1..=20).contains(&n))
            }),
            None => Some(front.len()),
        };
        plain.is_some_and(|end| titled(&front[..end]))
    })
}

/// Whether it is nothing but 等, and a title.
fn titled(front: &str) -> bool {
    let title = front.strip_prefix('等').unwrap_or(front);
    let mut titles = TITLES.iter().chain(&CALLED);
    title.is_empty()
        || title == "同志"
        || titles.any(|word| {
            let of = title.strip_suffix(word);
            of.is_some_and(|of| of.chars().count() <= 10 && of.chars().all(is_han))
        })
}

/// What stands behind a meeting that speaks.
static MEETING_ALSO: Row = Row {
    words: &[
        "还",
        "又",
        "也",
        "并",
        "则",
        "同时",
        "最后",
        "再次",
        "一致",
        "特别",
        "进一步",
        "强调",
        "明确",
        "，",
    ],
    stretches: &[Stretch::of(
        &["在"],
        1..=20,
        |c| !"，。；：".contains(c),
        &[],
    )],
};

/// Where a meeting begins that speaks, with what stands before it: 此次会议还.
pub(super) fn meeting(left: &str) -> Option<Match<'_>> {
    const MEETINGS: [&str; 17] = [
        "会议",
        "大会",
        "全会",
        "例会",
        "座谈会",
        "推进会",
        "现场会",
        "部署会",
        "调度会",
        "专题会",
        "动员会",
        "工作会",
        "培训会",
        "会商会",
        "协调会",
        "常委会",
        "会上",
    ];
    let of = |front: &str| MEETINGS.iter().any(|word| front.ends_with(word));
    MEETING_ALSO.leads(left, of).then(|| MEETING.find(left))?
}

/// What stands behind those who speak without a name.
static ALL: Row = Row {
    words: &["还", "都", "也", "一致", "纷纷", "普遍", "则"],
    stretches: &[Stretch::of(
        &["在"],
        1..=20,
        |c| !"，。；：".contains(c),
        &[],
    )],
};

/// Whether people without a name speak: 与会人员一致, 村民都.
pub(super) fn unnamed(left: &str) -> bool {
    const PEOPLE: [&str; 25] = [
        "与会人员",
        "与会同志",
        "与会者",
        "参会人员",
        "大家",
        "代表",
        "代表们",
        "委员",
        "委员们",
        "专家们",
        "负责人",
        "负责同志",
        "干部群众",
        "党员干部",
        "干部",
        "村民",
        "群众",
        "居民",
        "企业家",
        "企业家们",
        "发言人",
        "记者",
        "与会代表",
        "参会代表",
        "专家",
    ];
    ALL.leads(left, |front| {
        PEOPLE.iter().any(|word| front.ends_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_leads_to_the_verb_whole() {
        for between in [
            "",
            "局长",
            "等同志在会上",
            "副市长（兼）就供水工作发表重要讲话时",
            "在水厂调研时，",
            "代表市委传达文件精神，并",
            "主任5日作了总结讲话，",
        ] {
            assert!(bridges(between), "{between}");
        }
        for between in ["甲乙", "局长甲乙", "（）还", "在水厂", "时", "传达文件。并"]
        {
            assert!(!bridges(between), "{between}");
        }
    }

    #[test]
    fn people_and_meetings_speak_behind_adverbs_and_places() {
        assert!(unnamed("会后，大家在座谈中都") && unnamed("专家一致"));
        assert!(!unnamed("村民说") && !unnamed("群众在，"));
        let of = |left| meeting(left).map(|m| m.as_str());
        assert_eq!(
            of("会前，此次推进会在总结时还"),
            Some("，此次推进会在总结时还")
        );
        assert_eq!(of("会议之后"), None);
    }
}
