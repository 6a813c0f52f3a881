//! Organisations without any head before them: 国能北电胜利能源公司, 科技创新和人才工作局.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Head;
use super::generic::{STRONG, clean, closed, window};
use crate::lexicon::Lexicon;
use crate::mentions::scan::{Landmark, Scan, Word};
use crate::text::jieba;

/// Endings of bodies that need no head before a title.
const FORMED: [&str; 8] = [
    "领导小组",
    "指挥部",
    "专班",
    "委员会",
    "管委会",
    "办公室",
    "协调组",
    "工作组",
];

/// Endings of companies, schools and unions, which need none at all.
const COMPANY: [&str; 16] = [
    "公司",
    "集团",
    "银行",
    "大学",
    "学院",
    "医院",
    "协会",
    "学会",
    "商会",
    "合作社",
    "研究院",
    "研究所",
    "支行",
    "分行",
    "电厂",
    "分厂",
];

/// Endings that need no head where the name is closed off.
const ZONE: [&str; 5] = ["管委会", "管理委员会", "派出所", "供电所", "管理局"];

/// All endings of names without a head.
pub(in crate::mentions) const ENDINGS: [&[&str]; 3] = [&FORMED, &COMPANY, &ZONE];

/// At least as many bytes as a name has, by [`window`].
pub(super) const LONGEST_NAME: usize = 26 * 4;

/// As many bytes as stand before 局 in a name made of fields at most.
pub(super) const LONGEST_FIELDS: usize = 15 * 4;

/// An organisation without any head: 国能北电胜利能源公司, 双沟生物质公司.
pub(super) fn alone(s: &str, at: usize, scan: &Scan) -> Option<usize> {
    let ending = scan.next(Landmark::Ending, at)?;
    if ending - at > LONGEST_NAME {
        return None;
    }
    let led = || {
        [
            "支持",
            "鼓励",
            "组织",
            "会同",
            "联合",
            "督促",
            "听取",
            "听取了",
        ]
        .iter()
        .any(|w| s[..at].ends_with(w))
    };
    let before = s[..at].chars().next_back();
    if before.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"和与及由向对".contains(c))
        && !led()
    {
        return None;
    }
    let window = window(s, at);
    if ending >= at + window.len() {
        return None;
    }
    let found = STRONG.find_iter(window).last()?;
    let name = &window[..found.end()];
    if name.matches('“').count() != name.matches('”').count() {
        return None;
    }
    let words = &window[..found.start()];
    let length = words.chars().count();
    if !(2..=18).contains(&length) || !clean(words, Head::None, false) {
        return None;
    }
    // 学校医院 are kinds of places.
    if ["学校", "医院", "中学", "小学"].contains(&words) {
        return None;
    }
    let tail = found.as_str();
    let titled = scan
        .starting(at + found.end())
        .any(|h| matches!(h.word, Word::Title(_)));
    let formed = FORMED.iter().any(|c| tail.ends_with(c));
    let zone = ZONE.contains(&tail) && closed(&s[at + found.end()..]);
    if !(COMPANY.iter().any(|c| tail.ends_with(c)) || titled && formed || zone) {
        return None;
    }
    let rest = &s[at + found.end()..];
    let listed = rest.starts_with(['、', '等', '和']) || rest.starts_with("负责人");
    let school = ["大学", "学院", "医院", "银行"].contains(&found.as_str());
    if length < 2 || length == 2 && !(listed || school) {
        return None;
    }
    let firms = tail == "集团" && super::companies::closes(rest);
    // 十八坡种养合作社 + 理事长, but no 十八家合作社.
    let named = titled && tail == "合作社" && !words.contains('家');
    // 中铁十二局集团, 中建三局: a bureau of the state's builders has a number.
    let numbered = [
        "中铁",
        "中建",
        "中交",
        "中电建",
        "中冶",
        "中水",
        "中核",
        "中国",
    ]
    .iter()
    .any(|builder| words.starts_with(builder))
        && ["局", "冶", "航局", "公局", "航务局"]
            .iter()
            .any(|kind| words.ends_with(kind));
    let words_ok = firms
        || named
        || jieba().tag(words, false).iter().all(|t| {
            let tag = t.tag;
            !(tag.starts_with('p')
                || tag.starts_with('c')
                || tag == "r"
                || tag == "u"
                || tag.starts_with('m') && !numbered)
        });
    let first_noun = firms
        || named
        || titled && formed
        || jieba().tag(words, false).first().is_some_and(|t| {
            ["n", "x", "eng", "l", "j", "b", "f", "s", "g", "z", "i"]
                .iter()
                .any(|p| t.tag.starts_with(p))
                || t.word.chars().count() == 1
        });
    let more = [
        "任务",
        "工作",
        "毕业生",
        "部门",
        "员工",
        "学生",
        "职工",
        "建设",
        "管理",
        "治理",
        "服务",
    ]
    .iter()
    .any(|w| rest.starts_with(w));
    (words_ok && first_noun && !more && !name.starts_with("有限")).then_some(at + found.end())
}

/// A bureau without a head whose name is made of departments' fields: 科技创新和人才工作局.
pub(super) fn of_fields(s: &str, at: usize, scan: &Scan) -> Option<usize> {
    let bureau = scan.next(Landmark::Bureau, at)? - at;
    if !(15..LONGEST_FIELDS).contains(&bureau) {
        return None;
    }
    let window = crate::text::after(s, at, 15);
    let last = window.find('局').filter(|i| *i >= 15)?;
    let end = at + last + '局'.len_utf8();
    let words = &window[..last];
    let fields = || {
        jieba()
            .cut(words, false)
            .iter()
            .all(|t| FIELDS.contains(t.word))
    };
    (closed(&s[end..]) && fields()).then_some(end)
}

/// The words that departments' names are made of.
static FIELDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let mut fields = FxHashSet::default();
    for department in Lexicon::embedded().departments() {
        if let Some(words) = department.local.strip_suffix('局') {
            fields.extend(jieba().cut(words, false).iter().map(|t| t.word));
        }
    }
    fields.extend(["创新", "人才", "工作", "组织", "目标", "绩效"]);
    fields
});
