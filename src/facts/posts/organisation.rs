//! The organisation of a post printed without one: the one named before, if it has such a head, the
//! one that a word stands for (该校, 我院), a division of the Corps.

use crate::base::Span;
use crate::links::{Agency, Entities};
use crate::mentions::agencies::home::Calls;
use crate::text::Text;

/// Whether an agency printed before can have a head of that name: 副校长 are no 纪委's.
pub(super) fn suits(title: &str, agency: &Agency) -> bool {
    const HEADS: [(&str, &[&str]); 7] = [
        ("校长", &["校", "大学", "学院", "中学", "小学"]),
        ("院长", &["院"]),
        ("检察长", &["检察院"]),
        ("行长", &["行"]),
        ("厅长", &["厅"]),
        (
            "董事长",
            &["公司", "集团", "行", "社", "厂", "油田", "企业"],
        ),
        (
            "总经理",
            &[
                "公司", "集团", "行", "社", "厂", "部", "油田", "企业", "中心", "店", "局",
            ],
        ),
    ];
    // 纪委 and 组织部 have no 局长 and no 工会主席.
    const OF_OTHERS: [&str; 6] = ["局长", "处长", "馆长", "经理", "工会主席", "县长"];
    let inner = ["纪委", "纪律检查委员会", "组织部", "宣传部"]
        .iter()
        .any(|w| agency.name.ends_with(w));
    if inner && OF_OTHERS.iter().any(|t| title.ends_with(t)) {
        return false;
    }
    HEADS
        .iter()
        .find(|(head, _)| title.ends_with(head))
        .is_none_or(|(_, words)| words.iter().any(|w| agency.name.contains(w)))
}

/// Whether a title alone is one of an organisation's own leaders: 校长 in news of a university.
pub(super) fn heads(home: &Agency, title: &str) -> bool {
    Calls::of(&home.name).is_some_and(|calls| calls.has_head(title))
}

/// Commanders of a division of the Production and Construction Corps.
pub(super) const COMMAND: [&str; 6] =
    ["师长", "副师长", "常务副师长", "政委", "副政委", "第一政委"];

/// The division of the Corps to which an agency of its city belongs: 中共第一师甲市委员会.
pub(super) fn of_corps(agency: &Agency) -> Option<Agency> {
    let name = agency.name.trim_start_matches("中共");
    let name = name.strip_prefix("新疆生产建设兵团").unwrap_or(name);
    let end = name.starts_with('第').then(|| name.find('师'))?? + '师'.len_utf8();
    // 团党委书记、政委: of the regiment.
    if name.ends_with('团') {
        return None;
    }
    let division = format!("新疆生产建设兵团{}", &name[..end]);
    Some(Agency {
        local: division.clone(),
        name: division,
        jurisdiction: agency.jurisdiction,
        class: "政府",
    })
}

/// Words for an organisation that was named before, with what its name ends in.
const THAT: [(&str, &[&str]); 19] = [
    ("该校", &["大学", "学院", "学校", "中学", "小学"]),
    ("学校", &["大学", "学院", "学校", "中学", "小学"]),
    ("该院", &["学院", "医院", "法院", "检察院", "研究院"]),
    ("医院", &["医院"]),
    ("该公司", &["公司", "集团"]),
    ("公司", &["公司", "集团"]),
    ("集团", &["集团", "集团有限公司"]),
    ("该局", &["局"]),
    ("校", &["大学", "学院", "学校", "中学", "小学"]),
    ("院", &["医院", "法院", "检察院", "学院", "研究院"]),
    ("厅", &["厅"]),
    ("局", &["局"]),
    ("委", &["委员会"]),
    ("部", &["部"]),
    ("行", &["银行", "分行", "支行"]),
    ("关", &["海关"]),
    ("社", &["报社", "供销合作社", "供销社"]),
    ("所", &["研究所"]),
    ("团", &["团"]),
];

/// Whether a word for the writer's own organisation stands before a post: 我校 + 党委书记.
pub(super) fn says_ours(text: &Text, span: Span) -> bool {
    const OURS: [&str; 12] = [
        "我校",
        "我院",
        "我局",
        "我厅",
        "我委",
        "我公司",
        "我司",
        "我行",
        "我所",
        "我中心",
        "本院",
        "本校",
    ];
    let before = &text.folded[..span.start()];
    OURS.iter().any(|w| before.ends_with(w))
}

/// The endings of the organisation that a word before a post stands for: 该校 + 党委副书记.
pub(super) fn says_that(text: &Text, span: Span) -> Option<&'static [&'static str]> {
    let before = &text.folded[..span.start()];
    THAT.iter()
        .find(|(word, _)| {
            // 校 alone, not 母校 or 党校.
            let alone = |rest: &str| {
                rest.chars().next_back().is_none_or(|c| {
                    !('\u{4e00}'..='\u{9fff}').contains(&c) || "由经与和及".contains(c)
                })
            };
            before
                .strip_suffix(word)
                .is_some_and(|rest| word.chars().count() > 1 || alone(rest))
        })
        .map(|(_, ends)| *ends)
}

/// That organisation: the one with such an ending that was named last before.
pub(super) fn that(text: &Text, entities: &Entities, span: Span) -> Option<Agency> {
    let ends = says_that(text, span)?;
    if let Some(home) = entities.home(text)
        && ends.iter().any(|end| home.name.ends_with(end))
    {
        return Some(home.clone());
    }
    let before = entities
        .agency_mentions
        .iter()
        .rev()
        .filter(|m| m.span.end() < span.start());
    before
        .flat_map(|m| entities.agencies_at(m.span))
        .find(|a| ends.iter().any(|end| a.name.ends_with(end)))
        .cloned()
}
